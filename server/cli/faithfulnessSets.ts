import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { splitSentences } from "../core/text/sentences";
import { splitWords } from "../core/text/words";
import { badInput } from "./context";

/** A text with its source, and whether the source carries it. */
export interface FaithfulnessExample {
  readonly set: string;
  /** Examples of one source document share it: never split between fitting and testing. */
  readonly group: string;
  readonly source: string;
  readonly text: string;
  readonly unsupported: boolean;
  /** What is wrong with it, as the data set names it: more than one where a text was edited more than once. */
  readonly kinds: readonly string[];
}

export interface TokenExample {
  readonly source: string;
  readonly claim: string;
  readonly tokens: readonly string[];
  readonly unsupported: readonly boolean[];
}

export interface FaithfulnessFolders {
  readonly faith: string;
  readonly notebench: string | undefined;
  readonly posts: string | undefined;
}

/** Finds the data sets below, or beside, the named folder. */
export function faithfulnessFolders(data: string): FaithfulnessFolders {
  const first = (...candidates: readonly string[]): string | undefined =>
    candidates.map((path) => join(data, path)).find((path) => existsSync(path));
  const faith = first("corpora/faith", "faith", "wice/..", "summedits/..");
  if (faith === undefined) {
    throw badInput(
      `${data}: no folder corpora/faith, faith, wice or summedits in it. Name the folder that holds the data sets.`,
    );
  }
  return {
    faith,
    notebench: first("notebench", "../notebench", "../../notebench"),
    posts: first("corpora/style", "style", "../style"),
  };
}

const lines = <T>(file: string, schema: z.ZodType<T>): readonly T[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, i) => {
      const parsed = schema.safeParse(JSON.parse(line));
      if (parsed.success) return parsed.data;
      throw badInput(`${file}, line ${i + 1}: ${z.prettifyError(parsed.error)}`);
    });

const wiceClaim = z.object({ label: z.string(), claim: z.string(), evidence: z.array(z.string()) });

export function readWice(faith: string): readonly FaithfulnessExample[] {
  const file = join(faith, "wice/data/entailment_retrieval/claim/dev.jsonl");
  if (!existsSync(file)) return [];
  return lines(file, wiceClaim).map(({ label, claim, evidence }) => ({
    set: "wice",
    group: evidence.join("\n"),
    source: evidence.join("\n"),
    text: claim,
    unsupported: label !== "supported",
    kinds: [label],
  }));
}

const wiceTokens = z.object({
  claim: z.string(),
  evidence: z.array(z.string()),
  claim_tokens: z.array(z.string()),
  non_supported_spans: z.array(z.union([z.boolean(), z.number()])),
});

export function readWiceTokens(faith: string): readonly TokenExample[] {
  const file = join(faith, "wice/data/non_supported_tokens/dev.jsonl");
  if (!existsSync(file)) return [];
  return lines(file, wiceTokens).map((row) => ({
    source: row.evidence.join("\n"),
    claim: row.claim,
    tokens: row.claim_tokens,
    unsupported: row.non_supported_spans.map(Boolean),
  }));
}

const edit = z.object({
  doc: z.string(),
  summary: z.string(),
  label: z.number(),
  edit_types: z.array(z.string()),
});

export function readSummEdits(faith: string): readonly FaithfulnessExample[] {
  const folder = join(faith, "summedits/data/summedits");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) =>
      z
        .array(edit)
        .parse(JSON.parse(readFileSync(join(folder, name), "utf8")))
        .map(({ doc, summary, label, edit_types }) => ({
          set: name.replace(".json", ""),
          group: doc,
          source: doc,
          text: summary,
          unsupported: label === 0,
          kinds: label === 1 ? ["consistent"] : edit_types.length > 0 ? edit_types : ["unnamed"],
        })),
    );
}

