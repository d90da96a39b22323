/**
 * Rebuilds server/assets/rewriting/substitutions.json:
 *   npx tsx server/assets/rewriting/buildSubstitutions.ts PAIRS.jsonl...
 * PAIRS are lines of {"author","neutral","author_text"}: a style-neutral draft and what its author wrote. Learned is which
 * words of drafts authors had put otherwise, and how: words of a pair that the other side lacks are aligned by expectation
 * maximisation (IBM's model 1 with a penalty for distance). Only words go into the file, and only ones that several authors
 * share.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { contentStems, isSmall, losesMeaning, sharesRoot } from "../../core/rewrite/meaning";
import { fold } from "../../core/text/fold";

const files = process.argv.slice(2);
if (files.length === 0) throw new Error("usage: buildSubstitutions.ts PAIRS.jsonl...");

interface Pair {
  readonly author: string;
  readonly neutral: string;
  readonly author_text: string;
}

/** Times an expression must stand in the texts, and so many times as often as on the other side. */
const EXPRESSION = { least: 6, ratio: 2.5 };
const ROUNDS = 8;
const LONGEST = 4;
/** The further apart two words stand in their texts (as shares of the length), the less they belong together. */
const DISTANCE = 12;
const NOTHING = 0.02;

/** Small words stand for each other too often by chance: only these, each "from > to". */
const smallWords = new Set(
  [
    "although > but, although > though, among them > including, as well as > and, at present > now, because > since",
    "by means of > by, by means of > through, by means of > using, by means of > with, every > all, every > any, every > each",
    "for which > for, however > but, in which > where, in order to > to, is also > also, is now > now, just > only",
    "many > a lot of, may > might, might > may, must > need to, nearly > almost, nevertheless > but, nevertheless > still",
    "nevertheless > however, of its > its, on which > where, only > just, several > a few, several > some, since > because",
    "so > therefore, so that > so, so that > to, such > these, that > which, that of > of, therefore > so, those who > people who",
    "through > via, throughout > across, together with > along with, together with > and, together with > with, upon > on",
    "was also > also, whereas > while, whereas > but, whether > if, which > that, while > but, within > in, yet > but",
    "that is > that's, it is > it's, is not > isn't, are not > aren't, do not > don't, does not > doesn't, did not > didn't",
    "cannot > can't, they are > they're, we are > we're, you are > you're, there is > there's, what is > what's",
    "will not > won't, has not > hasn't, have not > haven't, was not > wasn't, I have > I've, I am > I'm, we have > we've",
    "over > more than, more than > over, the author > I, the author's > my, such as > like, also > too, for instance > for example",
    "however > though, about > around, toward > towards, towards > toward, amongst > among, whilst > while, certain > some",
  ].flatMap((line) => line.split(", ")),
);

const pairs = files
  .flatMap((file) => readFileSync(file, "utf8").split("\n"))
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Pair);

