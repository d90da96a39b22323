import { describe, expect, it } from "vitest";
import { whyNot } from "../../../server/core/rewrite/compose";
import { substitutionsIn } from "../../../server/core/rewrite/substitutions";

/** A sentence with what goes in brackets, and what comes for it. */
function change(marked: string, come: string): string | undefined {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  const draft = marked.replace("[", "").replace("]", "");
  return whyNot(draft, { start, end, text: come });
}

describe("an edit keeps the meaning", () => {
  it.each([
    ["The office will [assist] visitors.", "help"],
    ["It runs in offices [throughout] the country.", "across"],
    ["They sell tools, [among them] hammers.", "including"],
    ["[However], nobody came.", "But"],
    ["The members [must] sign the form.", "need to"],
    ["The office did [not] open.", "not"],
    ["It [does not] open before nine.", "doesn't"],
    ["[Readers should] send a letter.", "You should"],
    ["[The author] was curious at first.", "I"],
    ["The [purchase] was made in May.", "buy"],
    ["In [particular], the roof leaks.", "particular"],
  ])("%s -> %s", (marked, come) => {
    expect(change(marked, come)).toBeUndefined();
  });

  it.each([
    ["The office will [not open].", "open", "a denial is lost"],
    ["The office will [open].", "never open", "a denial is new"],
    ["It costs [45] pounds.", "54", "another number"],
    ["It was built by [Hale] in May.", "Smith", "another name"],
    ["[Only] members may vote.", "All", "another quantity"],
    ["[Some] members voted.", "Most", "another quantity"],
    ["They [may] come.", "will", "another certainty"],
    ["They [should] come.", "must", "another duty"],
    ["It closed [before] the war.", "after", "another order"],
    ["The number [increased] in May.", "decreased", "the opposite"],
    ["The office [opened].", "opened with a concert", "something new"],
    ["The office opened[ with a concert].", "", "something lost"],
    ["The office is [open].", "open to you", "somebody new is spoken to"],
    ["The plan [was] approved.", "is", "another time"],
    ["The plan [is] approved.", "was", "another time"],
    ['She said "the [plan] is dead" twice.', "scheme", "inside a quotation"],
    [
      "Comparable tools exist [at several other agencies, among them] ours.",
      "",
      "somebody is lost",
    ],
    ["The strategy that the team [uses] is old.", "", "a verb is lost"],
    ["The skills [are] useful.", "is", "the verb does not fit"],
    ["The office [is] open.", "", "a lone word is lost"],
    ["It [supported] the plan.", "support", "another form"],
    ["One.[\n\n]Two.", " ", "a paragraph is lost"],
  ])("%s -> %s: %s", (marked, come) => {
    expect(change(marked, come)).not.toBeUndefined();
  });
});

describe("substitutions", () => {
  const texts = (draft: string): readonly string[] =>
    substitutionsIn(draft)
      .filter(({ doubt }) => doubt === undefined)
      .map(({ start, end, text }) => `${draft.slice(start, end)} > ${text}`);

  it("finds words and expressions, and keeps a capital at the start of a sentence", () => {
    expect(texts("They assist by means of letters. However, few came.")).toEqual(
      expect.arrayContaining(["assist > to help", "by means of > using", "However > But"]),
    );
  });

  it("leaves names and text across commas alone", () => {
    expect(texts("He met Major Frequently at Several Oaks.")).toEqual([]);
    expect(texts("by means, of")).not.toContain("by means, of > using");
  });

  it("offers a commoner synonym in the same form, with a doubt", () => {
    const edits = substitutionsIn("The work commenced in the harbour.");
    expect(edits.filter(({ doubt }) => doubt !== undefined).map(({ text }) => text)).toContain(
      "started",
    );
    expect(edits.map(({ text }) => text)).not.toContain("start");
  });
});
