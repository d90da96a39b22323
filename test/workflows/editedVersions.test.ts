import { expect, it } from "vitest";
import { draftOfPlain } from "../../server/core/rewrite/draft";
import { rewriteSelection } from "../../server/workflows/rewriteSelection";
import type { ServiceResult, Stylist, WeighRequest } from "../../server/workflows/ports";
import { caseAuthor } from "../support/caseAuthor";

const text = `It is not certain that the boards are ready, although they do not look bad. The crew will not assist
before Monday, and the harbour office does not answer. We have counted 31 boards with Tom Hale, and we are not done.`;

/** Weighs as it is told, and answers with a text that loses a denial and adds a name. */
function stylist(weigh: (request: WeighRequest) => ServiceResult<readonly number[]>) {
  const asked: WeighRequest[] = [];
  const made: Stylist & Required<Pick<Stylist, "weigh">> = {
    model: "scripted",
    adapter: "scripted adapter",
    restyle: ({ draft, candidates }) =>
      Promise.resolve({
        kind: "ok",
        value: Array.from({ length: candidates }, () =>
          draft.replace("does not answer", "answers").replace("Tom Hale", "Ann Smith"),
        ),
      }),
    weigh: (request) => {
      asked.push(request);
      return Promise.resolve(weigh(request));
    },
  };
  return { made, asked };
}

async function rewritten(made: Stylist, candidates = 4) {
  const style = await caseAuthor();
  const result = await rewriteSelection({
    draft: draftOfPlain(text.replaceAll("\n", " "), "en")!,
    mode: "style",
    rules: { style, stopped: new Set(), severities: {} },
    stylist: made,
    candidates,
    seed: 0,
    typography: "draft",
  });
  if (result.kind === "failed") throw new Error(result.why);
  return result.value;
}

it("offers the edits that the model finds likely and that bring the passage nearer to the author", async () => {
  const { made, asked } = stylist(({ edits }) => ({ kind: "ok", value: edits.map(() => 0) }));
  const { candidates, sampled, model } = await rewritten(made);
  expect(sampled).toBe(4);
  expect(model).toBe("scripted");
  const [best] = candidates;
  expect([best!.origin, best!.accepted]).toEqual(["model", true]);
  expect(best!.text).toMatch(/don't|doesn't|aren't|won't/);
  expect(best!.style.text!).toBeGreaterThan(best!.style.draft!);
  expect(asked[0]!.draft).toContain("Tom Hale");
});

it("takes nothing that an answer loses or adds", async () => {
  const { made } = stylist(({ edits }) => ({ kind: "ok", value: edits.map(() => 5) }));
  for (const candidate of (await rewritten(made)).candidates) {
    expect(candidate.text).toContain("Tom Hale");
    expect(candidate.text).toMatch(/does not answer|doesn't answer/);
    expect([candidate.kept, candidate.added]).toEqual([1, []]);
  }
});

it("falls back on the quick fixes where the model finds every edit unlikely, or cannot be asked", async () => {
  const unlikely = stylist(({ edits }) => ({ kind: "ok", value: edits.map(() => -30) }));
  expect((await rewritten(unlikely.made)).candidates[0]!.origin).toBe("rules");
  const gone = stylist(() => ({ kind: "failed", why: "The model is gone.", userAction: "Wait." }));
  const { candidates, notes } = await rewritten(gone.made);
  expect(candidates[0]!.origin).toBe("rules");
  expect(notes).toEqual(["The model is gone. Wait."]);
});

it("writes whole passages with a model that has no adapter", async () => {
  const { made, asked } = stylist(() => ({ kind: "ok", value: [] }));
  await rewritten({ ...made, adapter: null });
  expect(asked).toEqual([]);
});