const words = (text: string): readonly string[] =>
  [...fold(text).matchAll(/[A-Za-z0-9]+(?:[-'][A-Za-z0-9]+)*/g)].map(([word]) =>
    word === "I" ? word : word.toLowerCase(),
  );

const texts = pairs.map(({ author, neutral, author_text }) => ({
  author,
  draft: words(neutral),
  own: words(author_text),
}));

function counted(side: "draft" | "own", length: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (let at = 0; at + length <= text[side].length; at++) {
      const run = text[side].slice(at, at + length).join(" ");
      counts.set(run, (counts.get(run) ?? 0) + 1);
    }
  }
  return counts;
}

/** Runs of words that one side uses much more often than the other: they are taken as one word. */
function expressions(side: "draft" | "own", other: "draft" | "own"): ReadonlySet<string> {
  const found = new Set<string>();
  for (let length = 2; length <= LONGEST; length++) {
    const there = counted(other, length);
    for (const [run, times] of counted(side, length)) {
      const enough = EXPRESSION.ratio * ((there.get(run) ?? 0) + 1);
      if (times >= EXPRESSION.least && times >= enough) found.add(run);
    }
  }
  return found;
}

function joined(text: readonly string[], runs: ReadonlySet<string>): readonly string[] {
  const out: string[] = [];
  for (let at = 0; at < text.length;) {
    let length = LONGEST;
    while (length > 1 && !runs.has(text.slice(at, at + length).join(" "))) length--;
    out.push(text.slice(at, at + length).join(" "));
    at += length;
  }
  return out;
}

const draftRuns = expressions("draft", "own");
const ownRuns = expressions("own", "draft");
const joinedTexts = texts.map(({ author, draft, own }) => ({
  author,
  draft: joined(draft, draftRuns),
  own: joined(own, ownRuns),
}));

interface Place {
  readonly word: string;
  readonly at: number;
}
const missing = (from: readonly string[], there: readonly string[]): readonly Place[] => {
  const has = new Set(there);
  return from.flatMap((word, i) => (has.has(word) ? [] : [{ word, at: i / from.length }]));
};
const left = joinedTexts.map(({ author, draft, own }) => ({
  author,
  draft: missing(draft, own),
  own: missing(own, draft),
}));

let probabilities = new Map<string, number>();
const key = (from: string, to: string): string => `${from}\t${to}`;
const weight = (from: Place, to: Place, first: boolean): number =>
  (first ? 1 : (probabilities.get(key(from.word, to.word)) ?? 0)) *
  Math.exp(-DISTANCE * Math.abs(from.at - to.at));
for (let round = 0; round < ROUNDS; round++) {
  const counts = new Map<string, number>();
  const totals = new Map<string, number>();
  for (const { draft, own } of left) {
    for (const to of own) {
      const weights = draft.map((from) => weight(from, to, round === 0));
      const sum = weights.reduce((a, b) => a + b, NOTHING);
      for (const [i, from] of draft.entries()) {
        const share = weights[i]! / sum;
        counts.set(key(from.word, to.word), (counts.get(key(from.word, to.word)) ?? 0) + share);
        totals.set(from.word, (totals.get(from.word) ?? 0) + share);
      }
    }
  }
  probabilities = new Map(
    [...counts]
      .filter(([, count]) => count > 1e-3)
      .map(([pair, count]) => [pair, count / totals.get(pair.slice(0, pair.indexOf("\t")))!]),
  );
}

const seen = new Map<string, { times: number; authors: Set<string> }>();
for (const { author, draft, own } of left) {
  for (const to of own) {
    const best = draft
      .map((from) => ({ from: from.word, weight: weight(from, to, false) }))
      .sort((a, b) => b.weight - a.weight)[0];
    if (best === undefined || best.weight <= NOTHING) continue;
    const pair = key(best.from, to.word);
    const known = seen.get(pair) ?? { times: 0, authors: new Set() };
    seen.set(pair, { times: known.times + 1, authors: known.authors.add(author) });
  }
}
const stands = new Map<string, { times: number; kept: number }>();
for (const { draft, own } of joinedTexts) {
  const has = new Set(own);
  for (const word of draft) {
    const known = stands.get(word) ?? { times: 0, kept: 0 };
    stands.set(word, { times: known.times + 1, kept: known.kept + (has.has(word) ? 1 : 0) });
  }
}

/** Words of content on both sides, and not merely another form of the same word: that seldom fits the sentence. */
function isApt(from: string, to: string): boolean {
  if (smallWords.has(`${from} > ${to}`)) return true;
  if (isSmall({ gone: from, come: to })) return false;
  const [gone, come] = [contentStems(from), contentStems(to)];
  if (gone.length === 0 || come.length === 0) return false;
  return !gone.some((stem) => come.some((other) => stem === other || sharesRoot(stem, other)));
}

const entries = [...seen]
  .map(([pair, { times, authors }]) => {
    const [from, to] = pair.split("\t") as [string, string];
    const { times: of, kept } = stands.get(from)!;
    return {
      from,
      to,
      times,
      authors: authors.size,
      of,
      kept: Math.round((100 * kept) / of) / 100,
    };
  })
  .filter(({ times, authors, kept }) => times >= 2 && authors >= 2 && kept < 0.8)
  .filter(({ from, to }) => isApt(from, to))
  .filter(({ from, to }) => probabilities.get(key(from, to))! >= 0.08)
  .filter(
    ({ from: gone, to: come }) =>
      losesMeaning({ gone, come, before: gone, after: come }) === undefined,
  )
  .concat(unseen())
  .sort((a, b) => b.times - a.times || (key(a.from, a.to) < key(b.from, b.to) ? -1 : 1));

/** Small words that are right to exchange, seen too rarely here to have counts. */
function unseen() {
  const known = new Set(
    [...seen]
      .filter(([, { times, authors }]) => times >= 2 && authors.size >= 2)
      .map(([pair]) => pair),
  );
  return [...smallWords].flatMap((line) => {
    const [from, to] = line.split(" > ") as [string, string];
    return known.has(key(from, to)) ? [] : [{ from, to, times: 0, authors: 0, of: 0, kept: 0 }];
  });
}

const lines = entries.map(
  ({ from, to, times, of, kept }) =>
    `${from}\t${to}\t${String(times)}\t${String(of)}\t${String(kept)}`,
);
writeFileSync(
  join(__dirname, "substitutions.json"),
  `${JSON.stringify(
    {
      attribution:
        "Words counted in pairs of style-neutral drafts and posts of Digital.gov and 18F (CC0 / US-government public domain).",
      lines,
    },
    null,
    1,
  )}\n`,
);
console.log(`${String(entries.length)} substitutions from ${String(pairs.length)} pairs`);
