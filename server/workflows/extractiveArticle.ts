import { makeSourceSet } from "../core/faithfulness/sourceSet";
import { analyseNote } from "../core/note/analyseNote";
import type { BenchItem, BenchOutput } from "../core/notebench/types";
import { articleTask } from "../core/planner/articleTask";
import type { StyleView } from "../core/style/types";
import { extractivePlanner } from "./extractivePlanner";
import { planOutline, writeArticle } from "./generateArticle";
import { sectionStylist } from "./styleSection";

/** An article as `generate` writes it without a model: sentences of the facts, and the author's quick fixes on them. */
export async function extractiveArticle(
  { id, article }: BenchItem,
  style: StyleView,
  signal: AbortSignal,
): Promise<Omit<BenchOutput, "seconds">> {
  if (article === undefined) throw new Error(`${id} is no article.`);
  const { title, brief, facts } = article;
  const sources = makeSourceSet([{ location: "facts", name: "facts", text: facts }], []);
  const points = brief.map((point) => `- ${point}`).join("\n");
  const task = articleTask({ title, brief: points }, sources);
  const rules = { style, stopped: new Set<string>(), severities: {} };
  const parts = {
    planner: extractivePlanner,
    stylist: sectionStylist({ rules, candidates: 0, seed: 0 }),
  };
  const none = { text: "", accepted: null, origin: "extractive", refused: true };
  const planned = await planOutline(parts, task, { signal });
  if (planned.kind === "failed") return none;
  const written = await writeArticle(parts, task, planned.value.outline, { signal });
  if (written.kind === "failed") return none;
  const text = analyseNote(written.value.markdown)
    .prose.filter(({ prose }) => prose.kind !== "heading")
    .map(({ prose }) => prose.plain)
    .join("\n\n");
  return { ...none, text, refused: text === "" };
}
