import type { Baseline } from "../../storage/baselineFile";
import type { CheckedFile } from "./checkedFile";

/** Takes the findings of a baseline out of the files that it is handed, each as often as the baseline holds it. */
export class KnownFindings {
  private readonly left = new Map<string, number>();
  /** Findings that were taken out. */
  taken = 0;

  constructor(baseline: Baseline) {
    for (const [rule, marks] of Object.entries(baseline)) {
      for (const mark of marks) {
        const key = keyOf(rule, mark);
        this.left.set(key, (this.left.get(key) ?? 0) + 1);
      }
    }
  }

  without(file: CheckedFile): CheckedFile {
    const findings = file.findings.filter(({ rule, mark }) => {
      const key = keyOf(rule, mark);
      const left = this.left.get(key) ?? 0;
      if (left === 0) return true;
      this.left.set(key, left - 1);
      this.taken++;
      return false;
    });
    return { ...file, findings };
  }
}

const keyOf = (rule: string, mark: string): string => `${rule} ${mark}`;

/** What is found now, as a baseline: hashes and names of rules, no word of a note, no name of a file. */
export function baselineOf(files: readonly CheckedFile[]): Baseline {
  const baseline: Record<string, string[]> = {};
  for (const { findings } of files) {
    for (const { rule, mark } of findings) (baseline[rule] ??= []).push(mark);
  }
  return baseline;
}
