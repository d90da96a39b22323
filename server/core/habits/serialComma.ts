import type { Alternative, Detector, Occurrence } from "./types";

/** UTF-16 units before "and" in which a series is looked for. */
const WINDOW = 120;
const shortItem = /^[\p{L}\p{N}][\p{L}\p{N}'\u2019-]*(?: [\p{L}\p{N}][\p{L}\p{N}'\u2019-]*){0,2}$/u;
const lastWords = /(?:[\p{L}\p{N}][\p{L}\p{N}'\u2019-]*(?: |$)){1,3}$/u;
const nextWord = /^[\p{L}\p{N}][\p{L}\p{N}'\u2019-]*/u;

/** What begins a clause rather than an item: "after lunch, she and I", "it rained, and we left", "quiet, and I'm glad". */
const clause =
  /^(?:(?:i|we|you|he|she|it|they|this|that|these|those|there|who|which|what|when|where|while|if|as|because|since|so|but|and|or|then|also|however|though|although|not|please|let|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must|do|does|did)(?:['\u2019](?:m|s|d|ve|re|ll))?|\p{L}+n['\u2019]t)$/iu;
const opener =
  /^(?:in|on|at|by|for|from|with|without|after|before|during|when|while|if|as|since|because|although|though|once|until|unless|despite|over|under|through|throughout|between|among|instead|however|therefore|meanwhile|today|yesterday|recently|finally|first|second|next|then|now|later|here|there|sometimes|often|usually|maybe|perhaps|yes|no|well|so|also|still|overall|indeed|similarly|additionally|furthermore|to|like|unlike|thanks|last|this|that|these|those|each|every)$/i;

/** "a, b, and c" or "a, b and c": at least three items of one to three words, the last of them before "and" or "or". */
export const serialComma: Detector = {
  language: "en",
  find: (prose) =>
    prose.sentences.flatMap((sentence): Occurrence[] => {
      const text = prose.masked.slice(sentence.start, sentence.end);
      if (!text.includes(", ")) return [];
      return [...text.matchAll(/ (?:and|or) /g)].flatMap((match) => {
        const series = seriesBefore(text, match.index);
        const next = nextWord.exec(text.slice(match.index + match[0].length))?.[0];
        if (series === undefined || next === undefined || !isSeries(series, next, text)) return [];
        const end = sentence.start + match.index;
        const last = text.charAt(match.index - 1);
        return [
          series.comma
            ? occurrence("with", end - 1, end, { option: "without", text: "" })
            : occurrence("without", end - 1, end, { option: "with", text: `${last},` }),
        ];
      });
    }),
};

function occurrence(option: string, start: number, end: number, other: Alternative): Occurrence {
  return { choice: "serialComma", option, start, end, alternatives: [other] };
}

interface Series {
  /** The words before the first comma, three at most. */
  readonly first: string;
  /** Where `first` stands in the sentence. */
  readonly start: number;
  /** What stands between the first comma and "and". */
  readonly items: readonly string[];
  readonly comma: boolean;
}

function seriesBefore(text: string, and: number): Series | undefined {
  const from = Math.max(0, and - WINDOW);
  const before = text.slice(from, and);
  const comma = before.endsWith(",");
  const parts = before.slice(0, comma ? -1 : undefined).split(", ");
  const items: string[] = [];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    if (parts.length > 0 && shortItem.test(part)) items.unshift(part);
    else {
      const first = lastWords.exec(part)?.[0];
      if (first === undefined || items.length === 0) return undefined;
      const skipped = [...parts, part].join(", ").length - first.length;
      return { first, start: from + skipped, items, comma };
    }
  }
  return undefined;
}

function isSeries({ first, start, items, comma }: Series, next: string, text: string): boolean {
  if (clause.test(next)) return false;
  if (items.some((item) => item.split(" ").some((word) => clause.test(word)))) return false;
  if (items.length > 1) return true;
  // Two commas at most: "After lunch, tea and cake", "he left, at last, and slept" and "Tea, cake and jam" look alike.
  const [item = ""] = items;
  if (comma && opener.test(item.split(" ")[0]!)) return false;
  const firstWord = /[\p{L}\p{N}]+/u.exec(text)?.[0] ?? "";
  if (!text.slice(0, start).includes(",") && opener.test(firstWord)) return false;
  if (!first.includes(" ") && start < 2) return false;
  return comma || !item.includes(" ");
}
