/** The same for every campaign. */
export interface CampaignOptions {
  /** How many edits, keystrokes, kills or inputs; absent = the campaign's own number. */
  readonly count: number | undefined;
  /** Printed, so that a run can be repeated. */
  readonly seed: number;
  /** What else was named: notes, operations or targets. */
  readonly paths: readonly string[];
}

export function say(line: string): void {
  console.log(`${new Date().toISOString().slice(0, 19)}Z ${line}`);
}
