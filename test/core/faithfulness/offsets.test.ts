import fc from "fast-check";
import { expect, it } from "vitest";
import { quantitiesIn } from "../../../server/core/faithfulness/quantities";
import { maskSource, sourceSentences } from "../../../server/core/faithfulness/sourceSentences";
import { makeSourceSet } from "../../../server/core/faithfulness/sourceSet";
import { termsOf } from "../../../server/core/faithfulness/terms";
import { unsupportedProbability, verifyText } from "../../../server/core/faithfulness/verifyText";

const word = fc.constantFrom(
  "swift",
  "“nest”",
  "1,200",
  "14 %",
  "May 2019",
  "Dr. Oyelaran",
  "don’t",
  "\u{1F426}",
  "naïve",
  "not",
  "...",
  ". ",
  "? ",
  "; ",
  "\n\n",
  "\r\n",
  "| a | b |",
  "`x`",
  "https://a.example/b",
  "\u200B",
  "日本語",
  "עברית",
  "e\u0301",
);
const text = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: word },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
    ),
  )
  .map((words) => words.join(" "));

it("every span lies inside the text it is about, and claims do not overlap", () => {
  fc.assert(
    fc.property(text, text, (source, claim) => {
      const set = makeSourceSet([{ location: "s", name: "s", text: source }], []);
      const verdicts = verifyText(claim, set);
      let end = 0;
      for (const verdict of verdicts) {
        expect(verdict.start).toBeGreaterThanOrEqual(end);
        expect(verdict.end).toBeGreaterThan(verdict.start);
        end = verdict.end;
        for (const span of [...verdict.unsupportedSpans, ...verdict.issues]) {
          expect(span.start).toBeGreaterThanOrEqual(verdict.start);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(verdict.end);
        }
        for (const place of verdict.evidence) {
          expect(place.start).toBeGreaterThanOrEqual(0);
          expect(place.end).toBeGreaterThan(place.start);
          expect(place.end).toBeLessThanOrEqual(source.length);
        }
        expect(verdict.score).toBeGreaterThanOrEqual(0);
        expect(verdict.score).toBeLessThanOrEqual(1);
      }
      expect(end).toBeLessThanOrEqual(claim.length);
      const probability = unsupportedProbability(verdicts);
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
    }),
    { numRuns: 150 },
  );
});

it("terms, quantities and sentences are slices in order", () => {
  fc.assert(
    fc.property(text, (value) => {
      const masked = maskSource(value);
      expect(masked).toHaveLength(value.length);
      for (const list of [termsOf(value), sourceSentences(masked)]) {
        let end = 0;
        for (const span of list) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          end = span.end;
        }
        expect(end).toBeLessThanOrEqual(value.length);
      }
      for (const quantity of quantitiesIn(value)) {
        expect(value.slice(quantity.start, quantity.end).trim()).not.toBe("");
      }
    }),
    { numRuns: 200 },
  );
});

it("a verbatim sentence of the source is supported", () => {
  const sentence = "Some 1,204 volunteers from Harlow walked eleven parishes on 14 May 2019.";
  const set = makeSourceSet(
    [{ location: "s", name: "s", text: `Before.\n\n${sentence}\n\nAfter.` }],
    [],
  );
  const [claim] = verifyText(sentence, set);
  expect(claim?.verdict).toBe("supported");
  expect(claim?.issues).toEqual([]);
});
