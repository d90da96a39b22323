/** What a row is about, and a note. `{does not→doesn't}` marks what is flagged and what the fixes write there. */
type Row = readonly [about: string, note: string];

/** Notes in which rules of style find something or nothing, for the author of caseAuthor.ts. */
export interface StyleTable {
  readonly family: string;
  /** As if so many sentences had been learned. */
  readonly sentences?: number;
  /** Without `style/`. What other rules find does not matter. */
  readonly rules: readonly string[];
  readonly quiet: readonly Row[];
  /** Where a rule reports several places of a paragraph at once, all are marked and the finding stands at the first. */
  readonly flagged: readonly Row[];
  /** Known misses: the marks say what would be right, the product says otherwise. */
  readonly missed?: readonly Row[];
}
