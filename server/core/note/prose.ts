import type { Tree } from "@lezer/common";
import { address, codeSpan, foldCharacters } from "../text/fold";
import { findQuotations } from "../text/quotations";
import { splitSentences } from "../text/sentences";
import type { Span } from "../text/span";
import { ATOM, splitWords } from "../text/words";
import { maskMarkup, type Masked } from "./mask";
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
  return makeProse(
    kind,
    level,
    source.slice(range.start, range.end),
    maskMarkup(tree, source, range),
  );
}

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

function makeProse(kind: ProseKind, level: number, source: string, found: Masked): Prose {
  const prefix = proseKey(kind, level, "");
  const key = prefix + source;
  // A slice of the key, not of the note: an analysis must not keep a whole old version of the note alive.
  const text = key.slice(prefix.length);
  const words = splitWords(text, found.masked);
  return {
    kind,
    level,
    key,
    text,
    masked: found.masked,
    plain: foldCharacters(found.plain),
    sentences: splitSentences(found.masked, words),
    words: words.length,
    protectedSpans: found.protectedSpans,
    quotations: findQuotations(found.masked),
  };
}
