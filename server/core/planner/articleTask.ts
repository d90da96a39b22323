import { makeSourceSet } from "../faithfulness/sourceSet";
import type { SourceSet } from "../faithfulness/types";
import type { ArticleTask } from "./types";

/**
 * What to write, from a note's fields and the sources that were read for it. A `brief` that names one of the
 * files stands for that file's text, which then asks for the article and is no source of it.
 */
export function articleTask(
  fields: { readonly title?: string | undefined; readonly brief?: string | undefined },
  sources: SourceSet | undefined,
): ArticleTask {
  const set = sources ?? makeSourceSet([], []);
  const title = fields.title?.trim() ?? "";
  const brief = fields.brief?.trim() ?? "";
  const file = set.texts.find(({ name }) => name === brief);
  if (file === undefined) return { title, brief, sources: set };
  const others = set.texts.filter((text) => text !== file);
  return { title, brief: file.text, sources: makeSourceSet(others, set.problems) };
}
