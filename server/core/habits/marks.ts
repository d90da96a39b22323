import type { Prose } from "../note/types";
import type { Alternative, Detector, Occurrence } from "./types";

/** Options of `dashes`: the mark and whether spaces stand around it. */
const dashForms: Readonly<Record<string, string>> = {
  em: "\u2014",
  "em-spaced": " \u2014 ",
  "en-spaced": " \u2013 ",
  double: "--",
  "double-spaced": " -- ",
  triple: "---",
  "triple-spaced": " --- ",
  "hyphen-spaced": " - ",
};

/** A dash between two parts of a sentence; not the one of a range, of a compound or of an attribution line. */
export const dashes: Detector = {
  find: (prose) =>
    [
      ...prose.masked.matchAll(
        /(?<=[\p{L}\p{N}\p{Pe}\p{Pf}\p{Pi}\uFFFC"'.,!?])( ?)(\u2014|\u2013|---?|-)( ?)(?=[\p{L}\p{N}\p{Ps}\p{Pi}\uFFFC"'])/gu,
      ),
    ].flatMap((match): Occurrence[] => {
      const [whole, before = "", mark = "", after = ""] = match;
      const spaced = before !== "" && after !== "";
      if (!spaced && (before !== "" || after !== "")) return [];
      const option = nameOfDash(mark, spaced);
      if (option === undefined || isRange(prose.masked, match.index, whole.length)) return [];
      return [
        {
          choice: "dashes",
          option,
          start: match.index,
          end: match.index + whole.length,
          alternatives: others(dashForms, option),
        },
      ];
    }),
};

function nameOfDash(mark: string, spaced: boolean): string | undefined {
  const name = { "\u2014": "em", "\u2013": "en", "--": "double", "---": "triple", "-": "hyphen" }[
    mark
  ];
  if (name === undefined || (!spaced && (name === "en" || name === "hyphen"))) return undefined;
  return spaced ? `${name}-spaced` : name;
}

function isRange(masked: string, at: number, length: number): boolean {
  return /[\p{N}]$/u.test(masked.slice(0, at)) && /^[\p{N}]/u.test(masked.slice(at + length));
}

export const ellipses: Detector = {
  find: ({ masked }) =>
    [...masked.matchAll(/(?<!\.)\.\.\.(?!\.)|\u2026/g)].map((match) => {
      const option = match[0] === "..." ? "dots" : "character";
      return {
        choice: "ellipsis",
        option,
        start: match.index,
        end: match.index + match[0].length,
        alternatives: others({ dots: "...", character: "\u2026" }, option),
      };
    }),
};

export const apostrophes: Detector = {
  find: ({ masked }) =>
    [...masked.matchAll(/(?<=\p{L})['\u2019](?=\p{L})/gu)].map((match) => {
      const option = match[0] === "'" ? "straight" : "curly";
      return {
        choice: "quotes.apostrophe",
        option,
        start: match.index,
        end: match.index + 1,
        alternatives: others({ straight: "'", curly: "\u2019" }, option),
      };
    }),
};

const marks: Readonly<Record<string, readonly [open: string, close: string]>> = {
  straight: ['"', '"'],
  curly: ["\u201C", "\u201D"],
  low: ["\u201E", "\u201C"],
  guillemets: ["\u00AB", "\u00BB"],
  "inverted-guillemets": ["\u00BB", "\u00AB"],
  "single-curly": ["\u2018", "\u2019"],
};

/** The marks of a quotation belong to the author, whoever spoke the words between them. */
export const quotationMarks: Detector = {
  looksAtQuotationMarks: true,
  find: ({ masked, quotations }) =>
    quotations.flatMap(({ start, end }): Occurrence[] => {
      const open = masked.charAt(start);
      const option = Object.keys(marks).find((name) => marks[name]?.[0] === open);
      if (option === undefined) return [];
      const alternatives = Object.entries(marks)
        .filter(([name]) => name !== option)
        .map(([name, [text, partnerText]]): Alternative => ({ option: name, text, partnerText }));
      return [
        {
          choice: "quotes.marks",
          option,
          start,
          end: start + 1,
          partner: { start: end - 1, end },
          alternatives,
        },
      ];
    }),
};

/** Whether an item of a list that is one sentence ends with a period; short ones (labels) are a choice of their own. */
export const listEnds: Detector = {
  find: (prose: Prose) => {
    const [only, second] = prose.sentences;
    if (prose.kind !== "listItem" || only === undefined || second !== undefined) return [];
    const text = prose.masked.replace(/[\s\u200B]+$/, "");
    const last = text.charAt(text.length - 1);
    const choice = `listEnd.${only.words.length < 6 ? "short" : "long"}`;
    const at = { choice, start: text.length - 1, end: text.length };
    if (last === "." && !text.endsWith("..")) {
      const isAbbreviation = /\b(?:etc|e\.g|i\.e|inc|vs|\p{Lu})\.$/iu.test(text);
      return isAbbreviation
        ? []
        : [{ ...at, option: "period", alternatives: [{ option: "none", text: "" }] }];
    }
    if (!/[\p{L}\p{N})]/u.test(last) || only.words.length < 2) return [];
    return [{ ...at, option: "none", alternatives: [{ option: "period", text: `${last}.` }] }];
  },
};

function others(all: Readonly<Record<string, string>>, option: string): readonly Alternative[] {
  return Object.entries(all)
    .filter(([name]) => name !== option)
    .map(([name, text]) => ({ option: name, text }));
}
