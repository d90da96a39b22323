import { describe, expect, it } from "vitest";
import type { StyleView } from "../../server/core/style/types";
import { answerOf, copied, ModelFailed } from "../../server/workflows/benchSystems";
import type { Stylist, StylistRequest } from "../../server/workflows/ports";

/** An author whose whole voice is the word "quite". */
const quite: StyleView = {
  ...{ author: "Q", language: "en", words: 5000, notes: 5, id: "q" },
  ...{ count: () => 0, notesWith: () => 0, options: () => [] },
  score: (plain) => {
    const logit = (plain.match(/quite/g) ?? []).length - 1;
    return { kind: "judged", value: { logit, probability: 1 / (1 + Math.exp(-logit)) } };
  },
  nearest: () => [],
  ...{ examples: () => [], hasWritten: () => true },
};

const scoredBy =
  (word: RegExp): StyleView["score"] =>
  (plain) => {
    const logit = plain.match(word)?.length ?? 0;
    return { kind: "judged", value: { logit, probability: 1 / (1 + Math.exp(-logit)) } };
  };

const neutral = "The harbour of Whitby has 41 boats, and the boats are old.";

function stylist(answers: (request: StylistRequest) => readonly string[]) {
  const requests: StylistRequest[] = [];
  const model: Stylist = {
    ...{ model: "m", adapter: null },
    restyle: (request) => {
      requests.push(request);
      return Promise.resolve({ kind: "ok", value: answers(request) });
    },
  };
  return { model, requests };
}
const task = (model: Stylist) => ({
  ...{ neutral, style: quite, stylist: model, candidates: 2, seed: 5 },
  signal: new AbortController().signal,
});

describe("systems", () => {
  it("copy gives the draft back", () => {
    expect(copied(neutral)).toEqual({
      ...{ text: neutral, accepted: null, origin: "draft", refused: false },
    });
  });

  it("base is asked with nothing masked, and its first answer stands unchecked", async () => {
    const { model, requests } = stylist(() => ["Whitby is in Norway."]);
    const answer = await answerOf("base", task(model));
    expect(requests).toMatchObject([{ draft: neutral, candidates: 1, seed: 5 }]);
    expect(answer).toEqual({
      ...{ text: "Whitby is in Norway.", accepted: null, origin: "raw", refused: false },
    });
  });

  it("talk about the task and silence are refusals", async () => {
    for (const text of ["I'm sorry, I cannot do that.", "  "]) {
      const { model } = stylist(() => [text]);
      expect(await answerOf("base", task(model))).toMatchObject({ refused: true });
    }
  });

  it("a trained system takes the checked path and keeps its first answer, put back together", async () => {
    const { model } = stylist(({ draft }) => [
      draft.replace(/\{D\d+\}/, "99").replace("old", "quite ancient"),
      draft.replace("old", "quite old"),
    ]);
    const answer = await answerOf("sft", task(model));
    expect(answer).toMatchObject({
      text: neutral.replace("old", "quite old"),
      ...{ accepted: true, origin: "model", refused: false },
    });
    expect(answer.raw).toEqual({
      text: neutral.replace("41", "99").replace("old", "quite ancient"),
      refused: false,
    });
    expect((await answerOf("full", task(model))).raw).toBeUndefined();
  });

  it.each(["base", "sft"] as const)("%s: a model that fails has not answered", async (system) => {
    const model: Stylist = {
      ...{ model: "m", adapter: null },
      restyle: () => Promise.resolve({ kind: "failed", why: "Gone.", userAction: "Restart." }),
    };
    await expect(answerOf(system, task(model))).rejects.toThrow(ModelFailed);
  });

  it("a model that cannot weigh has not answered either", async () => {
    const { model } = stylist(({ draft }) => [draft]);
    const weighing: Stylist = {
      ...{ ...model, adapter: "a", restyle: model.restyle.bind(model) },
      weigh: () => Promise.resolve({ kind: "failed", why: "Gone.", userAction: "Restart." }),
    };
    const old = { ...task(weighing), neutral: "The boats of Whitby assist the old harbour." };
    const style = { ...quite, score: scoredBy(/help/g) };
    await expect(answerOf("full", { ...old, style })).rejects.toThrow(ModelFailed);
  });
});
