import { mean } from "../report/figures";
import { corpusBleu } from "./bleu";
import type { StyleJudge } from "./judge";
import { wayOf } from "./metrics";
import {
  bootstrap,
  compare,
  measure,
  type Clear,
  type Comparison,
  type Interval,
  type PerMetric,
} from "./resampling";
import { draftOf, scoreOutput } from "./scoreOutput";
import type { BenchItem, BenchOutput, Groups } from "./types";

/** The outputs of one system, one for each item. */
export interface SystemOutputs {
  readonly system: string;
  /** SHA-256 of the adapter's file; null = none. */
  readonly adapter: string | null;
  readonly outputs: readonly BenchOutput[];
}

export interface SystemReport {
  readonly system: string;
  readonly adapter: string | null;
  readonly values: PerMetric<number>;
  /** 95 %, bootstrap over authors and their pairs. */
  readonly intervals: PerMetric<Interval>;
  /** Without folding: as figures elsewhere may have been measured. */
  readonly asWritten: { readonly rougeL: number; readonly bleu4: number };
  readonly againstCopy?: PerMetric<Comparison>;
  readonly againstVanilla?: PerMetric<Comparison>;
  /** Share of outputs that passed the checks; null where none were made. */
  readonly accepted: number | null;
  readonly refused: number;
  /** Shares by who wrote the output. */
  readonly origins: Readonly<Record<string, number>>;
  /** Median seconds an item; null where it was not measured. */
  readonly seconds: number | null;
}

export interface JudgedAuthor {
  readonly author: string;
  readonly items: number;
  /** Held out: the author's other passages against other authors'. */
  readonly auc: number;
  /** Mean log-odds from draft to own text; where it is not clear the author has no part in `style`. */
  readonly gap: number;
  readonly isClear: boolean;
}

export interface SetReport {
  readonly items: number;
  readonly authors: readonly JudgedAuthor[];
  readonly judgeAuc: number;
  readonly systems: readonly SystemReport[];
}

/** The author's own text as if a system had written it: what the checker says of truth, and the far end of the style scale. */
const AUTHOR = "author";

/** Measures systems side by side. `copy` is always measured: the others are compared with it. */
export function reportOf(
  items: readonly BenchItem[],
  systems: readonly SystemOutputs[],
  judge: StyleJudge,
  seed: number,
): SetReport {
  const made = (text: string, origin: string): BenchOutput => ({
    ...{ text, origin, accepted: null, refused: false, seconds: null },
  });
  const grouped = (outputs: readonly BenchOutput[]): Groups =>
    byAuthor(items.map((item, i) => ({ item, output: outputs[i]! }))).map((rows) =>
      rows.map(({ item, output }) => scoreOutput(item, output, judge)),
    );
  const copies = grouped(items.map((item) => made(draftOf(item), "draft")));
  const authors = copies.map((rows): JudgedAuthor => {
    const { author } = rows[0]!;
    return { author, items: rows.length, auc: judge.heldOutAuc(author), ...wayOf(rows) };
  });
  const clear: Clear = new Set(authors.flatMap(({ author, isClear }) => (isClear ? author : [])));
  const own = items.map((item) => made(item.authorText, AUTHOR));
  const measured = [...systems, { system: AUTHOR, adapter: null, outputs: own }].map((system) => ({
    ...system,
    groups: grouped(system.outputs),
  }));
  const vanilla = measured.find(({ system }) => system === "vanilla")?.groups;
  return {
    items: items.length,
    authors,
    judgeAuc: mean(authors.map(({ auc }) => auc)),
    systems: measured.map(({ system, adapter, groups }): SystemReport => {
      const against = (other: Groups | undefined) =>
        other === undefined ? undefined : compare(groups, other, clear, seed);
      const againstCopy = system === "copy" ? undefined : against(copies);
      const againstVanilla = system === "full" ? against(vanilla) : undefined;
      return {
        ...{ system, adapter },
        values: measure(groups, clear),
        intervals: bootstrap(groups, clear, seed),
        asWritten: asWritten(groups),
        ...(againstCopy === undefined ? {} : { againstCopy }),
        ...(againstVanilla === undefined ? {} : { againstVanilla }),
        ...manners(groups),
      };
    }),
  };
}

function byAuthor<T extends { readonly item: BenchItem }>(rows: readonly T[]): readonly T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.item.author);
    if (group === undefined) groups.set(row.item.author, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function asWritten(groups: Groups): SystemReport["asWritten"] {
  const rows = groups.flat().map((row) => row.asWritten);
  return {
    rougeL: 100 * mean(rows.map(({ rougeL }) => rougeL)),
    bleu4: 100 * corpusBleu(rows.map(({ bleu }) => bleu)),
  };
}

function manners(
  groups: Groups,
): Pick<SystemReport, "accepted" | "refused" | "origins" | "seconds"> {
  const outputs = groups.flat().map(({ output }) => output);
  const checked = outputs.filter(({ accepted }) => accepted !== null);
  const share = (some: readonly BenchOutput[]): number => some.length / outputs.length;
  const origins = [...new Set(outputs.map(({ origin }) => origin))].sort();
  const seconds = outputs.flatMap((output) => output.seconds ?? []).sort((a, b) => a - b);
  return {
    accepted:
      checked.length === 0
        ? null
        : checked.filter(({ accepted }) => accepted === true).length / checked.length,
    refused: share(outputs.filter(({ refused }) => refused)),
    origins: Object.fromEntries(
      origins.map((origin) => [origin, share(outputs.filter((one) => one.origin === origin))]),
    ),
    seconds: seconds[Math.floor((seconds.length - 1) / 2)] ?? null,
  };
}
