import { lexicon } from "../lexicon";
import { stemOf, type Term } from "../terms";
import { denials, negators } from "../wordLists";

/** Words on either side in which another way of denying is looked for. */
const NEAR = 8;

/** Whether anything denies near a word, in any form: "without", "unable", "cost-free". Then no flip can be told. */
export const hasDenialNear = (terms: readonly Term[], at: number): boolean =>
  terms.some((term, i) => i !== at && Math.abs(i - at) <= NEAR && isDenial(term));

/** Denies in some form: "not", "without", "unable". */
export const isDenial = ({ lower, stem }: Term): boolean =>
  negators.has(lower) ||
  denials.has(lower) ||
  (/^un(?=\p{L}{4})/u.test(lower) &&
    !falsePrefixes.has(stem) &&
    lexicon().isKnownStem(stemOf(lower.slice(2))));

export const denyingPrefix = /^(?:un|in|im|ir|il|dis|non)(?=\p{L}{4})/u;

/** Words that only look like the denial of another. */
export const falsePrefixes: ReadonlySet<string> = new Set(
  [
    "display",
    "discover",
    "improve",
    "inform",
    "involve",
    "invest",
    "install",
    "include",
    "understand",
    "until",
    "union",
    "discuss",
    "disease",
    "impress",
    "import",
    "interest",
    "increase",
    "industry",
    "intend",
    "invent",
    "inside",
    "distance",
    "district",
    "instance",
    "insure",
    "innovate",
    "disclose",
    "unity",
    "discourse",
    "dispatch",
    "dispose",
    "impact",
    "impart",
    "inflame",
    "invaluable",
    "mission",
    "missile",
    "mistake",
  ].map(stemOf),
);

/** After "not" or "no" these deny nothing: "not only", "no matter". */
const denyingNothing: ReadonlySet<string> = new Set([
  "only",
  "just",
  "merely",
  "alone",
  "necessarily",
  "matter",
  "doubt",
  "wonder",
]);

/** A denying word that denies: not the "not" of "not only", nor the "no" of "no longer". */
export const denies = (terms: readonly Term[], at: number): boolean =>
  negators.has(terms[at]!.lower) && !denyingNothing.has(terms[at + 1]?.lower ?? "");

/** The first word of content after a negation, with no comma between, is what it denies. */
export function isDenied(terms: readonly Term[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    if (!terms[i + 1]!.joined) return false;
    if (denyingNothing.has(terms[i]!.lower)) return false;
    if (negators.has(terms[i]!.lower)) return true;
    if (terms[i]!.lower === "but" || terms[i]!.content) return false;
  }
  return false;
}
