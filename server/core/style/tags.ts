/**
 * A text's syntax, one letter a word: words of the closed classes by their class, the others by their ending, marks as they
 * are. No class is a single word, so that no sequence of tags gives back a sequence of words. English alone.
 */

/** Classes by tag. */
const closed: Readonly<Record<string, string>> = {
  D: "the a an",
  T: "this that these those",
  I: "i me my mine myself",
  W: "we us our ours ourselves",
  Y: "you your yours yourself",
  H: "he she him her his hers himself herself",
  E: "it its itself",
  N: "they them their theirs themselves",
  P:
    "of in on at by for from with about between through during under over after before against within without across " +
    "among around behind beyond near per via off up down out",
  t: "to into onto toward towards upon",
  C: "and or nor plus",
  c: "but yet however though although",
  S: "if because while since unless until as than whether whereas once",
  B: "is are was were be been being am",
  V: "have has had having",
  d: "do does did doing done",
  M: "will would can could may might shall should must cannot",
  n: "not no never none nothing neither",
  Q: "who what which where when why how whose whom",
  a:
    "also just very so too then now here there only even still well again already always often really quite rather " +
    "perhaps maybe almost ever soon later first finally instead therefore thus",
  q: "all some any many much few each every other another such both several more most less least same own one two three",
};

const tagOf = new Map(
  Object.entries(closed).flatMap(([tag, words]) =>
    words.split(" ").map((word) => [word, tag] as const),
  ),
);

/** The first that fits an open word in lower case. */
const endings: readonly (readonly [tag: string, ending: RegExp])[] = [
  ["G", /ing$/],
  ["F", /ed$/],
  ["L", /ly$/],
  ["O", /(?:tion|ment|ness|ity|ance|ence)s?$/],
  ["J", /(?:al|ive|ous|ful|able|ible|ic|ary|less)$/],
  ["z", /[^s]s$/],
  ["R", /(?:er|or|est)$/],
  ["w", /.{5}/],
];

const token = /\p{L}+(?:'\p{L}+)*|\p{N}+|\n\n|[^\p{L}\p{N}\s]/gu;
const letter = /^\p{L}/u;
/** Of "is", but for the few words that it follows as often as the genitive follows names. */
const shortened = /^(?:it|that|let|there|what|here)'s$/;

/** Of a folded text, for sequences of letters to be cut from. */
export function tagsOf(plain: string): string {
  return plain.match(token)?.map(tagOfToken).join("") ?? "";
}

function tagOfToken(found: string): string {
  const lower = found.toLowerCase();
  const known = tagOf.get(lower);
  if (known !== undefined) return known;
  if (found === "\n\n") return "|";
  if (!letter.test(found)) return /^\p{N}/u.test(found) ? "0" : found;
  if (lower.includes("'")) return lower.endsWith("'s") && !shortened.test(lower) ? "k" : "K";
  if (found.charAt(0) !== lower.charAt(0)) {
    return found.length > 1 && found === found.toUpperCase() ? "X" : "U";
  }
  return endings.find(([, ending]) => ending.test(lower))?.[0] ?? "v";
}
