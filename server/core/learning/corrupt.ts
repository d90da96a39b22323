import { randomFrom } from "../style/random";

/** What goes wrong when a stylist is unfaithful. */
export const corruptions = ["numbers", "names", "attachments", "additions"] as const;
export type Corruption = (typeof corruptions)[number];

/** Sentences with the white space after them. */
const sentencesOf = (text: string): readonly string[] =>
  text.match(/[^.!?]+(?:[.!?]+["')\]]*|$)\s*/g) ?? [];
const marks = /\{[DN]\d+\}/g;

/**
 * A faithful text made unfaithful in one way; undefined where it has nothing that could go wrong in that way. `others`
 * are texts whose sentences it may be given. Marks such as `{D1}` stand for numbers, `{N1}` for names.
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
    const written = pick([...text.matchAll(/(?<![\p{L}\p{N}{])\d+(?![\p{L}\p{N}}])/gu)]);
    if (written !== undefined) {
      const wrong = String(Number(written[0]) + (pick([1, 2, 3, 10, -1]) ?? 1));
      return replaceAt(text, written.index, written[0].length, wrong);
    }
    return withOtherMark(text, "D", pick);
  },
  names: (text, pick) => {
    const written = pick([...text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}}])/gu)]);
    const name = pick(names.filter((one) => one !== written?.[0]));
    if (written !== undefined && name !== undefined) {
      return replaceAt(text, written.index, written[0].length, name);
    }
    return withOtherMark(text, "N", pick);
  },
  // Two marks change places; without marks the ends of two sentences do.
  attachments: (text, pick) => {
    const found = [...text.matchAll(marks)];
    const first = pick(found);
    const second = pick(found.filter(([mark]) => mark !== first?.[0]));
    if (first !== undefined && second !== undefined) {
      const [a, b] = first.index < second.index ? [first, second] : [second, first];
      const later = replaceAt(text, b.index, b[0].length, a[0]);
      return replaceAt(later, a.index, a[0].length, b[0]);
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

function withOtherMark(text: string, kind: "D" | "N", pick: Pick): string | undefined {
  const found = [...text.matchAll(new RegExp(`\\{${kind}\\d+\\}`, "g"))];
  const one = pick(found);
  if (one === undefined) return undefined;
  const other = pick(found.filter(([mark]) => mark !== one[0]));
  const wrong = other?.[0] ?? (kind === "D" ? "12" : "Harriet");
  return replaceAt(text, one.index, one[0].length, wrong);
}

const replaceAt = (text: string, at: number, length: number, by: string): string =>
  text.slice(0, at) + by + text.slice(at + length);
