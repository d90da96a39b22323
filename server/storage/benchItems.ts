import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { BenchItem } from "../core/notebench/types";

const name = z.string().regex(/^[^/\\]+$/, "the name of a file or folder, without its path");
const pairSchema = z.object({
  id: z.string(),
  author: name,
  source: name,
  post: name,
  neutral: z.string().min(1),
  author_text: z.string().min(1),
});
const articleSchema = pairSchema.omit({ neutral: true }).extend({
  title: z.string().default(""),
  instruction: z.string(),
  brief: z.array(z.string()),
  sections: z.array(z.object({ heading: z.string(), neutral: z.string().min(1) })).min(1),
  reference: z.string(),
});

/** What is wrong with a file of items, in words that say where and what to do. */
export class BadItems extends Error {}

export const readPairs = (file: string): readonly BenchItem[] =>
  itemsOf(file, pairSchema, ({ id, author, source, post, neutral, author_text }) => ({
    ...{ id, author: `${source}/${author}`, post, parts: [neutral] },
    ...{ authorText: author_text, sources: [] },
  }));

export const readArticles = (file: string): readonly BenchItem[] =>
  itemsOf(file, articleSchema, ({ id, author, source, post, ...row }) => ({
    ...{ id, author: `${source}/${author}`, post },
    ...{ parts: row.sections.map(({ neutral }) => neutral), authorText: row.author_text },
    sources: [row.reference, row.brief.join("\n")],
    article: { title: row.title, brief: row.brief, facts: row.reference },
  }));

function itemsOf<Row>(
  file: string,
  schema: z.ZodType<Row>,
  itemOf: (row: Row) => BenchItem,
): readonly BenchItem[] {
  const seen = new Set<string>();
  const items: BenchItem[] = [];
  for (const [i, line] of readFileSync(file, "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    const where = `${file}, line ${i + 1}`;
    const parsed = schema.safeParse(jsonIn(line));
    if (!parsed.success) throw new BadItems(`${where}: ${z.prettifyError(parsed.error)}`);
    const item = itemOf(parsed.data);
    if (seen.has(item.id))
      throw new BadItems(`${where}: a second "${item.id}": give it another id.`);
    seen.add(item.id);
    items.push(item);
  }
  if (items.length === 0) throw new BadItems(`${file} is empty: name a file of JSON lines.`);
  return items;
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Changes when a post of the author is added, removed or has another size: outputs made of other posts are not reused. */
export function postsStamp(folder: string, author: string): string {
  const files = readdirSync(join(folder, author)).sort();
  const sizes = files.map((file) => [file, statSync(join(folder, author, file)).size]);
  return createHash("sha256").update(JSON.stringify(sizes)).digest("hex").slice(0, 16);
}
