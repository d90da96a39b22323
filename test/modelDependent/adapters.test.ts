import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../server/core/style/random";
import { EmbeddedStylist } from "../../server/models/embedded/embeddedStylist";
import { writeAdapter } from "../support/gguf";
import { temporaryFolder } from "../support/temporaryFolder";
import { modelFile, openModel, value } from "./openModel";

/** Of the embedded model. */
const WIDTH = 576;

describe.skipIf(modelFile === "")("adapters over the embedded model", () => {
  test("are swapped without loading the model again; one that is no good leaves the one before", async () => {
    const folder = temporaryFolder();
    const [neutral, strong, bad] = ["neutral", "strong", "bad"].map((name) =>
      join(folder, `${name}.gguf`),
    ) as [string, string, string];
    writeAdapter(neutral, WIDTH);
    const random = randomFrom(3);
    writeAdapter(strong, WIDTH, {}, () => random() - 0.5);
    writeFileSync(bad, "no adapter");
    const model = openModel();
    const probability = async (): Promise<number> =>
      value(await model.logProbability("The slipway is", " closed until Sunday.")).reduce(
        (sum, one) => sum + one,
        0,
      );
    const bare = await probability();
    const { pid } = model;

    value(await model.useAdapter(neutral));
    expect(await probability()).toBeCloseTo(bare, 3);
    value(await model.useAdapter(strong));
    const moved = await probability();
    expect(Math.abs(moved - bare)).toBeGreaterThan(1);

    expect(await model.useAdapter(bad)).toMatchObject({
      kind: "failed",
      why: expect.stringMatching(/bad\.gguf does not fit .* it is no GGUF file/) as string,
    });
    expect(model.adapter).toBe(strong);
    expect(await probability()).toBeCloseTo(moved, 3);
    value(await model.useAdapter(null));
    expect(await probability()).toBeCloseTo(bare, 3);
    expect(model.pid).toBe(pid);

    const began = performance.now();
    value(await model.useAdapter(strong));
    expect(performance.now() - began).toBeLessThan(2000);
  });

  test("two authors' stylists on one model each answer with their own adapter", async () => {
    const folder = temporaryFolder();
    const strong = join(folder, "strong.gguf");
    const random = randomFrom(3);
    writeAdapter(strong, WIDTH, {}, () => random() - 0.5);
    const model = openModel();
    const stylists = [null, strong].map(
      (file) => new EmbeddedStylist(model, "## system\n\nS\n\n## user\n\n{{draft}}", "m", file),
    );
    const request = { draft: "The slipway is closed.", references: [], candidates: 1, seed: 1 };
    const answers = await Promise.all(
      [0, 1, 0, 1].map(async (i) => value(await stylists[i]!.restyle(request))[0]),
    );
    expect(answers[0]).toBe(answers[2]);
    expect(answers[1]).toBe(answers[3]);
    expect(answers[0]).not.toBe(answers[1]);
    expect(stylists.map(({ adapter }) => adapter)).toEqual([null, "strong.gguf"]);
  });
});
