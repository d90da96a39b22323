import type { SourceSet } from "../core/faithfulness/types";
import type { Note } from "../core/note/types";
import { Checker } from "../core/rules/checker";
import type { Finding, Rule, RuleContext } from "../core/rules/types";
import type { StyleView } from "../core/style/types";
import type { Settings } from "../protocol/settings";
import { whenUnwanted } from "./giveUp";
import { inSlices } from "./inSlices";
import type { FolderRules } from "./ports";
import { sourcesOfUnsaved } from "./readSources";

/** Where a note stands. */
export interface NotePlace {
  /** Absolute path of the note; for an unsaved one, where it would stand. */
  readonly path: string;
  /** Absolute path of the folder that its sources and folder rules may not leave. */
  readonly root: string;
}

/** The author a note is judged against, without that note itself. */
export interface NoteAuthor {
  /** Absent before anything is learned. */
  readonly view?: StyleView;
  /** Patterns stopped by *This is how I write*. */
  readonly stopped: ReadonlySet<string>;
}

/** What checking needs from outside. */
export interface CheckParts {
  readonly rules: readonly Rule[];
  settings(place: NotePlace | undefined): Settings;
  authorOf(place: NotePlace | undefined, note: Note): Promise<NoteAuthor>;
  folderRules(place: NotePlace): Promise<FolderRules>;
  /** Aborted when nobody wants to know any more; it then throws the signal's reason. */
  readSources(note: Note, place: NotePlace, signal: AbortSignal): Promise<SourceSet | undefined>;
  /** Whether `settings.diagnostics.ignoreFiles` names the note. */
  isIgnored(place: NotePlace, patterns: readonly string[]): boolean;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** What the reader should know besides: a profile too small, a folder file that is broken. */
  readonly notes: readonly string[];
  /** Files whose change makes the result stale, present or not. */
  readonly dependencies: readonly string[];
  readonly folderProblems: FolderRules["problems"];
  /** What the note was held against. */
  readonly context: RuleContext;
}

/** Finds out what a note is to be held against, and checks it. Used by the editor and by `check`. */
export class NoteChecker {
  constructor(private readonly parts: CheckParts) {}

  /** One per note: its caches outlive edits. A note without a place has no folder rules and no sources. */
  open(place: NotePlace | undefined): NoteCheck {
    return new NoteCheck(this.parts, place);
  }
}

interface Resolved {
  readonly checker: Checker | undefined;
  readonly context: RuleContext;
  readonly notes: readonly string[];
  readonly dependencies: readonly string[];
  readonly folderProblems: FolderRules["problems"];
  readonly sourceKey: string;
  readonly rulesKey: string;
}

interface Resolving {
  readonly key: string;
  readonly wanted: Set<() => boolean>;
  /** Undefined = given up, because nobody wanted it any more. */
  readonly promise: Promise<Resolved | undefined>;
}

export class NoteCheck {
  private resolved: Resolved | undefined;
  private resolving: Resolving | undefined;
  private generation = 0;
  private last:
    { readonly note: Note; readonly resolved: Resolved; readonly result: CheckResult } | undefined;

  constructor(
    private readonly parts: CheckParts,
    readonly place: NotePlace | undefined,
  ) {}

  /** What the last check rested on. */
  get dependencies(): readonly string[] {
    return this.resolved?.dependencies ?? [];
  }

  /** After a change of settings, profile, sources or folder rules: the next check looks again. */
  invalidate(): void {
    this.generation++;
  }

  async check(note: Note): Promise<CheckResult> {
    const result = await this.checkWhile(note, always);
    return result!;
  }

  /**
   * Waits for files only when what stands around the note may have changed; otherwise it answers at once, unless there is
   * much to check: then in slices. Absent when the result was no longer wanted before it was there.
   */
  async checkWhile(note: Note, isWanted: () => boolean): Promise<CheckResult | undefined> {
    const resolved = await this.resolvedFor(note, isWanted);
    if (resolved === undefined || !isWanted()) return undefined;
    if (this.last?.note === note && this.last.resolved === resolved) return this.last.result;
    const { checker, notes, dependencies, folderProblems, context } = resolved;
    const findings = checker === undefined ? [] : await inSlices(checker.checking(note), isWanted);
    if (findings === undefined) return undefined;
    const result = { findings, notes, dependencies, folderProblems, context };
    this.last = { note, resolved, result };
    return result;
  }

