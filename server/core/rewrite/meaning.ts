import { lexicon } from "../faithfulness/lexicon";
import { termsOf, type Term } from "../faithfulness/terms";
import { functionWords, list } from "../faithfulness/wordLists";

/**
 * Small words and phrases that decide what a sentence says, in groups whose members may stand for each other. A change
 * must keep how often each group speaks. English; matched on folded lower-case text.
 */
const groups: readonly RegExp[] = [
  /\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without|hardly|barely|scarcely|lacks?|lacked|lacking|unable|fail(?:s|ed)?)\b|n't\b/g,
  /\b(?:all|every|each|entire|entirely|whole|everyone|everybody|everything|throughout|across)\b/g,
  /\b(?:only|just|solely|merely|exclusively|alone)\b/g,
  /\b(?:must|need(?:s|ed)? to|ha(?:ve|s|d) to|(?:is|are|was|were) required to|essential|necessary)\b/g,
  /\b(?:should|ought to|supposed to|recommended|advisable|advised|urged|encouraged to)\b/g,
  /\b(?:may|might|could|perhaps|possibly|maybe|likely|probably|potentially|seems?|appears? to)\b/g,
  /\b(?:can|able to|possible|ability|capable)\b/g,
  /\b(?:would|'d)\b/g,
  /\b(?:or|either)\b/g,
  /\b(?:if|whether|unless|provided|in case|when|whenever|once|where)\b/g,
  /\b(?:because|since|as a result|so that|therefore|thus|hence|so|consequently|due to|for this reason)\b/g,
  /\b(?:but|however|although|though|while|whereas|yet|nevertheless|nonetheless|despite|even so|still|instead|rather)\b/g,
  /\b(?:until|till)\b/g,
  /\b(?:before|prior to|ahead of)\b/g,
  /\b(?:after|following|afterwards?|later)\b/g,
  /\b(?:more|additional|further|greater|larger|extra|over|above|another|other|others|increasingly|better|higher)\b/g,
  /\b(?:less|fewer|lower|smaller|under|below)\b/g,
  /\b(?:most|largest|greatest|highest|best|biggest|top|leading)\b/g,
  /\b(?:least|lowest|smallest|worst)\b/g,
  /\b(?:many|numerous|lots|a lot|plenty|a large number)\b/g,
  /\b(?:several|some|multiple|various|a number of|a few|few|certain|a variety of|a range of|couple)\b/g,
  /\b(?:often|frequently|usually|generally|typically|commonly|sometimes|occasionally|rarely|seldom|always|regularly)\b/g,
  /\b(?:about|approximately|around|roughly|nearly|almost|close to)\b/g,
  /\b(?:first|initial|initially|second|third|last|final|finally|latest|next|previous|earlier)\b/g,
  /\b(?:both|two|pair)\b/g,
  /\b(?:same|different|differ|similar|comparable|unlike|equally)\b/g,
  /\b(?:will|'ll|going to|upcoming|future)\b/g,
];
/** Groups in which the words also have other uses, so that one more or less is let pass. */
const loose = new Set([1, 9, 10, 15, 20, 22]);

/** Impersonal words that may become "you". */
const people = list(`
  reader readers user users visitor visitors people person individual individuals anyone anybody someone those everybody
  everyone participant participants learner learners one one's oneself you your yours yourself`);
const speaker = list(`author author's writer writer's i i'm i've i'd i'll me my mine myself`);
const speakers = list(`
  team team's agency agency's organization organization's organisation group group's authors office program we we're we've
  we'd we'll us our ours ourselves`);
const pronouns = list(`
  you your yours yourself i me my mine myself we us our ours ourselves they them their theirs themselves those these it
  its who whom whose everyone everybody anyone all others`);
const you = list(`you your yours yourself you're you've you'd you'll`);
const i = list(`i me my mine myself i'm i've i'd i'll`);
const we = list(`we us our ours ourselves we're we've we'd we'll let's`);
const he = list(`he him his himself he's`);
const she = list(`she her hers herself she's`);

/** Verbs that are no evidence of anything, but that a sentence cannot lose. */
const verbs = list(`
  use used uses make made makes making take takes taken get gets getting got go goes going say says said see seem
  seemed seems put keep let become becomes became`);

/** Stems that a sentence can do without and say the same. */
const spare = list(`
  avail variou respect particular certain order purpos intend regard mean manner basi fact instanc exampl concern relat
  term aspect`);
/** Stems that say nothing new where they come. */
const filler = list("thing wai lot kind sort here");

const present = /\b(?:is|are|am|has|have|does|do|'s|'re|'ve)\b/;
const past = /\b(?:was|were|had|did)\b/;

/** A change of a draft: what goes and what comes, in the sentence where it happens; plain words. */
export interface Change {
  readonly gone: string;
  readonly come: string;
  /** The sentences before and after the change. */
  readonly before: string;
  readonly after: string;
}

/** Why the change does not keep what the draft says, in words; undefined where it does as far as one can tell. */
export function losesMeaning(change: Change): string | undefined {
  const { before, after } = change;
  const [gone, come] = [plainly(change.gone), plainly(change.come)];
  const [out, into] = [termsOf(gone), termsOf(come)];
  const figures = firstDifference(figuresOf(gone), figuresOf(come));
  if (figures !== undefined) return `figure or name: ${figures}`;
  const flipped = groups.findIndex((group, at) => {
    const difference = count(gone, group) - count(come, group);
    return loose.has(at) ? Math.abs(difference) > 1 : difference !== 0;
  });
  if (flipped >= 0) return `a small word that decides: ${String(flipped)}`;
  if (present.test(gone) !== past.test(gone) && present.test(come) !== past.test(come)) {
    if (present.test(gone) === past.test(come)) return "tense";
  }
  return (
    formOf(out, into) ??
    personOf(out, into) ??
    contentOf(out, into, termsOf(before), termsOf(after))
  );
}

/** Set expressions in their plainest words. */
const plainly = (text: string): string =>
  text
    .replace(/\bcan(?:not|['\u2019]t)\b/gi, "can not")
    .replace(/\bat present\b/gi, "now")
    .replace(/\bby means of\b/gi, "by");

const count = (text: string, group: RegExp): number =>
  text.toLowerCase().replaceAll("\u2019", "'").match(group)?.length ?? 0;

/** Numbers, capitalised words and marks, which must come back as they went. */
function figuresOf(text: string): readonly string[] {
  const found = text.match(
    /\{[XDN]\d+\}|\p{L}*\p{N}[\p{L}\p{N}.,:%-]*|(?<=[\p{L}\p{N},;'"(] +["'(]?)\p{Lu}[\p{L}\p{N}.'\u2019&-]*/gu,
  );
  return (found ?? [])
    .map((word) => word.replace(/[.,:;'\u2019-]+$|['\u2019]s$/gu, ""))
    .filter((word) => !/^I(?:['\u2019]\p{L}+)?$/u.test(word))
    .sort();
}

function firstDifference(a: readonly string[], b: readonly string[]): string | undefined {
  const at = Array.from({ length: Math.max(a.length, b.length) }).findIndex(
    (_, i) => a[i] !== b[i],
  );
  return at < 0 ? undefined : (a[at] ?? b[at]);
}

/** Small words that a sentence can do without, or take in. */
const optional = list("the a an that also both very then of");
/** Forms of which the subject of a sentence allows one alone. */
const agreeing = ["is are", "was were", "has have", "does do", "am is", "am are"].map(list);

/** A sentence in pieces: a lone small word that goes or comes, a verb that no longer fits its subject, another form of a word. */
function formOf(out: readonly Term[], into: readonly Term[]): string | undefined {
  const [gone, come] = [out, into].map((terms) => terms.map(({ lower }) => lower)) as [
    string[],
    string[],
  ];
  if (gone.length === 0 || come.length === 0) {
    return [...gone, ...come].every((word) => optional.has(word)) ? undefined : "a lone word";
  }
  if (gone.length > 1 || come.length > 1) return undefined;
  const [from, to] = [gone[0]!, come[0]!];
  if (agreeing.some((forms) => forms.has(from) && forms.has(to))) return "agreement";
  const sameWord = out[0]!.stem === into[0]!.stem && from !== to && !out[0]!.digits;
  return sameWord ? "another form" : undefined;
}

const has = (terms: readonly Term[], words: ReadonlySet<string>): boolean =>
  terms.some(({ lower }) => words.has(lower));

/** Who speaks and to whom may change only from the impersonal words that stand for them. */
function personOf(out: readonly Term[], into: readonly Term[]): string | undefined {
  if (has(into, you) && !has(out, you) && !has(out, people)) return "speaks to somebody new";
  if (has(into, i) && !has(out, speaker)) return "speaks for somebody new";
  if (has(into, we) && !has(out, we) && !has(out, speakers)) return "speaks for somebody new";
  if (has(into, he) !== has(out, he) && has(into, he)) return "another person";
  if (has(into, she) !== has(out, she) && has(into, she)) return "another person";
  for (const [from, to] of [
    [out, into],
    [into, out],
  ] as const) {
    if (has(from, i) && !has(to, i) && !(from === into && has(to, speaker)))
      return "somebody is lost";
    const named = from.some(({ lower }) => personal.has(lower) && !pronouns.has(lower));
    if (named && !to.some(({ lower }) => personal.has(lower) || pronouns.has(lower))) {
      return "somebody is lost or new";
    }
  }
  if (has(out, we) && !has(into, we)) return "somebody is lost";
  return undefined;
}

/** Every word of content must be carried on the other side: itself, a form of it, or a word that means the same. */
function contentOf(
  out: readonly Term[],
  into: readonly Term[],
  before: readonly Term[],
  after: readonly Term[],
): string | undefined {
  const outs = stems(out);
  const intos = stems(into);
  const befores = stems(before);
  const afters = stems(after);
  for (const stem of intos) {
    if (filler.has(stem) || carried(stem, outs)) continue;
    // Said a second time in another place of the sentence.
    if (!befores.has(stem)) return `new: ${stem}`;
  }
  for (const stem of outs) {
    if (spare.has(stem) || carried(stem, intos)) continue;
    if (!afters.has(stem)) return `lost: ${stem}`;
  }
  for (const stem of intos) {
    const against = lexicon().opposites(stem);
    if ([...outs].some((other) => against.has(other) && !intos.has(other)))
      return `opposite: ${stem}`;
  }
  return undefined;
}

const stems = (terms: readonly Term[]): ReadonlySet<string> =>
  new Set(terms.filter(({ lower, digits }) => !digits && isContent(lower)).map(({ stem }) => stem));

const personal: ReadonlySet<string> = new Set([...people, ...speaker, ...speakers]);
const isContent = (lower: string): boolean =>
  lower.length > 1 && (verbs.has(lower) || !functionWords.has(lower)) && !personal.has(lower);

function carried(stem: string, by: ReadonlySet<string>): boolean {
  if (by.has(stem)) return true;
  const same = lexicon().synonyms(stem);
  return [...by].some((other) => same.has(other) || sharesRoot(stem, other));
}

/** "analysi" and "analyz", "decis" and "decid": a long common beginning. */
export function sharesRoot(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  return same >= 4 && same >= shorter - 2;
}

/** Changes only small words: nothing but the model's word says that it is right. */
export function isSmall({ gone, come }: Pick<Change, "gone" | "come">): boolean {
  return ![...termsOf(gone), ...termsOf(come)].some(({ lower }) => isContent(lower));
}

/** Stems of the words of content in `text`. */
export const contentStems = (text: string): readonly string[] => [...stems(termsOf(text))];

/** Sentences with fewer words of content say too little for a share of them to mean anything. */
const FEWEST = 3;

/**
 * The one of `sentences` with the largest share of words of content that `other` does not carry in any form or by a word of
 * the same meaning; share 0 where every word is carried.
 */
export function strangestSentence(
  sentences: readonly string[],
  other: string,
): { readonly share: number; readonly sentence: string } {
  const by = new Set(contentStems(other));
  let worst = { share: 0, sentence: "" };
  for (const sentence of sentences) {
    const said = contentStems(sentence);
    if (said.length < FEWEST) continue;
    const share = said.filter((stem) => !carriedWidely(stem, by)).length / said.length;
    if (share > worst.share) worst = { share, sentence };
  }
  return worst;
}

/** As `carried`, and by a word that is a kind of it or that it is a kind of. */
function carriedWidely(stem: string, by: ReadonlySet<string>): boolean {
  if (carried(stem, by)) return true;
  const wider = lexicon().wider(stem);
  return [...by].some((other) => wider.has(other) || lexicon().wider(other).has(stem));
}
