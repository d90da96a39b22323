import type { Detector, Occurrence } from "./types";

/** A short item of a list: one to three words. */
const item =
  "[\\p{L}\\p{N}][\\p{L}\\p{N}'\\u2019-]*(?: [\\p{L}\\p{N}][\\p{L}\\p{N}'\\u2019-]*){0,2}";
const series = new RegExp(
  `(?<first>${item}), (?<middle>(?:${item}, )*?)(?<last>${item})(?<comma>,?) (?<and>and|or) (?=(?<next>[\\p{L}\\p{N}'\\u2019-]+))`,
  "gu",
);

/** What begins a clause rather than an item: "after lunch, she and I", "it rained, and we left". */
const clause =
  /^(?:i|we|you|he|she|it|they|this|that|these|those|there|who|which|what|when|where|while|if|as|because|since|so|but|and|or|then|also|however|though|although|not|please|let|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must|do|does|did)$/i;
const opener =
  /^(?:in|on|at|by|for|from|with|without|after|before|during|when|while|if|as|since|because|although|though|once|until|unless|despite|over|under|through|throughout|between|among|instead|however|therefore|meanwhile|today|yesterday|recently|finally|first|second|next|then|now|later|here|there|sometimes|often|usually|yes|no|well|so|also|still|overall|indeed|similarly|additionally|furthermore|to|like|unlike|thanks|last|this|that|these|those|each|every)$/i;

/** "a, b, and c" or "a, b and c": at least three items, the last of them before "and" or "or". */
export const serialComma: Detector = {
  language: "en",
  find: (prose) =>
    prose.sentences.flatMap((sentence): Occurrence[] => {
      const text = prose.masked.slice(sentence.start, sentence.end);
      const found: Occurrence[] = [];
      for (const match of text.matchAll(series)) {
        const { first = "", middle = "", last = "", comma = "", next = "" } = match.groups ?? {};
        const items = [...middle.split(", ").filter((part) => part !== ""), last];
        if ([...items, next].some((part) => clause.test(part.split(" ")[0] ?? ""))) continue;
        if (items.some((part) => part.split(" ").some((word) => clause.test(word)))) continue;
        const isOpening = !text.slice(0, match.index).includes(",");
        const firstWord = /[\p{L}\p{N}]+/u.exec(text)?.[0] ?? "";
        if (items.length === 1 && isOpening && opener.test(firstWord)) continue;
        if (items.length === 1 && first.split(" ").length === 1 && match.index < 2) continue;
        if (items.length === 1 && last.includes(" ") && comma === "") continue;
        const end =
          sentence.start +
          match.index +
          match[0].length -
          ` ${match.groups?.["and"] ?? ""} `.length;
        const start = end - comma.length;
        const option = comma === "" ? "without" : "with";
        found.push({
          choice: "serialComma",
          option,
          start: comma === "" ? start - 1 : start,
          end,
          alternatives: [
            comma === ""
              ? { option: "with", text: `${last.slice(-1)},` }
              : { option: "without", text: "" },
          ],
        });
      }
      return found;
    }),
};
