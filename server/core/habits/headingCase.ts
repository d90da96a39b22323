import type { Detector } from "./types";

/** Words that stay small in a title. */
const minor =
  /^(?:a|an|the|and|but|or|nor|for|so|yet|as|at|by|in|of|off|on|per|to|up|via|vs|with|from|into|over|is|it|if|than|that)$/i;

/** "How to Brew Tea" or "How to brew tea"; headings of names alone tell nothing. */
export const headingCase: Detector = {
  language: "en",
  find: (prose) => {
    if (prose.kind !== "heading") return [];
    const words = prose.sentences.flatMap((sentence) => sentence.words);
    const telling = words
      .slice(1)
      .filter(({ text }) => !minor.test(text) && /^\p{L}[\p{Ll}'\u2019-]+$/u.test(text));
    if (telling.length < 2 || prose.text.includes(": ")) return [];
    const small = telling.filter(({ text }) => /^\p{Ll}/u.test(text)).length;
    const option = small === 0 ? "title" : small >= telling.length / 2 ? "sentence" : undefined;
    const first = words[0];
    if (option === undefined || first === undefined || !/^\p{Lu}/u.test(first.text)) return [];
    const end = words.at(-1)?.end ?? first.end;
    const inTitleCase = prose.text
      .slice(first.start, end)
      .replace(/(?<![\p{L}\p{N}\u200B'\u2019.&-])\p{Ll}[\p{L}'\u2019-]*/gu, (word) =>
        minor.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
      );
    // Small letters would be wrong for names, which nobody here can tell: no replacement towards sentence case.
    const safe = option === "sentence" && prose.protectedSpans.length === 0;
    return [
      {
        choice: "headingCase",
        option,
        start: first.start,
        end,
        alternatives: safe ? [{ option: "title", text: inTitleCase }] : [],
      },
    ];
  },
};
