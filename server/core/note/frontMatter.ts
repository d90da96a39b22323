import { isMap, isScalar, isSeq, parseDocument, type Document, type Node } from "yaml";
import { detach } from "../text/detach";
import type { Span } from "../text/span";
import { inEnglish, phrase, type Phrase } from "../phrase";
import type { FrontMatter, Located, FrontMatterProblem } from "./types";

/** Front matter beyond this length (UTF-16 units) is not read. */
const LONGEST = 200_000;

/** Brackets, or dashes on one line, that may stand inside each other. */
const DEEPEST = 200;

/** How deep flow collections or compact lists may be nested, at most: brackets in quoted text count too. */
function depthOf(yaml: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of yaml.matchAll(/[[{\]}]|(?:[-?:][ \t]+){2,}/g)) {
    if (mark === "[" || mark === "{") deepest = Math.max(deepest, ++depth);
    else if (mark === "]" || mark === "}") depth = Math.max(0, depth - 1);
    else deepest = Math.max(deepest, mark.match(/[-?:]/g)!.length);
  }
  return deepest;
}

/** Where the front matter of `text` ends and the body begins; 0 when there is none. A byte order mark may come first. */
export function bodyStart(text: string): number {
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith("---", bom)) return bom;
  const opening = /---[ \t]*(?:\r\n?|\n)/y;
  opening.lastIndex = bom;
  if (!opening.test(text)) return bom;
  const closing = /(?:^|[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|$)/g;
  closing.lastIndex = opening.lastIndex - 1;
  return closing.test(text) ? closing.lastIndex : bom;
}

/** Reads `text.slice(0, end)`, the front matter with its marks; offsets are absolute. */
export function readFrontMatter(text: string, end: number): FrontMatter | undefined {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (end <= start) return undefined;
  const from = start + /^---[ \t]*(?:\r\n?|\n)/.exec(text.slice(start, end))![0].length;
  const to = from + text.slice(from, end).replace(/(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|$)$/, "").length;
  if (end - start > LONGEST) {
    const problem = problemAt(
      { start, end: from },
      phrase("This front matter is too long to be read."),
    );
    return { start, end, sources: [], problems: [problem] };
  }
  return { start, end, ...new FrontMatterReader(detach(text.slice(0, end)), from, to).read() };
}

interface Fields {
  title?: Located<string>;
  brief?: Located<string>;
  sources: readonly Located<string>[];
  problems: FrontMatterProblem[];
}

class FrontMatterReader {
  readonly #text: string;
  readonly #from: number;
  readonly #to: number;
  readonly #problems: FrontMatterProblem[] = [];
  #broken = false;

  constructor(text: string, from: number, to: number) {
    this.#text = text;
    this.#from = from;
    this.#to = to;
  }

  read(): Fields {
    const document = this.#parse();
    const fields: Fields = { sources: [], problems: this.#problems };
    if (document === undefined || document.contents === null) return fields;
    if (!isMap(document.contents)) {
      if (this.#problems.length === 0) {
        this.#problem(
          { start: this.#from, end: this.#to },
          phrase("Front matter must be `key: value` lines."),
        );
      }
      return fields;
    }
    const map = document.contents;
    const title = this.#scalar(map.get("title", true), "title");
    const brief = this.#scalar(map.get("brief", true), "brief");
    if (title !== undefined) fields.title = title;
    if (brief !== undefined) fields.brief = brief;
    fields.sources = this.#sources(map.get("sources", true));
    return fields;
  }

  #parse(): Document.Parsed | undefined {
    // Asked before: near the end of the stack the parser's regular expressions end the whole process, past any catch.
    if (depthOf(this.#text.slice(this.#from, this.#to)) > DEEPEST) {
      this.#tooDeep();
      return;
    }
    try {
      const document = parseDocument(this.#text.slice(this.#from, this.#to), {
        logLevel: "silent",
        prettyErrors: false,
        uniqueKeys: true,
      });
      const [error] = document.errors;
      if (error !== undefined) {
        const [start, end] = error.pos;
        const span = this.#clamp(this.#from + start, this.#from + end);
        this.#problem(
          span,
          phrase("Front matter is not valid YAML: {0}", firstLine(error.message)),
        );
        this.#broken = true;
      }
      return document;
    } catch {
      this.#tooDeep();
      return;
    }
  }

  #tooDeep(): undefined {
    const span = { start: this.#from, end: this.#to };
    this.#problem(span, phrase("Front matter is not valid YAML: it is nested too deeply."));
  }

  #scalar(node: unknown, field: string): Located<string> | undefined {
    if (!isNode(node)) return undefined;
    const span = this.#spanOf(node);
    if (isScalar(node)) {
      if (node.value === null) return undefined;
      const value = typeof node.value === "string" ? node.value : this.#slice(span);
      return { ...span, value: value.trim() };
    }
    this.#problem(span, phrase("`{0}` must be text.", field));
    return undefined;
  }

  #sources(node: unknown): readonly Located<string>[] {
    if (!isNode(node) || (isScalar(node) && node.value === null)) return [];
    const whole = this.#wikiLink(node);
    if (whole !== undefined) return [whole];
    if (isSeq(node)) return node.items.flatMap((item) => this.#source(item));
    return this.#source(node);
  }

  #source(node: unknown): readonly Located<string>[] {
    if (!isNode(node)) return [];
    const link = this.#wikiLink(node);
    if (link !== undefined) return [link];
    const span = this.#spanOf(node);
    if (!isScalar(node)) {
      this.#problem(
        span,
        phrase("A source must be a relative path, a glob, a `[[wiki link]]` or an address."),
      );
      return [];
    }
    const value =
      typeof node.value === "string"
        ? node.value.trim()
        : node.value === null
          ? ""
          : this.#slice(span);
    if (value !== "") return [{ ...span, value }];
    this.#problem(span, phrase("This entry of `sources` is empty. Name a file, or remove it."));
    return [];
  }

  /** YAML reads an unquoted `[[Note]]` as a list in a list. */
  #wikiLink(node: Node): Located<string> | undefined {
    if (!isSeq(node) || node.flow !== true) return undefined;
    const span = this.#spanOf(node);
    const value = this.#slice(span);
    return /^\[\[[^[\]]+\]\]$/.test(value) ? { ...span, value } : undefined;
  }

  #spanOf(node: Node): Span {
    const [start, end] = node.range ?? [0, 0];
    const span = this.#clamp(this.#from + start, this.#from + end);
    const trimmed = this.#slice(span).trimEnd().length;
    return { start: span.start, end: span.start + trimmed };
  }

  #clamp(start: number, end: number): Span {
    const from = Math.max(this.#from, Math.min(start, this.#to));
    return { start: from, end: Math.max(from, Math.min(end, this.#to)) };
  }

  #slice(span: Span): string {
    return this.#text.slice(span.start, span.end);
  }

  /** One mistake in YAML makes for many complaints; the first is nearest to it. */
  #problem(span: Span, what: Phrase): void {
    if (!this.#broken) this.#problems.push(problemAt(span, what));
  }
}

const problemAt = ({ start, end }: Span, what: Phrase): FrontMatterProblem => ({
  ...{ start, end, value: inEnglish(what) },
  phrase: what,
});

const firstLine = (text: string): string => text.split("\n", 1)[0] ?? text;

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "range" in value;
}
