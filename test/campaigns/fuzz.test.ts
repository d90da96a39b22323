import { describe, expect, test } from "vitest";
import { randomFrom } from "../../server/core/style/random";
import { casesOf } from "./fuzz/fuzzCampaign";
import { mutated } from "./fuzz/mutate";
import { targetNames, targetOf } from "./fuzz/targets";
import { brokenSession, failureOnSession } from "./fuzz/transport";
import { failureOn } from "./fuzz/tryInput";

/** The short form of `npm run campaign -- fuzz`, and every input that ever failed. */
const inputs = { markdown: 15, pdf: 10 } as Readonly<Record<string, number>>;

describe("no input from outside is too strange", () => {
  test.each(targetNames)("%s", { timeout: 60_000 }, async (name) => {
    const target = await targetOf(name);
    const random = randomFrom(1);
    for (const input of [...target.seeds, ...casesOf(name)]) await target.run(input);
    for (let i = 0; i < (inputs[name] ?? 60); i++) {
      const [one, other] = [0, 1].map(
        () => target.seeds[Math.floor(random() * target.seeds.length)]!,
      );
      expect(await failureOn(target, mutated(one!, other!, target.words, random))).toBeUndefined();
    }
  });

  test("a session of an editor with broken messages", { timeout: 90_000 }, async () => {
    expect(await failureOnSession(brokenSession(randomFrom(2)))).toBeUndefined();
  });
});
