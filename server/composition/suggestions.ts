import { randomUUID } from "node:crypto";
import type { CapturedSuggestion } from "../core/learning/decision";
import type { Note } from "../core/note/types";
import { articleTask } from "../core/planner/articleTask";
import { draftOfSelection } from "../core/rewrite/draft";
import type { Span } from "../core/text/span";
import type { RewriteSuggestion, RewriteTask, Rewrite as RewriteFeature } from "../lsp/rewriting";
import type { CandidateReport } from "../protocol/requests";
import type { Settings } from "../protocol/settings";
import { writeArticle } from "../workflows/generateArticle";
import type { Progress } from "../workflows/ports";
import { rewriteSelection } from "../workflows/rewriteSelection";
import type { Planners } from "./planners";
import type { Stylists } from "./stylists";
import { t } from "../workflows/worded";

type PlannersOf = (settings: Settings) => Promise<Planners>;

/** The rewrites of the editor: in style, to the sources, or a whole section. */
export function makeRewrite(stylists: Stylists, plannersOf: PlannersOf): RewriteFeature {
  return (task, signal, progress) =>
    task.mode === "section"
      ? writeSection(task, plannersOf, signal, progress)
      : rewrite(task, task.mode, stylists, plannersOf, signal, progress);
}

async function rewrite(
  task: RewriteTask,
  mode: "style" | "sources",
  stylists: Stylists,
  plannersOf: PlannersOf,
  signal: AbortSignal,
  progress: Progress,
): ReturnType<RewriteFeature> {
  const draft = draftOfSelection(task.note, task.span);
  if (draft === undefined) {
    return refused(
      t("There is no prose in the selection."),
      t("Select a paragraph and ask again."),
    );
  }
  const { neutraliser } = mode === "style" ? await plannersOf(task.settings) : {};
  const stylist = mode === "style" ? await stylists.get(task.context.style?.author) : undefined;
  const result = await rewriteSelection({
    draft,
    mode,
    rules: task.context,
    stylist,
    neutraliser,
    candidates: task.settings.model.candidates,
    seed: 0,
    typography: "author",
    signal,
    progress,
  });
  if (result.kind === "failed") return refused(result.why, result.userAction);
  const { span, candidates, model, adapter, neutral, references, notes } = result.value;
  return suggestion(
    task,
    { span, candidates, model, notes },
    {
      prompt: {
        mode,
        heading: headingAt(task.note, span.start),
        references: references.map(({ id, note, text }) => ({ id, note, text })),
      },
      draft: neutral,
      adapter,
    },
  );
}

/** One section of an article, below the heading under the cursor. */
async function writeSection(
  task: RewriteTask,
  plannersOf: PlannersOf,
  signal: AbortSignal,
  progress: Progress,
): ReturnType<RewriteFeature> {
  const { note } = task;
  const section = note.sections.find(
    ({ heading }) =>
      heading !== undefined && heading.start <= task.span.start && task.span.start <= heading.end,
  );
  if (section?.heading === undefined) {
    return refused(
      t("There is no heading here."),
      t("Put the cursor on the heading of a section."),
    );
  }
  const heading = section.heading.prose.plain;
  const { title, brief } = note.frontMatter ?? {};
  const article = articleTask({ title: title?.value, brief: brief?.value }, task.context.sources);
  const parts = await plannersOf(task.settings);
  const written = await writeArticle(
    parts,
    article,
    { title: article.title, sections: [{ heading, summary: heading, points: [] }] },
    { signal, progress, label: freeLabels(note.text) },
  );
  if (written.kind === "failed") return refused(written.why, written.userAction);
  const { markdown, planner, sections, notes } = written.value;
  const body = markdown.replace(/^#+ .*\n+/, "").trim();
  const end = note.text.slice(0, section.end).trimEnd().length;
  const span = { start: section.heading.end, end: Math.max(section.heading.end, end) };
  const text = `\n\n${body}`;
  const candidate: CandidateReport = {
    text,
    origin: "draft",
    accepted: true,
    style: { draft: null, text: null },
    unsupported: sections.some(({ flagged }) => flagged.length > 0) ? 1 : 0,
    kept: 1,
    added: [],
    checks: [...notes],
  };
  return suggestion(
    task,
    { span, candidates: [candidate], model: planner, notes },
    {
      prompt: { mode: "section", heading, references: [] },
      draft: body,
      adapter: null,
    },
  );
}

function suggestion(
  { note, place, uri }: RewriteTask,
  shown: Pick<RewriteSuggestion, "span" | "candidates" | "model" | "notes">,
  captured: Pick<CapturedSuggestion, "prompt" | "draft" | "adapter">,
): RewriteSuggestion {
  const id = randomUUID();
  const { span, candidates, model } = shown;
  return {
    kind: "suggestion",
    id,
    ...shown,
    captured: {
      suggestion: id,
      note: place?.path ?? uri,
      ...captured,
      original: note.text.slice(span.start, span.end),
      candidates: candidates.map(({ text, origin, accepted, style, unsupported }) => ({
        text,
        origin,
        accepted,
        style,
        unsupported,
      })),
      model,
    },
  };
}

/** Footnote labels that the note does not use yet. */
function freeLabels(text: string): (source: number) => string {
  const used = [...text.matchAll(/\[\^(\d+)\]/g)].map(([, label]) => Number(label));
  const first = Math.max(0, ...used) + 1;
  return (source) => String(first + source);
}

function headingAt(note: Note, offset: number): string {
  const holds = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  return note.sections.findLast(holds)?.heading?.prose.plain ?? "";
}

const refused = (why: string, userAction: string) =>
  ({ kind: "refused", why, userAction }) as const;
