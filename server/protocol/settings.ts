import * as z from "zod";
import { globPattern } from "./globPattern";

const isAddress = (text: string): boolean => /^https?:/i.test(text) && URL.canParse(text);
const severity = z.enum(["error", "warning", "information", "hint", "off"]);

/**
 * Everything a user can set: `penprint.*` in VS Code, initialization options of any other client, `--settings FILE`.
 * A test holds package.json's `contributes.configuration` equal to it.
 */
export const settingsSchema = z.object({
  languages: z.array(z.string()).default(["markdown"]),
  learn: z
    .object({
      folders: z.array(z.string()).default([]),
      include: z.array(globPattern).default(["**/*.md", "**/*.markdown"]),
      exclude: z.array(globPattern).default([]),
      onSave: z.boolean().default(true),
    })
    .prefault({}),
  author: z.string().default(""),
  diagnostics: z
    .object({
      style: z.boolean().default(true),
      faithfulness: z.boolean().default(true),
      severity: z.record(z.string(), severity).default({}),
      ignoreFiles: z.array(globPattern).default([]),
    })
    .prefault({}),
  /** Above `sources:`, how many claims they do not carry. */
  codeLens: z.boolean().default(false),
  model: z
    .object({
      /** A GGUF file, a folder or an address; empty = the embedded default. */
      location: z.string().default(""),
      /** SHA-256 of the file behind `location`, hexadecimal; empty = not checked for files. */
      sha256: z
        .string()
        .regex(/^([0-9a-fA-F]{64})?$/)
        .default(""),
      huggingFaceEndpoint: z
        .string()
        .refine(isAddress, "no http(s) address")
        .default("https://huggingface.co"),
      threads: z.int().min(0).max(256).default(0),
      contextTokens: z.int().min(512).max(131072).default(4096),
      candidates: z.int().min(1).max(16).default(4),
      /** Address of an OpenAI-compatible server that acts as the stylist; empty = embedded. */
      serverUrl: z.string().default(""),
      serverModel: z.string().default(""),
    })
    .prefault({}),
  planner: z
    .object({
      kind: z.enum(["extractive", "openai", "editor"]).default("extractive"),
      baseUrl: z.string().default("https://api.openai.com/v1"),
      /** Its name on the server; `VENDOR/ID` of a model that the editor lends. */
      model: z.string().default(""),
      timeoutSeconds: z.int().min(1).max(3600).default(120),
      /** Claims of a saved note that are new go to the server with excerpts of the sources. */
      checkOnSave: z.boolean().default(false),
    })
    .prefault({}),
  capture: z
    .object({
      enabled: z.enum(["ask", "on", "off"]).default("ask"),
      maxDays: z.int().min(1).max(3650).default(365),
      maxMegabytes: z.int().min(1).max(10000).default(100),
    })
    .prefault({}),
  proxy: z
    .string()
    .refine((text) => text.trim() === "" || isAddress(text.trim()), "no http(s) address")
    .default(""),
});

export type Settings = z.infer<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

export interface UsableSettings {
  readonly settings: Settings;
  /** What could not be used, in words. */
  readonly problems: readonly string[];
}

/**
 * What of `given` can be used. A field that does not fit has its default and costs no other its value, but for the
 * planner's: half of them could send text to a server that nobody chose.
 */
export function usableSettings(given: Record<string, unknown>): UsableSettings {
  const parsed = settingsSchema.safeParse(given);
  if (parsed.success) return { settings: parsed.data, problems: [] };
  let rest = given;
  const problems: string[] = [];
  for (const { path, message } of parsed.error.issues) {
    const left = path[0] === "planner" ? ["planner"] : path.map(String);
    const name = path.join(".");
    problems.push(
      `The setting ${name} cannot be used: ${message}. The default of ${left.join(".")} holds.`,
    );
    rest = without(rest, left);
  }
  return { settings: settingsSchema.safeParse(rest).data ?? defaultSettings, problems };
}

/** Of a list nothing is kept: the rest of it is not what the user meant. */
function without(
  settings: Record<string, unknown>,
  [name = "", ...deeper]: readonly string[],
): Record<string, unknown> {
  const { [name]: at, ...rest } = settings;
  const below = z.record(z.string(), z.unknown()).safeParse(at).data;
  if (deeper.length === 0 || below === undefined) return rest;
  return { ...rest, [name]: without(below, deeper) };
}

/** The first name in `given` that is no setting, in words: a slip of the finger would else change nothing and say nothing. */
export function unknownSetting(
  given: unknown,
  known: object = defaultSettings,
  path = "",
): string | undefined {
  const names = Object.keys(known);
  if (typeof given !== "object" || given === null || names.length === 0) return undefined;
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name)) {
      return `there is no setting "${path}${name}"; here stand ${names.join(", ")}.`;
    }
    const below: unknown = Reflect.get(known, name);
    if (typeof below !== "object" || below === null || Array.isArray(below)) continue;
    const deeper = unknownSetting(value, below, `${path}${name}.`);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
