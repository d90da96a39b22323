import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyseNote } from "../core/note/analyseNote";
import type { JudgeAuthor } from "../core/notebench/judge";

/** Words of a passage: about the length of a NoteBench pair. */
const PASSAGE_WORDS = 100;
const FEWEST_WORDS = 60;

/** The folders `source/author` below `folder`. */
export function authorFolders(folder: string): readonly string[] {
  const folders = (path: string): readonly string[] =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  return folders(folder).flatMap((source) =>
    folders(join(folder, source)).map((author) => `${source}/${author}`),
  );
}

/** An author's posts as plain passages, without paragraphs that stand in several posts (a line about the author). */
export function readJudgePosts(folder: string, author: string): JudgeAuthor {
  const posts = readdirSync(join(folder, author))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((post) => {
      const { prose } = analyseNote(readFileSync(join(folder, author, post), "utf8"));
      const paragraphs = prose
        .filter((part) => part.prose.kind === "paragraph")
        .map((part) => part.prose);
      return { post, paragraphs };
    });
  const seen = new Map<string, number>();
  for (const { paragraphs } of posts) {
    for (const plain of new Set(paragraphs.map((prose) => prose.plain))) {
      seen.set(plain, (seen.get(plain) ?? 0) + 1);
    }
  }
  return {
    author,
    posts: posts.map(({ post, paragraphs }) => ({
      post,
      passages: joined(paragraphs.filter(({ plain }) => seen.get(plain) === 1)),
    })),
  };
}

function joined(
  paragraphs: readonly { readonly plain: string; readonly words: number }[],
): readonly string[] {
  const passages: string[] = [];
  let open: string[] = [];
  let words = 0;
  const close = (): void => {
    if (words >= FEWEST_WORDS) passages.push(open.join("\n\n"));
    open = [];
    words = 0;
  };
  for (const paragraph of paragraphs) {
    open.push(paragraph.plain);
    words += paragraph.words;
    if (words >= PASSAGE_WORDS) close();
  }
  close();
  return passages;
}
