import { wordVariants as table } from "./data/wordVariants";
import { PhraseList } from "../text/phraseList";
import { likeCase } from "./shape";
import type { Alternative, Detector, Occurrence } from "./types";

interface Form {
  readonly choice: string;
  readonly option: string;
  readonly oneWay: boolean;
  readonly alternatives: readonly Alternative[];
}

/** Words and phrases between which authors settle on one: "email" or "e-mail", "while" or "whilst". */
export const wordVariants: Detector = {
  language: "en",
  find: ({ masked }) => {
    const found: Occurrence[] = [];
    for (const { phrase, start, end } of listed.in(masked)) {
      const written = masked.slice(start, end);
      for (const form of forms.get(phrase)!) {
        if (isTaken(form.option, written, masked, start)) continue;
        found.push({
          choice: form.choice,
          option: form.option,
          oneWay: form.oneWay,
          start,
          end,
          alternatives: form.alternatives.map(({ option, text }) => ({
            option,
            text: keepsCase(written) ? text : likeCase(written, text),
          })),
        });
      }
    }
    return found;
  },
};

/** Forms whose capitals are part of the spelling. */
function keepsCase(form: string): boolean {
  return /^(?:ok|o\.k\.|us|u\.s\.|uk|u\.k\.)$/i.test(form);
}

/** Where the letters are right and the choice is another one, or none. */
function isTaken(option: string, written: string, masked: string, at: number): boolean {
  const after = masked.slice(at + written.length, at + written.length + 8);
  if (/^(?:US|UK|U\.S\.|U\.K\.)$/.test(option)) return written !== option;
  if (/^ok$/i.test(option)) return written !== option;
  if (option === "use") return /^ to\b/i.test(after) && /^used$/i.test(written);
  if (option === "&") return !/[a-z] $/.test(masked.slice(0, at)) || !/^ [a-z]/.test(after);
  if (option === "etc" || option === "vs") return after.startsWith(".");
  if (option === "eg" || option === "ie") return written !== option;
  if (option === "e.g" || option === "i.e") return after.startsWith(".");
  return false;
}

const forms = readTable();

/** Choices whose first option has other uses, so that most people "prefer" it. */
export const oneWayChoices: ReadonlySet<string> = new Set(
  [...forms.values()].flat().flatMap(({ choice, oneWay }) => (oneWay ? [choice] : [])),
);
const listed = new PhraseList(forms.keys(), {
  before: /(?<![\p{L}\p{N}\u200B\uFFFC_.-])/uy,
  after: /(?![\p{L}\p{N}\u200B_-])(?!['\u2019]\p{L})/uy,
});

function readTable(): ReadonlyMap<string, readonly Form[]> {
  const all = new Map<string, Form[]>();
  for (const line of table) {
    const oneWay = line.includes(" > ");
    const options = line.split(/ [|>] /).map((option) => option.split("/"));
    const name = options.map(([first]) => first ?? "").join("-");
    const choice = `words.${name.toLowerCase().replace(/[^a-z&]+/g, "-")}`;
    for (const [index, option] of options.entries()) {
      for (const [place, form] of option.entries()) {
        const others = oneWay && index === 0 ? [] : options.filter((other) => other !== option);
        const alternatives = others.flatMap((other) => {
          const text = other[place];
          return text === undefined ? [] : [{ option: other[0] ?? "", text }];
        });
        const entry = { choice, option: option[0] ?? "", oneWay, alternatives };
        const key = form.toLowerCase();
        all.set(key, [...(all.get(key) ?? []), entry]);
      }
    }
  }
  return all;
}
