import { contractions } from "../habits/contractions";
import { analysePlain } from "../note/analysePlain";
import { withEdits, type Edit } from "../rewrite/edits";
import { formalWords } from "./formalWords";

const FULL = "full";

const formal: ReadonlyMap<string, string> = new Map(
  formalWords
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [plain, put] = line.split(" = ").map((side) => side.split(" ")) as [string[], string[]];
      return plain.map((word, i): [string, string] => [word, put[i]!]);
    }),
);

/**
 * English prose with some of its author's voice taken off by rules: contractions spelled out, words put formally. No
 * planner is asked, so that the same text always has the same draft; for measuring, never for training what ships.
 */
export function plainDraft(text: string): string {
  return withEdits(text, [...spelledOut(text), ...formally(text)]);
}

const spelledOut = (text: string): readonly Edit[] =>
  analysePlain(text).flatMap(({ start, prose }) =>
    contractions.find(prose).flatMap((found): readonly Edit[] => {
      const full = found.alternatives.find(({ option }) => option === FULL);
      const at = { start: start + found.start, end: start + found.end };
      return full === undefined ? [] : [{ ...at, text: full.text }];
    }),
  );

/** Small letters alone: what begins with a capital may be a name. */
const word = /(?<![\p{L}\p{N}'\u2019-])\p{Ll}+(?![\p{L}\p{N}'\u2019-])/gu;

const formally = (text: string): readonly Edit[] =>
  [...text.matchAll(word)].flatMap(({ index, 0: found }): readonly Edit[] => {
    const put = formal.get(found);
    return put === undefined ? [] : [{ start: index, end: index + found.length, text: put }];
  });
