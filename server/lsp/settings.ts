import { relative, isAbsolute } from "node:path";
import { DidChangeConfigurationNotification, type Connection } from "vscode-languageserver/node";
import { z } from "zod";
import { inEnglish } from "../core/phrase";
import { ruleIds } from "../core/rules/registry";
import { unknownRule } from "../core/rules/unknownRule";
import {
  defaultSettings,
  unknownSetting,
  usableSettings,
  type Settings,
} from "../protocol/settings";
import type { ClientTraits } from "./clientTraits";
import { uriOf } from "./uris";
import { withoutServers } from "../workflows/trust";

const section = "penprint";
const changed = z.object({ settings: z.unknown() });
const filesSection = z.object({ exclude: z.record(z.string(), z.unknown()) });
const asObject = z.record(z.string(), z.unknown());

/** The settings as the client gives them: initialization options, `workspace/configuration`, or pushed. */
export class ClientSettings {
  private base: Settings = defaultSettings;
  private byFolder: ReadonlyMap<string, Settings> = new Map();

  private trusted = true;
  private readonly here = new WeakMap<Settings, Settings>();
  private said = new Set<string>();
  private saidBefore: ReadonlySet<string> = new Set();

  /** `tell` is given what cannot be used, for the user; `log` what changes nothing. */
  constructor(
    private readonly tell: (problem: string) => void,
    private readonly log: (problem: string) => void,
  ) {}

  initialize(options: unknown): void {
    this.base = this.parse(options) ?? this.base;
  }

  /** In folders that are not trusted no setting names a server, whoever made it. */
  trust(trusted: boolean): void {
    this.trusted = trusted;
  }

  /** For a file (the innermost workspace folder's settings), or for what belongs to no file. */
  at(path?: string): Settings {
    const given = this.given(path);
    if (this.trusted) return given;
    const known = this.here.get(given) ?? withoutServers(given);
    this.here.set(given, known);
    return known;
  }

  private given(path: string | undefined): Settings {
    if (path === undefined) return this.base;
    let best: string | undefined;
    for (const folder of this.byFolder.keys()) {
      const way = relative(folder, path);
      if (way.startsWith("..") || isAbsolute(way)) continue;
      if (best === undefined || folder.length > best.length) best = folder;
    }
    return (best === undefined ? undefined : this.byFolder.get(best)) ?? this.base;
  }

  /** Equal as long as nothing changed. */
  fingerprint(): string {
    return JSON.stringify([this.trusted, this.base, [...this.byFolder]]);
  }

  /** Asks a client that answers; keeps what there was where it has no answer. */
  async pull(connection: Connection, folders: readonly string[]): Promise<void> {
    const answers = z
      .array(z.unknown())
      .parse(
        await connection.workspace.getConfiguration([
          { section },
          ...folders.map((folder) => ({ section, scopeUri: uriOf(folder) })),
          { section: "files" },
        ]),
      );
    this.begin();
    const hidden = hiddenFiles(answers.at(-1));
    const settings = answers.slice(0, -1).map((answer) => this.parse(answer));
    this.base = withoutFiles(settings[0] ?? this.base, hidden);
    this.byFolder = new Map(
      folders.flatMap((folder, index) => {
        const own = settings[index + 1];
        return own === undefined ? [] : [[folder, withoutFiles(own, hidden)] as const];
      }),
    );
  }

  /** `workspace/didChangeConfiguration` of a client that sends the settings along; under `penprint`, or bare if any is ours. */
  push(params: unknown): void {
    const body = asObject.safeParse(changed.safeParse(params).data?.settings).data;
    if (body === undefined) return;
    this.begin();
    const own = Object.keys(body).some((name) => name in defaultSettings) ? body : undefined;
    this.base = this.parse(section in body ? body[section] : own) ?? this.base;
  }

  private parse(value: unknown): Settings | undefined {
    const given = asObject.safeParse(value).data;
    if (given === undefined || Object.keys(given).length === 0) return undefined;
    const unknown = unknownSetting(given);
    if (unknown !== undefined) this.once(this.log, `In the settings: ${unknown}`);
    const { settings, problems } = usableSettings(given);
    for (const problem of problems) this.once(this.tell, problem);
    for (const name of Object.keys(settings.diagnostics.severity)) {
      const why = unknownRule(name, ruleIds);
      if (why !== undefined) {
        this.once(this.log, `The setting diagnostics.severity ${inEnglish(why)}`);
      }
    }
    return settings;
  }

  /** Settings come again and again, and for every folder: what was said of the last ones is not said of these. */
  private once(say: (problem: string) => void, problem: string): void {
    if (!this.said.has(problem) && !this.saidBefore.has(problem)) say(problem);
    this.said.add(problem);
  }

  private begin(): void {
    this.saidBefore = this.said;
    this.said = new Set();
  }
}

/** What the editor hides in its explorer (VS Code's `files.exclude`), as glob patterns. */
function hiddenFiles(answer: unknown): readonly string[] {
  const { exclude } = filesSection.safeParse(answer).data ?? { exclude: {} };
  const patterns = Object.entries(exclude).filter(([, hides]) => hides === true);
  return patterns.flatMap(([pattern]) => [pattern, `${pattern}/**`]);
}

/** Nobody's notes are learned from files that the editor hides. */
function withoutFiles(settings: Settings, patterns: readonly string[]): Settings {
  const exclude = [...new Set([...settings.learn.exclude, ...patterns])];
  return { ...settings, learn: { ...settings.learn, exclude } };
}

/** Keeps the settings current; `onChange` runs after each change. */
export function followSettings(
  connection: Connection,
  settings: ClientSettings,
  client: () => ClientTraits,
  folders: () => readonly string[],
  onChange: () => void,
): { initialized(): Promise<void> } {
  const update = async (params?: unknown): Promise<void> => {
    const before = settings.fingerprint();
    if (client().answersConfiguration) await settings.pull(connection, folders());
    else settings.push(params);
    if (settings.fingerprint() !== before) onChange();
  };
  connection.onDidChangeConfiguration((params) => update(params));
  return {
    async initialized() {
      if (client().registersConfiguration) {
        await connection.client.register(DidChangeConfigurationNotification.type, { section });
      }
      await update();
    },
  };
}
