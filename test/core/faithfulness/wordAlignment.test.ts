import fc from "fast-check";
import { expect, it } from "vitest";
import { bestRun } from "../../../server/core/faithfulness/wordAlignment";

const run = (words: string, there: string): string => {
  const all = there.split(" ");
  const { from, to } = bestRun(words.split(" "), all);
  return all.slice(from, to + 1).join(" ");
};

it.each([
  ["stay for the tea", "they come and stay for the company of all", "stay for the company"],
  ["the tea is good", "he says the beer is good today", "the beer is good"],
  ["we saw a red kite", "once we saw a very red kite fly", "we saw a very red kite"],
  ["a very red kite flew", "once a red kite flew off", "a red kite flew"],
  ["one two", "two", "two"],
])("%s in %s is %s", (words, there, expected) => {
  expect(run(words, there)).toBe(expected);
});

it("finds what stands there word for word", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(words, words, words, (before, quoted, after) => {
      const there = [...before, ...quoted, ...after];
      const { from, to } = bestRun(quoted, there);
      expect(there.slice(from, to + 1)).toEqual(quoted);
    }),
  );
});
