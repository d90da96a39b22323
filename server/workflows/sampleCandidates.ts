import { candidateOfAnswer, type Candidate } from "../core/rewrite/candidate";
import { referenceOf } from "../core/rewrite/checkContent";
import { draftOfPlain, plainOf } from "../core/rewrite/draft";
import { maskDraft } from "../core/rewrite/slots";
import { referencesIn, type SftRow } from "../core/learning/rows";
import type { Sampled } from "../core/learning/styleFilter";
import { styleLogit } from "../core/style/styleLogit";
import type { StyleView } from "../core/style/types";
import type { Progress, ServiceResult, Stylist } from "./ports";

export interface SampleTask {
  readonly rows: readonly SftRow[];
  /** What an earlier run sampled for a row, so that nothing is sampled twice. */
  readonly known: (id: string) => Sampled["candidates"] | undefined;
  readonly keep: (id: string, candidates: Sampled["candidates"]) => Promise<void>;
  readonly stylist: Stylist;
  readonly viewWithout: (note: string) => StyleView;
  readonly candidates: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** What a stylist makes of the drafts that it was trained on, checked and scored as before it is offered. */
export async function sampleCandidates(
  task: SampleTask,
): Promise<ServiceResult<readonly Sampled[]>> {
  const sampled: Sampled[] = [];
  for (const [i, row] of task.rows.entries()) {
    task.signal.throwIfAborted();
    task.progress(i, task.rows.length, "drafts");
    const view = task.viewWithout(row.note);
    const style = { draft: styleLogit(view, row.neutral), text: styleLogit(view, row.text) };
    let candidates = task.known(row.id);
    if (candidates === undefined) {
      const made = await candidatesOf(row, view, task);
      if (made.kind === "failed") return made;
      candidates = made.value;
      await task.keep(row.id, candidates);
    }
    sampled.push({ row, style, candidates });
  }
  return { kind: "ok", value: sampled };
}

async function candidatesOf(
  row: SftRow,
  style: StyleView,
  { stylist, candidates, seed, signal }: SampleTask,
): Promise<ServiceResult<readonly Candidate[]>> {
  const draft = draftOfPlain(row.neutral, style.language);
  if (draft === undefined) return { kind: "ok", value: [] };
  const masked = maskDraft(draft.units, ["X"]);
  const shown = referencesIn(row.prompt).map(({ text }) => text);
  const answers = await stylist.restyle({
    draft: masked.text,
    references: shown.map((text, i) => ({
      ...{ id: String(i), note: "", location: "", startLine: 0, endLine: 0 },
      ...{ text, words: 0 },
    })),
    candidates,
    seed,
    signal,
  });
  if (answers.kind === "failed") return answers;
  const context = {
    style,
    rules: { style, stopped: new Set<string>(), severities: {} },
    reference: referenceOf(plainOf(draft), undefined, shown),
    typography: "draft" as const,
  };
  const value = answers.value.flatMap((answer) => {
    const candidate = candidateOfAnswer(answer, draft, masked, context);
    return "kind" in candidate ? [] : [candidate];
  });
  return { kind: "ok", value };
}
