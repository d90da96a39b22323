import type { StyleScore, StyleView } from "../style/types";

export interface StyleReport {
  readonly passed: boolean;
  /** Probabilities that the author wrote it; null where that cannot be said. */
  readonly draft: number | null;
  readonly text: number | null;
  /** Log-odds of the text, for ranking; 0 where it cannot be said. */
  readonly logit: number;
  /** Log-odds of the text minus those of the draft; 0 where they cannot be said. */
  readonly gain: number;
  readonly check: string;
}

/** Log-odds by which a text that is still unlike the author must be nearer to them than the draft (0.7 = twice the odds). */
const LEAST_GAIN = 0.7;

/**
 * A model's candidate passes when it is more like the author than the draft, and either likely theirs or much nearer: by
 * `leastGain` log-odds.
 */
export function checkStyle(
  style: StyleView,
  draft: string,
  text: string,
  leastGain: number = LEAST_GAIN,
): StyleReport {
  const before = scoreOf(style, draft);
  const after = scoreOf(style, text);
  if (before === null || after === null) {
    return {
      passed: false,
      draft: before?.probability ?? null,
      text: after?.probability ?? null,
      logit: 0,
      gain: 0,
      check: "✗ style cannot be judged",
    };
  }
  const gain = after.logit - before.logit;
  const passed = gain > 0 && (after.probability >= 0.5 || gain >= leastGain);
  const figures = `${percent(before.probability)} -> ${percent(after.probability)}`;
  return {
    passed,
    draft: before.probability,
    text: after.probability,
    logit: after.logit,
    gain,
    check: passed ? `nearer to the author: ${figures}` : `✗ not nearer to the author: ${figures}`,
  };
}

function scoreOf(style: StyleView, plain: string): StyleScore | null {
  const judged = style.score(plain);
  return judged.kind === "judged" ? judged.value : null;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
