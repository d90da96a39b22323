import { countDetections, rocAuc } from "../faithfulness/metrics";
import { mean } from "../report/figures";

export interface Labelled {
  readonly unsupported: boolean;
  /** What is wrong with it, or how it is right, as the data set names it. */
  readonly kinds: readonly string[];
}

/** What a judge says of the texts of a set, one entry a text. */
export interface JudgeOutput {
  readonly judge: string;
  /** Higher = less supported. */
  readonly scores: readonly number[];
  /** Found unsupported. */
  readonly decided: readonly boolean[];
  /** Underlined in the editor; absent where a judge does not underline. */
  readonly flagged?: readonly boolean[];
}

/** One kind of error, as one judge sees it. */
export interface KindFigures {
  /** Its texts against all supported ones of the set. */
  readonly auc: number;
  readonly found: number;
}

export interface JudgeFigures {
  readonly judge: string;
  readonly auc: number;
  readonly balancedAccuracy: number;
  /** Share of the supported texts found unsupported. */
  readonly falseAlarms: number;
  /** By kind of error. */
  readonly kinds: Readonly<Record<string, KindFigures>>;
  readonly flagged?: {
    readonly precision: number;
    readonly recall: number;
    readonly falseFlags: number;
  };
}

export interface SetReport {
  readonly set: string;
  readonly texts: number;
  readonly unsupportedShare: number;
  /** Texts with each kind of error. */
  readonly kinds: Readonly<Record<string, number>>;
  /** In the order in which they are shown. */
  readonly judges: readonly JudgeFigures[];
}

export interface FaithfulnessReport {
  readonly version: 1;
  readonly sets: readonly SetReport[];
  /** Mean over the domains of SummEdits, by judge. */
  readonly summEditsMean: Readonly<Record<string, number>> | null;
  /** Of the fast path. */
  readonly wiceTokenF1: number | null;
  /** Share of opinions that the fast path finds uncheckable. */
  readonly opinionsUncheckable: number | null;
  /** Milliseconds of the fast path for 50 claims against 20,000 words, indexing included and without it. */
  readonly speed: { readonly cold: number; readonly warm: number };
}

export function setReportOf(
  set: string,
  texts: readonly Labelled[],
  judges: readonly JudgeOutput[],
): SetReport {
  const truth = texts.map(({ unsupported }) => unsupported);
  const wrong = texts.filter(({ unsupported }) => unsupported);
  const kinds = [...new Set(wrong.flatMap((text) => text.kinds))].sort();
  return {
    set,
    texts: texts.length,
    unsupportedShare: wrong.length / texts.length,
    kinds: Object.fromEntries(
      kinds.map((kind) => [kind, wrong.filter((text) => text.kinds.includes(kind)).length]),
    ),
    judges: judges.map((judge) => figuresOf(judge, texts, truth, kinds)),
  };
}

function figuresOf(
  { judge, scores, decided, flagged }: JudgeOutput,
  texts: readonly Labelled[],
  truth: readonly boolean[],
  kinds: readonly string[],
): JudgeFigures {
  const share = (of: readonly number[]): number => mean(of.map((i) => (decided[i]! ? 1 : 0)));
  const supported = texts.flatMap(({ unsupported }, i) => (unsupported ? [] : [i]));
  const wrong = texts.flatMap(({ unsupported }, i) => (unsupported ? [i] : []));
  const falseAlarms = share(supported);
  return {
    judge,
    auc: rocAuc(scores, truth),
    balancedAccuracy: (share(wrong) + 1 - falseAlarms) / 2,
    falseAlarms,
    kinds: Object.fromEntries(
      kinds.map((kind): [string, KindFigures] => {
        const here = wrong.filter((i) => texts[i]!.kinds.includes(kind));
        const both = [...here, ...supported];
        return [
          kind,
          {
            auc: rocAuc(
              both.map((i) => scores[i]!),
              both.map((i) => truth[i]!),
            ),
            found: share(here),
          },
        ];
      }),
    ),
    ...(flagged === undefined ? {} : { flagged: flagsOf(flagged, truth) }),
  };
}

function flagsOf(flagged: readonly boolean[], truth: readonly boolean[]) {
  const { hits, falseAlarms, positives, negatives } = countDetections(flagged, truth);
  return {
    precision: hits / Math.max(1, hits + falseAlarms),
    recall: hits / Math.max(1, positives),
    falseFlags: falseAlarms / Math.max(1, negatives),
  };
}

/** Mean balanced accuracy over the sets whose name begins with `prefix`, by judge. */
export function meanAccuracy(
  sets: readonly SetReport[],
  prefix: string,
): Readonly<Record<string, number>> | null {
  const here = sets.filter(({ set }) => set.startsWith(prefix)).flatMap(({ judges }) => judges);
  if (here.length === 0) return null;
  return Object.fromEntries(
    [...new Set(here.map(({ judge }) => judge))].map((judge) => [
      judge,
      mean(here.filter((one) => one.judge === judge).map((one) => one.balancedAccuracy)),
    ]),
  );
}
