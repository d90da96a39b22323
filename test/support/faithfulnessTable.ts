import type { IssueKind } from "../../server/core/faithfulness/types";

/** What a row is about, and a note. `{48→84}` marks what is underlined and what the source has there, `{48}` the former. */
export type Row = readonly [about: string, note: string];

/** Notes about one source. */
export interface NotesOnSource {
  readonly source: string;
  /** Supported, nothing underlined. */
  readonly carried: readonly Row[];
  /** No claim that a source could carry, nothing underlined. */
  readonly noClaim?: readonly Row[];
  /** Underlined by the table's rule at the marks, and by no other rule. */
  readonly wrong: readonly Row[];
  /** Known misses: the marks say what would be right, the product says otherwise. */
  readonly missed?: readonly Row[];
}

export interface FaithfulnessTable {
  readonly rule: IssueKind;
  readonly notes: readonly NotesOnSource[];
}
