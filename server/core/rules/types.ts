import type { Phrase } from "../phrase";
import type { Note, Passage, PlacedProse } from "../note/types";
import type { StyleView } from "../style/types";
import type { Span, TextEdit } from "../text/span";
import type { SourceSet } from "../faithfulness/types";

export type Severity = "error" | "warning" | "information" | "hint";

/** `style/…` or `faithfulness/…`. */
export type RuleId = `style/${string}` | `faithfulness/${string}`;

/** Evidence beside a finding: a place in another file (a source, another note of the author). */
export interface Related {
  /** Absolute path or URI. */
  readonly location: string;
  /** Lines and characters from 0, UTF-16. */
  readonly range: Range;
  readonly message: string;
}

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Made with `titled`. */
export interface Fix {
  /** In English. */
  readonly title: string;
  readonly phrase: Phrase;
  readonly edits: readonly TextEdit[];
}

/** Its message is made with `said`. Spans are relative to the unit that was checked when a rule returns it, absolute when the checker returns it. */
export interface Finding extends Span {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** In English. */
  readonly message: string;
  readonly phrase: Phrase;
  /** 0 to 1, how sure. */
  readonly score: number;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** What *This is how I write* stops: a habit key or phrase. Absent where that makes no sense. */
  readonly pattern?: string;
}

/** Everything a rule may look at besides the unit itself. A new object means all caches are stale. */
export interface RuleContext {
  /** Absent before anything is learned. */
  readonly style?: StyleView;
  /** Absent when the note names no sources. */
  readonly sources?: SourceSet;
  /** Patterns stopped by *This is how I write*. */
  readonly stopped: ReadonlySet<string>;
  readonly severities: Readonly<Record<string, Severity | "off">>;
}

interface RuleBase {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: Severity;
  /** One or two sentences; the page is docs/rules/<id>.md. */
  readonly description: string;
  /** About the note itself: speaks where anything is checked, be it style or faithfulness, whoever wrote the note. */
  readonly always?: true;
  /** ISO 639-1 codes of the notes and profiles that it understands; absent = every language. */
  readonly languages?: readonly string[];
}

/** Sees one run of prose; findings relative to it; cached by `prose.key`. */
export interface ProseRule extends RuleBase {
  readonly scope: "prose";
  check(prose: PlacedProse["prose"], context: RuleContext): readonly Finding[];
}

/** Sees one passage; findings relative to `passage.start`; cached by `passage.key`. */
export interface PassageRule extends RuleBase {
  readonly scope: "passage";
  check(passage: Passage, context: RuleContext): readonly Finding[];
}

/** Sees the whole note at every edit: must be cheap. Findings absolute. */
export interface NoteRule extends RuleBase {
  readonly scope: "note";
  check(note: Note, context: RuleContext): readonly Finding[];
}

export type Rule = ProseRule | PassageRule | NoteRule;
