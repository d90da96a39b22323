import { describe, expect, it } from "vitest";
import { splitSentences } from "../../../server/core/text/sentences";
import { splitWords } from "../../../server/core/text/words";

/** Sentences are written one after the other with ` | ` between; splitting the joined text must give them back. */
function resplit(marked: string): string {
  const text = marked.replaceAll(" | ", " ").replaceAll("|", "");
  const sentences = splitSentences(text, splitWords(text, text));
  let shown = "";
  let at = 0;
  for (const { start, end } of sentences) {
    shown += (at === 0 ? "" : start > at ? " | " : "|") + text.slice(start, end);
    at = end;
  }
  return shown;
}

describe("sentences", () => {
  it.each([
    "One. | Two! | Three? | Four",
    "Dr. Smith met Mrs. Jones at St. Mary's. | They spoke.",
    "J. R. R. Tolkien wrote it. | It is long.",
    "It took 3.14 hours, e.g. on Monday, i.e. at 5 p.m. on the dot. | Then we left.",
    "The U.S. Army came. | She lives in the U.S. | They like it.",
    "See Fig. 3 and No. 5, pp. 4 to 6. | He said no. | Then he left.",
    "Wait... what? | Well... | Then it stopped… and went on.",
    "“Is it?” he asked. | “It is.” | She nodded.",
    'He said "stop." | Then he left (at last). | And so on!',
    "What?! | Really!? | Yes.",
    "Open example.com or v1.2.3 now. | Then wait.",
    "Great! 🎉 | Next one. 👍🏽 | Done.",
    "1. Not a sentence of its own. | 2024 was better.",
    "これは文です。|次の文です。|終わり",
    "¿Qué? | ¡Vamos! | Está bien.",
    "هل هذا صحيح؟ | نعم.",
    "Er kam z.B. am Montag. | Dann ging er.",
    "It was I. | Then you.",
    "Version 2. | Something else.",
    "iPhones etc. are phones. | Yes.",
  ])("%s", (marked) => {
    expect(resplit(marked)).toBe(marked);
  });

  it("keeps every word in one sentence and none in the gaps", () => {
    const text = "  One two. Three\u200B four!  ";
    const words = splitWords(text, text);
    const sentences = splitSentences(text, words);
    expect(sentences.map((sentence) => sentence.words.map((word) => word.text))).toEqual([
      ["One", "two"],
      ["Three", "four"],
    ]);
    expect(sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
      "One two.",
      "Three\u200B four!",
    ]);
  });
});

describe("words", () => {
  it.each([
    [
      "don't we’ll O'Brien's authors' 'quoted'",
      ["don't", "we’ll", "O'Brien's", "authors", "quoted"],
    ],
    ["well-known -- 3-4 e-mail - x", ["well-known", "3-4", "e-mail", "x"]],
    ["1,000.5 10:30 50% $5", ["1,000.5", "10:30", "50", "5"]],
    ["e.g. the U.S. and Node.js.", ["e.g", "the", "U.S", "and", "Node.js"]],
    ["naïve café e\u0301te\u0301 Straße", ["naïve", "café", "e\u0301te\u0301", "Straße"]],
    ["emoji 😀 flags 🇩🇪 end", ["emoji", "flags", "end"]],
    ["我们喜欢猫 and cats", ["我们", "喜欢", "猫", "and", "cats"]],
    ["שלום עולם", ["שלום", "עולם"]],
    ["half \uD83D surrogate \uDE00", ["half", "surrogate"]],
    ["", []],
  ])("%j", (text, expected) => {
    const words = splitWords(text, text);
    expect(words.map((word) => word.text)).toEqual(expected);
    for (const word of words) expect(text.slice(word.start, word.end)).toBe(word.text);
  });
});
