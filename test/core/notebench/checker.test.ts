import { describe, expect, it } from "vitest";
import { hallucinationsOf } from "../../../server/core/notebench/lexicalChecker";

const draft =
  "The harbour has nine boats. In 2019 the council repaired the slipway, and Mrs Adeyemi paid for twelve new lamps. The tap is not open in winter.";
const nothing = { absent: [], contradicted: [] };

describe("the lexical checker", () => {
  it.each([
    ["the draft itself", draft],
    [
      "other words for it",
      "There are 9 boats. Mrs Adeyemi's 12 lamps came in 2019, with the slipway.",
    ],
    ["less than all of it", "The council repaired the slipway in 2019."],
    ["a denial in other words", "The tap isn't open in winter."],
    ["an aside of few words", "And why not? The harbour has nine boats."],
  ])("is silent at %s", (_, text) => {
    expect(hallucinationsOf(text, draft)).toEqual(nothing);
  });

  it("finds numbers, names and whole sentences that the draft lacks", () => {
    const { absent, contradicted } = hallucinationsOf(
      `${draft} Ollie counted 41 of them. Volunteers baked marvellous pies during spring festivals.`,
      draft,
    );
    expect(absent).toEqual(["41", "Volunteers baked marvellous pies during spring festivals."]);
    expect(contradicted).toEqual([]);
    expect(hallucinationsOf(`${draft} Then came Ollie.`, draft).absent).toEqual(["ollie"]);
  });

  it("takes what the sources say as said", () => {
    const text = "The harbour has nine boats, and 41 gulls watched Ollie.";
    expect(hallucinationsOf(text, draft).absent).toEqual(["41", "ollie"]);
    expect(hallucinationsOf(text, draft, ["Ollie counted 41 gulls."])).toEqual(nothing);
  });

  it("finds a number or a name in the place of the draft's", () => {
    expect(hallucinationsOf(draft.replace("2019", "2017"), draft).contradicted).toEqual(["2017"]);
    expect(hallucinationsOf(draft.replace("Adeyemi", "Dawkins"), draft).contradicted).toEqual([
      "dawkins",
    ]);
  });

  it("finds a statement turned round, either way", () => {
    const plain = "The council repaired the slipway near the harbour wall.";
    const denied = "The council has not repaired the slipway near the harbour wall.";
    expect(hallucinationsOf(denied, plain).contradicted).toEqual([denied]);
    expect(hallucinationsOf(plain, denied).contradicted).toEqual([plain]);
    expect(hallucinationsOf(plain, denied.replace("has not repaired", "failed to repair"))).toEqual(
      nothing,
    );
  });
});
