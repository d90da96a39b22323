import { dialectPairs, izeStems } from "./data/spelling";
import { likeCase } from "./shape";
import type { Detector, Occurrence } from "./types";

/** British or American spelling by class, and `-ise` or `-ize`, which British authors use both. Names are left alone. */
export const spelling: Detector = {
  language: "en",
  find: (prose) => {
    const found: Occurrence[] = [];
    const starts = new Set(prose.sentences.map(({ words }) => words[0]?.start));
    for (const { words } of prose.sentences) {
      for (const { start, end } of words) {
        const written = prose.masked.slice(start, end);
        if (written.length < 4) continue;
        if (/^\p{Lu}/u.test(written) && !starts.has(start) && prose.kind !== "heading") continue;
        const other = spellings.get(written.toLowerCase()) ?? izeSpelling(written.toLowerCase());
        if (other === undefined) continue;
        const { choice, option, group, text } = other;
        found.push({
          choice,
          option,
          ...(group === undefined ? {} : { group }),
          start,
          end,
          alternatives: text.map((alternative) => ({
            option: alternative.option,
            text: likeCase(written, alternative.text),
          })),
        });
      }
    }
    return found;
  },
};

/** A lower-case word as other authors spell it. */
export const otherSpellings = (word: string): readonly string[] =>
  (spellings.get(word) ?? izeSpelling(word))?.text.map(({ text }) => text) ?? [];

interface Spelling {
  readonly choice: string;
  readonly option: string;
  readonly group?: string;
  readonly text: readonly { readonly option: string; readonly text: string }[];
}

/** British authors write "learned" too, so that class speaks for itself alone. */
const group = "spelling";
/** One side of these has other meanings: only the other side is a choice. */
const ambiguous = new Set([
  "program",
  "programs",
  "tire",
  "tires",
  "math",
  "burned",
  "leaped",
  "spelled",
]);
const spellings = readPairs();

function readPairs(): ReadonlyMap<string, Spelling> {
  const all = new Map<string, Spelling>();
  for (const [name, pairs] of Object.entries(dialectPairs)) {
    const choice = `${group}.${name}`;
    for (const pair of pairs) {
      const [british = [], american = []] = pair.split(" ").map((forms) => forms.split("/"));
      for (const [place, text] of british.entries()) {
        const other = american[place];
        if (other === undefined) continue;
        const add = (written: string, option: string, meant: string, instead: string): void => {
          if (ambiguous.has(written)) return;
          const spelling = { choice, option, text: [{ option: instead, text: meant }] };
          all.set(written, name === "learnt" ? spelling : { ...spelling, group });
        };
        add(text, "british", other, "american");
        add(other, "american", text, "british");
      }
    }
  }
  return all;
}

const stems = new Set(izeStems);
const izeEnding = /^(.+)i([sz])(e|es|ed|ing|er|ers|ation|ations|ational)$/;

function izeSpelling(written: string): Spelling | undefined {
  if (!written.includes("is") && !written.includes("iz")) return undefined;
  const [, stem = "", letter = "", ending = ""] = izeEnding.exec(written) ?? [];
  if (!stems.has(stem)) return undefined;
  const other = letter === "s" ? "z" : "s";
  return {
    choice: "spelling.ize",
    option: `i${letter}e`,
    text: [{ option: `i${other}e`, text: `${stem}i${other}${ending}` }],
  };
}
