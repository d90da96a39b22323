import { describe, expect, it } from "vitest";
import {
  judgedBy,
  placeOfQuote,
  type Judgement,
} from "../../../server/core/faithfulness/judgements";
import { makeSourceSet } from "../../../server/core/faithfulness/sourceSet";
import { verifyText } from "../../../server/core/faithfulness/verifyText";

const text =
  "The old crane was\nmended in May, after the storm. The town paid for it. It has 12 wheels.";
const sources = makeSourceSet([{ location: "/a.md", name: "a.md", text }], []);

describe("a judge's quotation", () => {
  it.each([
    ["crane was mended in May", "crane was\nmended in May"],
    ["MENDED, in May after the storm", "mended in May, after the storm"],
  ])("%s is found as the source has it", (quote, words) => {
    const { start, end, source } = placeOfQuote(quote, sources)!;
    expect(source.text.slice(start, end)).toBe(words);
  });

  it.each([
    "crane",
    "was mended in June",
    "rane was mended",
    "(.*)+ the storm",
    "",
    "a ".repeat(500),
  ])("%j is none of the source's", (quote) => expect(placeOfQuote(quote, sources)).toBeUndefined());
});

describe("a claim that was judged", () => {
  const judgedAs = (claim: string, judgement: Judgement) =>
    verifyText(claim, judgedBy(sources, { id: "1", of: () => judgement }));
  const evidence = placeOfQuote("The town paid for it", sources)!;

  it("contradicted: is underlined, with the words that decided it", () => {
    const claim = "The old crane was mended after the storm in May.";
    expect(verifyText(claim, sources)[0]).toMatchObject({ verdict: "supported", flagged: false });
    const [verdict] = judgedAs(claim, { verdict: "contradicted", by: "x", evidence });
    expect(verdict).toMatchObject({ verdict: "contradicted", flagged: true });
    expect(verdict!.issues.map(({ kind }) => kind)).toEqual(["contradiction"]);
    expect(verdict!.evidence[0]).toBe(evidence);
    expect(verdict!.issues[0]!.why).toBe("the sources say otherwise (found by x)");
  });

  it("supported: what was only not found is no finding any more, a number that is not there stays one", () => {
    const soft = "The municipality financed repairs of ancient lifting machinery generously.";
    const [before] = verifyText(soft, sources);
    expect(before!.verdict).not.toBe("uncheckable");
    const [after] = judgedAs(soft, { verdict: "supported", by: "x", evidence });
    expect(after).toMatchObject({ verdict: "supported", flagged: false, issues: [] });
    const number = "The old crane has 45 wheels.";
    expect(verifyText(number, sources)[0]!.flagged).toBe(true);
    expect(judgedAs(number, { verdict: "supported", by: "x", evidence })[0]!.flagged).toBe(true);
  });

  it("says nothing of opinions", () => {
    const [verdict] = judgedAs("I find the crane beautiful.", { verdict: "unsupported", by: "x" });
    expect(verdict).toMatchObject({ verdict: "uncheckable", flagged: false });
  });
});
