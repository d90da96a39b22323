import type { GatePair, PairMetrics } from "../core/learning/gate";
import type { HoldoutRow } from "../core/learning/rows";
import { rougeL } from "../core/notebench/rouge";
import { seemsInvented } from "../core/rewrite/checkContent";
import { draftOfPlain } from "../core/rewrite/draft";
import { styleLogit } from "../core/style/styleLogit";
import type { StyleView } from "../core/style/types";
import type { Progress, ServiceResult, Stylist } from "./ports";
import { rewriteSelection } from "./rewriteSelection";
import type { TrainingWork } from "./trainAuthor";
import { WatchedStylist } from "./watchedStylist";

export interface MeasureTask {
  readonly rows: readonly HoldoutRow[];
  /** The author without one note. */
  readonly viewWithout: (note: string) => StyleView;
  readonly candidates: number;
  readonly signal: AbortSignal;
  /** What an earlier run measured, so that nothing is measured twice. */
  readonly kept: Pick<TrainingWork, "measuredOf" | "keepMeasured">;
}

/** How two stylists rewrite the drafts that were held out, each as the editor would offer it. */
export async function measurePairs(
  task: MeasureTask,
  stylists: { readonly candidate: Stylist; readonly current: Stylist },
  progress: Progress,
): Promise<ServiceResult<readonly GatePair[]>> {
  const { rows } = task;
  const measured = new Map<string, PairMetrics>();
  // All with one adapter, then all with the other: switching takes time.
  for (const [i, name] of (["candidate", "current"] as const).entries()) {
    for (const [at, row] of rows.entries()) {
      progress(i * rows.length + at, 2 * rows.length, name);
      const one = await measureOnce(row, stylists[name], task);
      if (one.kind === "failed") return one;
      measured.set(`${name} ${row.id}`, one.value);
    }
  }
  const value = rows.map(({ id }) => ({
    id,
    candidate: measured.get(`candidate ${id}`)!,
    current: measured.get(`current ${id}`)!,
  }));
  return { kind: "ok", value };
}

async function measureOnce(
  row: HoldoutRow,
  stylist: Stylist,
  task: MeasureTask,
): Promise<ServiceResult<PairMetrics>> {
  task.signal.throwIfAborted();
  const view = showing(task.viewWithout(row.note), row.references);
  const key = [row.id, stylist.model, stylist.adapter, view.id, task.candidates].join(" ");
  const before = task.kept.measuredOf(key);
  if (before !== undefined) return { kind: "ok", value: before };
  const measured = await measure(row, stylist, view, task);
  if (measured.kind === "ok") await task.kept.keepMeasured(key, measured.value);
  return measured;
}

async function measure(
  row: HoldoutRow,
  stylist: Stylist,
  view: StyleView,
  { candidates, signal }: MeasureTask,
): Promise<ServiceResult<PairMetrics>> {
  const draft = draftOfPlain(row.neutral, view.language);
  const unchanged = { kept: 1, added: 0, refused: 1, style: styleLogit(view, row.neutral) };
  if (draft === undefined) {
    return { kind: "ok", value: { ...unchanged, overlap: rougeL(row.neutral, row.text) } };
  }
  const watched = new WatchedStylist(stylist);
  const rewrite = await rewriteSelection({
    draft,
    mode: "style",
    rules: { style: view, stopped: new Set(), severities: {} },
    stylist: watched,
    candidates,
    seed: 0,
    typography: "draft",
    signal,
  });
  // A model that cannot be asked says nothing about its adapter.
  if (watched.failure !== undefined) return watched.failure;
  if (rewrite.kind === "failed") return rewrite;
  const { text, accepted, origin, kept, added, unsupported } = rewrite.value.candidates[0]!;
  return {
    kind: "ok",
    value: {
      kept,
      added: seemsInvented({ added, unsupported }) ? 1 : 0,
      refused: accepted && origin === "model" ? 0 : 1,
      style: styleLogit(view, text),
      overlap: rougeL(text, row.text),
    },
  };
}

/** The author, of whom these passages and no others are shown. */
function showing(view: StyleView, references: HoldoutRow["references"]): StyleView {
  return {
    author: view.author,
    language: view.language,
    words: view.words,
    notes: view.notes,
    id: view.id,
    ...(view.silentBecause === undefined ? {} : { silentBecause: view.silentBecause }),
    count: (habit) => view.count(habit),
    notesWith: (habit) => view.notesWith(habit),
    options: (choice) => view.options(choice),
    score: (plain) => view.score(plain),
    nearest: (_, k) =>
      references.slice(0, k).map(({ note, text }, i) => ({
        ...{ id: `${note}#${i}`, note, location: note, startLine: 0, endLine: 0 },
        ...{ text, words: text.split(/\s+/).length },
      })),
    examples: (habit, k) => view.examples(habit, k),
    hasWritten: (phrase) => view.hasWritten(phrase),
  };
}