  /** What the note is held against; nothing is checked. */
  async contextFor(note: Note): Promise<RuleContext> {
    return (await this.resolvedFor(note, always))!.context;
  }

  private resolvedFor(
    note: Note,
    isWanted: () => boolean,
  ): Resolved | Promise<Resolved | undefined> {
    const key = `${this.generation}\n${sourceKeyOf(note)}`;
    if (this.resolved?.sourceKey === key) return this.resolved;
    if (this.resolving?.key === key) {
      this.resolving.wanted.add(isWanted);
      return this.resolving.promise;
    }
    return this.resolveOnce(note, key, isWanted);
  }

  private resolveOnce(
    note: Note,
    key: string,
    isWanted: () => boolean,
  ): Promise<Resolved | undefined> {
    const controller = new AbortController();
    const wanted = new Set([isWanted]);
    const forget = (): boolean => {
      const isNewest = this.resolving?.wanted === wanted;
      if (isNewest) this.resolving = undefined;
      return isNewest;
    };
    const stopLooking = whenUnwanted(wanted, () => {
      forget();
      controller.abort();
    });
    const promise = this.resolve(note, key, controller.signal)
      .then(
        (resolved) => {
          if (forget()) this.resolved = resolved;
          return resolved;
        },
        (error: unknown) => {
          forget();
          if (controller.signal.aborted) return undefined;
          throw error;
        },
      )
      .finally(stopLooking);
    this.resolving = { key, wanted, promise };
    return promise;
  }

  private async resolve(note: Note, sourceKey: string, signal: AbortSignal): Promise<Resolved> {
    const { place } = this;
    const { diagnostics } = this.parts.settings(place);
    const [author, folder, sources] = await Promise.all([
      this.parts.authorOf(place, note),
      place === undefined ? noFolderRules : this.parts.folderRules(place),
      !diagnostics.faithfulness
        ? undefined
        : place === undefined
          ? sourcesOfUnsaved(note)
          : this.parts.readSources(note, place, signal),
    ]);
    const silent = author.view?.silentBecause;
    const context: RuleContext = {
      ...(author.view !== undefined && silent === undefined ? { style: author.view } : {}),
      ...(sources === undefined ? {} : { sources }),
      stopped: author.stopped,
      severities: { ...diagnostics.severity, ...folder.rules },
    };
    const ignored =
      folder.ignored ||
      (place !== undefined && this.parts.isIgnored(place, diagnostics.ignoreFiles));
    const rules = ignored ? [] : this.parts.rules.filter((rule) => isOn(rule, diagnostics));
    const rulesKey = JSON.stringify(rules.map((rule) => rule.id));
    const before = this.resolved;
    const same = before?.rulesKey === rulesKey && sameContext(before.context, context);
    return {
      checker: same ? before.checker : rules.length === 0 ? undefined : new Checker(rules, context),
      context: same ? before.context : context,
      notes: [
        ...(silent === undefined || !diagnostics.style ? [] : [silent]),
        ...folder.problems.map(({ file, why }) => `${file} ${why}`),
        ...(sources?.problems.map((problem) => problem.message) ?? []),
      ],
      dependencies: [...folder.files, ...(sources?.watched ?? [])],
      folderProblems: folder.problems,
      sourceKey,
      rulesKey,
    };
  }
}

const always = (): boolean => true;

function isOn(rule: Rule, { style, faithfulness }: Settings["diagnostics"]): boolean {
  if (rule.always === true) return style || faithfulness;
  return rule.id.startsWith("style/") ? style : faithfulness;
}

const noFolderRules: FolderRules = { rules: {}, ignored: false, problems: [], files: [] };

/** Equal as long as the note names the same sources at the same places. */
function sourceKeyOf(note: Note): string {
  const matter = note.frontMatter;
  return matter === undefined ? "" : JSON.stringify([matter.sources, matter.brief]);
}

/** Equal contexts keep the checker and with it everything it has remembered. */
function sameContext(a: RuleContext, b: RuleContext): boolean {
  return contextKey(a) === contextKey(b);
}

function contextKey(context: RuleContext): string {
  return JSON.stringify([
    context.style?.id ?? null,
    context.sources === undefined ? null : [context.sources.id, context.sources.problems],
    [...context.stopped].sort(),
    Object.entries(context.severities).sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}
