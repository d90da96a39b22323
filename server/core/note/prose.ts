import type { Tree } from "@lezer/common";
import { detach } from "../text/detach";
import { address, codeSpan, foldCharacters } from "../text/fold";
import { findQuotations } from "../text/quotations";
import { splitSentences } from "../text/sentences";
import type { Span } from "../text/span";
import { ATOM, splitWords } from "../text/words";
import { maskHtml, maskMarkup, type Masked } from "./mask";
import type { Prose, ProseKind, ProtectedSpan } from "./types";

export function proseKey(kind: ProseKind, level: number, text: string): string {
  return `${kind}${level}:${text}`;
}

/** Analyses the part `range` of a block whose text is `source` and whose inline markup is `tree`. */
export function analyseProse(
  kind: ProseKind,
  level: number,
  tree: Tree,
  source: string,
  range: Span,
): Prose {
  const text = detach(source.slice(range.start, range.end));
  return makeProse(kind, level, text, maskMarkup(tree, source, range) ?? unmarked(text));
}

/** The same text is analysed otherwise in HTML, so its key is another. */
export const htmlKey = (kind: ProseKind, level: number, text: string): string =>
  `<${proseKey(kind, level, text)}`;

export function analyseHtml(kind: ProseKind, level: number, source: string): Prose {
  const text = detach(source);
  const prose = makeProse(kind, level, text, maskHtml(text) ?? unmarked(text));
  return { ...prose, key: htmlKey(kind, level, text) };
}

const unmarked = (text: string): Masked => ({ masked: text, plain: text, protectedSpans: [] });

/** Analyses a paragraph of prose without Markdown; code between backticks and addresses are still no prose. */
export function analysePlainParagraph(text: string): Prose {
  const protectedSpans: ProtectedSpan[] = [];
  let masked = text;
  let plain = text;
  for (const [pattern, kind, name] of [
    [codeSpan, "code", "CODE"],
    [address, "url", "URL"],
  ] as const) {
    for (const found of masked.matchAll(pattern)) {
      protectedSpans.push({ kind, start: found.index, end: found.index + found[0].length });
    }
    masked = masked.replace(pattern, (found) => ATOM.repeat(found.length));
    plain = plain.replace(pattern, name);
  }
  protectedSpans.sort((a, b) => a.start - b.start);
  return makeProse("paragraph", 0, text, { masked, plain, protectedSpans });
}

function makeProse(kind: ProseKind, level: number, text: string, found: Masked): Prose {
  const words = splitWords(text, found.masked);
  return {
    kind,
    level,
    key: proseKey(kind, level, text),
    text,
    masked: found.masked,
    plain: foldCharacters(found.plain),
    sentences: splitSentences(found.masked, words),
    words: words.length,
    protectedSpans: found.protectedSpans,
    quotations: findQuotations(found.masked),
  };
}