/** Replies that say nothing to check ("Generic") are left out. */
export function readBegin(faith: string): readonly FaithfulnessExample[] {
  const files = ["cmu-dog/begin_dev_cmu", "topicalchat/begin_dev_tc", "wow/begin_dev_wow"];
  return files.flatMap((name) => {
    const file = join(faith, "begin", `${name}.tsv`);
    if (!existsSync(file)) return [];
    return readFileSync(file, "utf8")
      .split("\n")
      .slice(1)
      .map((row) => row.replace(/\r$/, "").split("\t"))
      .filter((row) => row.length >= 6 && row[5] !== "Generic")
      .map((row) => ({
        set: `begin_${name.split("_").pop() ?? name}`,
        group: row[2]!,
        source: row[2]!,
        text: row[4]!,
        unsupported: !row[5]!.startsWith("Fully"),
        kinds: [row[5]!],
      }));
  });
}

const pair = z.object({
  id: z.string(),
  author: z.string(),
  source: z.string(),
  post: z.string(),
  neutral: z.string(),
  author_text: z.string(),
});
const claims = z.object({
  id: z.string(),
  supported: z.string(),
  unsupported: z.string(),
  kind: z.string(),
  opinion: z.string().nullish(),
});

export function readClaims(
  notebench: string,
  part: "train" | "test",
): readonly FaithfulnessExample[] {
  const pairs = new Map(lines(join(notebench, `${part}.jsonl`), pair).map((row) => [row.id, row]));
  return lines(join(notebench, `claims-${part}.jsonl`), claims).flatMap((row) => {
    const from = pairs.get(row.id);
    if (from === undefined) return [];
    const base = { set: `claims-${part}`, group: from.post, source: from.author_text };
    return [
      { ...base, text: row.supported, unsupported: false, kinds: ["supported"] },
      { ...base, text: row.unsupported, unsupported: true, kinds: [row.kind] },
    ];
  });
}

/** The opinions among the claims: none of them can be checked. */
export function readOpinions(
  notebench: string,
  part: "train" | "test",
): readonly FaithfulnessExample[] {
  const pairs = new Map(lines(join(notebench, `${part}.jsonl`), pair).map((row) => [row.id, row]));
  return lines(join(notebench, `claims-${part}.jsonl`), claims).flatMap((row) => {
    const from = pairs.get(row.id);
    if (from === undefined || row.opinion === null || row.opinion === undefined) return [];
    return [
      {
        set: `opinions-${part}`,
        group: from.post,
        source: from.author_text,
        text: row.opinion,
        unsupported: false,
        kinds: ["opinion"],
      },
    ];
  });
}

/**
 * A paraphrased sentence of a passage against the whole post, and against the post without that passage: what a claim
 * looks like whose support is simply not there, among much that is near. CC0 text.
 */
export function readRemoved(notebench: string, posts: string): readonly FaithfulnessExample[] {
  return lines(join(notebench, "train.jsonl"), pair).flatMap((row, i) => {
    const file = join(posts, row.source, row.author, row.post);
    if (!existsSync(file)) return [];
    const post = readFileSync(file, "utf8");
    const own = pieces(row.author_text)
      .map(letters)
      .filter((piece) => piece.length > 8);
    const rest = pieces(post)
      .filter((piece) => !own.some((start) => letters(piece).includes(start)))
      .join("\n");
    if (rest.length > post.length * 0.93 || rest.length < 600) return [];
    const sentences = splitSentences(row.neutral, splitWords(row.neutral, row.neutral));
    const sentence = sentences[i % Math.max(1, sentences.length)];
    if (sentence === undefined) return [];
    const base = {
      set: "removed",
      group: row.post,
      text: row.neutral.slice(sentence.start, sentence.end),
    };
    return [
      { ...base, source: post, unsupported: false, kinds: ["present"] },
      { ...base, source: rest, unsupported: true, kinds: ["removed"] },
    ];
  });
}

const pieces = (text: string): readonly string[] => text.split(/(?<=[.!?])\s+|\n+/);
const letters = (text: string): string =>
  text
    .replace(/\]\([^)]*\)/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "")
    .slice(0, 30);
