import type { ArticleTask, Outline } from "../core/planner/types";
import {
  insteadOf,
  type Article,
  type ArticleParts,
  type Failure,
  type PlannedArticle,
  type WriteOptions,
} from "./articleParts";
import { SectionWriter } from "./articleSections";
import type { ServiceResult } from "./ports";
import { t } from "./worded";

/** Plans the sections of an article. The plan may be edited before `writeArticle`. */
export async function planOutline(
  { planner, fallback }: ArticleParts,
  task: ArticleTask,
  options: { readonly signal?: AbortSignal } = {},
): Promise<ServiceResult<PlannedArticle>> {
  const unusable = whyNot(task);
  if (unusable !== undefined) return unusable;
  const planned = await planner.outline(task, options);
  if (planned.kind === "ok") {
    return { kind: "ok", value: { outline: planned.value, planner: planner.name, notes: [] } };
  }
  if (fallback === undefined || planned.misconfigured === true) return planned;
  const instead = await fallback.outline(task, options);
  if (instead.kind === "failed") return planned;
  return {
    kind: "ok",
    value: {
      outline: instead.value,
      planner: t("{0} (instead of {1})", fallback.name, planner.name),
      notes: [t("The outline is {0}", insteadOf(fallback, planned.why))],
    },
  };
}

/** Writes the sections of a plan one after the other, holds each against its sources, and offers it to the stylist. */
export async function writeArticle(
  parts: ArticleParts,
  task: ArticleTask,
  outline: Outline,
  options: WriteOptions = {},
): Promise<ServiceResult<Article>> {
  const unusable = whyNot(task);
  if (unusable !== undefined) return unusable;
  const writer = new SectionWriter(parts, task, outline, options);
  try {
    for (const [index, { heading }] of outline.sections.entries()) {
      options.signal?.throwIfAborted();
      options.progress?.(index, outline.sections.length, heading);
      const failure = await writer.write(index);
      if (failure !== undefined) return failure;
    }
  } catch (error) {
    const finished = writer.article();
    if (finished.kind === "ok") options.onInterrupted?.(finished.value);
    throw error;
  }
  options.progress?.(outline.sections.length, outline.sections.length, "done");
  return writer.article();
}

/** A brief that names a file which cannot be read is no brief; its name must not become the article. */
function whyNot(task: ArticleTask): Failure | undefined {
  const broken = task.sources.problems.find(({ value }) => value === task.brief);
  if (broken !== undefined) {
    return {
      kind: "failed",
      why: t("The brief cannot be read. {0}", broken.message),
      userAction: t("Name another file in `brief:`, or write the brief itself there."),
      misconfigured: true,
    };
  }
  return task.sources.texts.length === 0 ? noSources(task) : undefined;
}

function noSources({ sources }: ArticleTask): Failure {
  const problems = sources.problems.map(({ value, message }) => `${value}: ${message}`);
  return {
    kind: "failed",
    why:
      problems.length > 0
        ? t("No source can be read. {0}", problems.join(" "))
        : t("No sources are named."),
    userAction: t("Name files in `sources:` of the note's front matter, with paths from the note."),
    misconfigured: true,
  };
}
