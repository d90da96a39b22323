import { rowKinds } from "../../core/learning/poison";
import { alignedTable, markdownTable } from "../../core/report/figures";
import type { GateRun } from "./gateRun";

/** How often each kind of rows was let through. */
export function asGateTable(runs: readonly GateRun[]): string {
  return `${alignedTable(head, linesOf(runs))}\n`;
}

/** The same with every run. */
export function asGateMarkdown(runs: readonly GateRun[]): string {
  return [
    "# The gate, tried",
    "",
    ...markdownTable(head, linesOf(runs)),
    "",
    ...runs.map(
      ({ author, kind, seed, accepted, why, seconds }) =>
        `- ${author}, ${kind}, seed ${seed}: ${accepted ? "accepted" : "refused"}, ${seconds} s. ${why.join(" ")}`,
    ),
    "",
  ].join("\n");
}

const head = ["rows", "runs", "accepted", "trained on", "held out"];

const linesOf = (runs: readonly GateRun[]): string[][] =>
  rowKinds.flatMap((kind) => {
    const own = runs.filter((run) => run.kind === kind);
    if (own.length === 0) return [];
    const accepted = own.filter((run) => run.accepted).length;
    const range = (of: "rows" | "held"): string =>
      [...new Set([Math.min, Math.max].map((end) => end(...own.map((run) => run[of]))))].join("-");
    return [[kind, String(own.length), String(accepted), range("rows"), range("held")]];
  });
