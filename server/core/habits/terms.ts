import { productNames } from "./data/productNames";
import type { Detector, Occurrence } from "./types";

/** After these a hyphen may stand or not, whatever the word: "reuse" or "re-use". */
const prefix =
  /^(?:anti|co|cross|cyber|hyper|inter|macro|meta|micro|mid|mini|multi|non|over|post|pre|pseudo|re|semi|sub|super|ultra|under)(?=\p{Ll}{3})/u;
const hyphened = /^\p{Ll}{2,}-\p{Ll}{2,}$/u;
const innerCapital = /^\p{Lu}?\p{Ll}+\p{Lu}[\p{L}\p{N}]*$/u;

/**
 * Terms that an author writes in a way of their own, found in the author's text itself: the same letters with a hyphen
 * or closed up ("re-use", "reuse"), and with inner capitals or without ("GitHub", "Github").
 */
export const terms: Detector = {
  find: (prose) =>
    prose.sentences.flatMap(({ words }) =>
      words.flatMap(({ start, end }, index): Occurrence[] => {
        if (end - start < 5 || end - start > 40) return [];
        const written = prose.masked.slice(start, end);
        const at = { option: written, start, end, alternatives: [] };
        if (hyphened.test(written) || prefix.test(written)) {
          return [{ choice: `hyphens.${written.replaceAll("-", "")}`, ...at }];
        }
        const lower = written.toLowerCase();
        const isName =
          innerCapital.test(written) ||
          (productNames.has(lower) && (index > 0 || lower === written));
        return isName && prose.kind !== "heading" ? [{ choice: `capitals.${lower}`, ...at }] : [];
      }),
    ),
};
