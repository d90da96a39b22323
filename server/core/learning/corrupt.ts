import { randomFrom } from "../style/random";

/** What goes wrong when a stylist is unfaithful. */
export const corruptions = ["numbers", "names", "attachments", "additions"] as const;
export type Corruption = (typeof corruptions)[number];

/** Sentences with the white space after them. */
const sentencesOf = (text: string): readonly string[] =>
  text.match(/[^.!?]+(?:[.!?]+["')\]]*|$)\s*/g) ?? [];
const number = /(?<![\p{L}\p{N}{])\d+(?![\p{L}\p{N}}])/gu;
/** Capitalised inside a sentence. */
const name = /(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}}])/gu;

/**
 * A faithful text made unfaithful in one way; undefined where it has nothing that could go wrong in that way. `others`
 * are texts whose sentences it may be given.
 */
export function corrupted(
  text: string,
  how: Corruption,
  others: readonly string[],
  seed: number,
): string | undefined {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const changed = waysTo[how](text, pick, others);
  return changed === undefined || changed.trim() === text.trim() ? undefined : changed;
}

type Pick = <T>(list: readonly T[]) => T | undefined;
type Way = (text: string, pick: Pick, others: readonly string[]) => string | undefined;

const waysTo: Readonly<Record<Corruption, Way>> = {
  numbers: (text, pick) => {
    const written = pick([...text.matchAll(number)]);
    if (written === undefined) return undefined;
    return replaced(text, written, String(Number(written[0]) + (pick([1, 2, 3, 10, -1]) ?? 1)));
  },
  names: (text, pick) => {
    const written = pick([...text.matchAll(name)]);
    const other = pick(names.filter((one) => one !== written?.[0]));
    return written && other && replaced(text, written, other);
  },
  // Two numbers or two names change places; without them the ends of two sentences do.
  attachments: (text, pick) => {
    for (const kind of [name, number]) {
      const found = [...text.matchAll(kind)];
      const first = pick(found);
      const second = pick(found.filter(([one]) => one !== first?.[0]));
      if (first === undefined || second === undefined) continue;
      const [a, b] = first.index < second.index ? [first, second] : [second, first];
      return replaced(replaced(text, b, a[0]), a, b[0]);
    }
    const cut = sentencesOf(text).flatMap((sentence, i) => {
      const at = sentence.search(/, (?!.*, )/);
      return at < 10 ? [] : [{ i, head: sentence.slice(0, at), tail: sentence.slice(at) }];
    });
    const [one, other] = [cut[0], cut.at(-1)];
    if (one === undefined || other === undefined || one.i === other.i) return undefined;
    return sentencesOf(text)
      .map((sentence, i) => {
        if (i === one.i) return one.head + other.tail;
        return i === other.i ? other.head + one.tail : sentence;
      })
      .join("");
  },
  additions: (text, pick, others) => {
    const foreign = pick(others.filter((other) => other !== text));
    const added = pick(
      sentencesOf(foreign ?? "").filter(
        (one) => one.trim().split(/\s+/).length >= 5 && !/\{[XDN]\d+\}/.test(one),
      ),
    );
    if (added === undefined) return undefined;
    const own = [...sentencesOf(text)];
    const at = pick(own.map((_, i) => i + 1)) ?? own.length;
    const before = own.slice(0, at).join("").trimEnd();
    const gap = /\n\s*$/.exec(own.slice(0, at).join(""))?.[0] ?? " ";
    return `${before} ${added.trim()}${gap}${own.slice(at).join("")}`.trimEnd();
  },
};

/** Plausible, and hardly ever right. */
const names = ["Harriet", "Tobias", "Leeds", "Marlow", "Ingrid", "Carver", "Dundee", "Quentin"];

const replaced = (text: string, { index, 0: found }: RegExpExecArray, by: string): string =>
  text.slice(0, index) + by + text.slice(index + found.length);
