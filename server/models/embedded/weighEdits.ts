import { CHUNK, type Engine, type Heartbeat } from "./engine";
import { promptTokens } from "./generateAnswers";
import { logsAfter } from "./logProbabilities";
import type { WeighOrder, Weighed } from "./messages";
import { prefill } from "./prefill";
import { RuntimeFailure } from "./runtimeFailure";

/** Words after an edit whose probability it changes too. */
const WORDS_AFTER = 4;

/**
 * For each edit of `text`, taken by itself: the logarithm of the probability that the answer to `messages` goes on with the
 * edit and the four words after it, minus that of the text's own words there. Everything before an edit is as in `text`.
 *
 * The text is evaluated once. Edits go from the last to the first: what stands before one is never evaluated again.
 */
export async function weighEdits(
  engine: Engine,
  order: WeighOrder,
  alive: Heartbeat,
): Promise<Weighed> {
  const { model, sequence } = engine;
  const { text, edits } = order;
  const prompt = promptTokens(engine, order.messages);
  const own = model.tokenize(text);
  const room = Math.max(0, ...edits.map((edit) => edit.text.length));
  if (prompt.length + own.length + room + CHUNK > sequence.contextSize) {
    throw new RuntimeFailure(
      "window",
      `prompt and draft need ${prompt.length + own.length + room} tokens, the window has ${sequence.contextSize}`,
    );
  }
  await prefill(engine, prompt.slice(0, -1), alive);
  const before = await logsAfter(engine, [prompt.at(-1)!, ...own], alive);
  const weights: number[] = [];
  const places = edits
    .map((edit, index) => ({ ...edit, index, cut: cutBefore(text, edit.start) }))
    .sort((a, b) => b.cut - a.cut);
  for (const { index, cut, start, end, text: come } of places) {
    const tail = endAfter(text, end);
    const at = model.tokenize(text.slice(0, cut)).length;
    const gone = model.tokenize(text.slice(cut, tail));
    const fresh = model.tokenize(text.slice(cut, start) + come + text.slice(end, tail));
    const standing = sum(before.slice(at, at + gone.length));
    // The token before the edit is evaluated again: its outcome is the probability of the edit's first token.
    const from = prompt.length + at - 1;
    await sequence.eraseContextTokenRanges([{ start: from, end: sequence.nextTokenIndex }]);
    const last = at === 0 ? prompt.at(-1)! : own[at - 1]!;
    weights[index] = sum(await logsAfter(engine, [last, ...fresh], alive)) - standing;
  }
  return { weights };
}

/** Where the tokens of an edit begin: before the space that its first word follows, or at the word without one. */
function cutBefore(text: string, start: number): number {
  const word = /\S*$/.exec(text.slice(0, start))![0].length;
  const cut = start - word;
  return cut > 0 && text[cut - 1] === " " && text[cut] !== " " ? cut - 1 : cut;
}

function endAfter(text: string, end: number): number {
  const after = new RegExp(`^\\S*(?:\\s+\\S+){0,${WORDS_AFTER}}`).exec(text.slice(end))![0];
  return end + after.length;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
