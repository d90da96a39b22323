import { join } from "node:path";
import { expect, test } from "vitest";
import { learnedAuthor } from "../support/learnedAuthor";
import { recordedNetwork } from "../support/recordedNetwork";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { modelFile } from "./openModel";

const author = learnedAuthor();

test.skipIf(modelFile === "")("the embedded model rewrites and contacts nobody", async () => {
  const folder = temporaryFolder();
  const network = recordedNetwork(folder);
  const options = ["--profile", author.profile, "--model", modelFile, "--candidates", "1"];
  const { code, stdout, stderr } = await runPenprint(["restyle", ...options], {
    env: { ...network.env, PENPRINT_DATA: join(folder, "data") },
    input: `${JSON.stringify({ id: "1", neutral: "It is late and we do not mind the 40 boats." })}\n`,
  });
  expect([code, stderr]).toEqual([0, stderr]);
  expect(JSON.parse(stdout)).toMatchObject({ id: "1" });
  expect(network.places()).toEqual([]);
});
