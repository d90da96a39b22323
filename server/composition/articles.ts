import { dirname, isAbsolute, join, relative } from "node:path";
import type { FrontMatter } from "../core/note/types";
import { articleTask } from "../core/planner/articleTask";
import { freeLabels } from "../core/planner/citations";
import type { ArticleDesk, Assignment } from "../lsp/articles";
import { planOutline, writeArticle } from "../workflows/generateArticle";
import { readSources, type SourceFiles, type SourcePlace } from "../workflows/readSources";
import { sectionStylist } from "../workflows/styleSection";
import type { Settings } from "../protocol/settings";
import type { Planners } from "./planners";
import type { Stylists } from "./stylists";

/** Articles from a note's front matter, or from what the user typed instead. */
export function makeArticleDesk(
  files: SourceFiles,
  stylists: Stylists,
  plannersOf: (settings: Settings) => Promise<Planners>,
): ArticleDesk {
  return {
    async task(assignment, signal) {
      const matter = matterOf(assignment);
      const place = placeOf(assignment);
      const sources =
        place === undefined
          ? undefined
          : await readSources({ frontMatter: matter }, place, files, signal);
      const { title, brief } = matter;
      return {
        kind: "ok",
        value: articleTask({ title: title?.value, brief: brief?.value }, sources),
      };
    },
    async plan({ settings }, task, signal) {
      return planOutline(await plannersOf(settings), task, { signal });
    },
    async write(id, assignment, task, outline, options) {
      const { settings, rules, note } = assignment;
      const planners = await plannersOf(settings);
      const { candidates, serverUrl } = settings.model;
      const own = await stylists.get(rules?.style?.author);
      // Else quick fixes only: the embedded model needs an adapter before its words may stand in an article.
      const stylist = serverUrl === "" && own.adapter === null ? undefined : own;
      const parts =
        rules?.style === undefined
          ? planners
          : { ...planners, stylist: sectionStylist({ rules, candidates, seed: 0, stylist }) };
      const label = freeLabels(note?.text ?? "");
      const written = await writeArticle(parts, task, outline, { ...options, label });
      if (written.kind === "failed") return written;
      const article = written.value;
      const flagged = article.sections.some((section) => section.flagged.length > 0);
      return {
        kind: "ok",
        value: {
          article,
          captured: {
            suggestion: id,
            note: assignment.place?.path ?? assignment.uri,
            prompt: { mode: "article", heading: "", references: [] },
            original: "",
            draft: article.markdown,
            candidates: [
              {
                text: article.markdown,
                origin: "draft",
                accepted: true,
                style: { draft: null, text: null },
                unsupported: flagged ? 1 : 0,
              },
            ],
            model: article.planner,
            adapter: null,
          },
        },
      };
    },
  };
}

/** What the user typed goes before what the note says. */
function matterOf({ note, title, brief, sources }: Assignment): FrontMatter {
  const nowhere = { start: 0, end: 0 };
  const own = note?.frontMatter;
  return {
    ...nowhere,
    problems: [],
    ...(title === ""
      ? own?.title && { title: own.title }
      : { title: { value: title, ...nowhere } }),
    ...(brief === ""
      ? own?.brief && { brief: own.brief }
      : { brief: { value: brief, ...nowhere } }),
    sources:
      sources.length === 0 ? (own?.sources ?? []) : sources.map((value) => ({ value, ...nowhere })),
  };
}

/** Files that the user picked may lie anywhere: what they have in common is where they may be read. */
function placeOf({ place, sources }: Assignment): SourcePlace | undefined {
  const picked = sources.filter((source) => isAbsolute(source));
  const outside = picked.filter((path) => place === undefined || !isBelow(path, place.root));
  if (outside.length === 0) return place;
  let root = dirname(picked[0]!);
  while (!picked.every((path) => isBelow(path, root))) root = dirname(root);
  return { root, path: join(root, "Untitled.md") };
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !way.startsWith("..") && !isAbsolute(way);
}
