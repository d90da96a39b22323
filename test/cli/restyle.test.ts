import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { learnedAuthor } from "../support/learnedAuthor";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();

it.each([
  ["nosuch.gguf", "penprint: --model nosuch.gguf does not exist. "],
  ["models", "models holds 2 models; name one of them.\n"],
])("restyle --model %s: the way out is another --model", async (model, why) => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "models"));
  for (const file of ["a.gguf", "b.gguf"]) writeFileSync(join(folder, "models", file), "no model");
  const args = ["restyle", "--profile", author.profile, "--model", model];
  const env = { PENPRINT_DATA: join(folder, "data") };
  const { code, stderr } = await runPenprint(args, { cwd: folder, env });
  expect(code).toBe(3);
  expect(stderr).toContain(why);
  expect(stderr).toMatch(
    /Name a GGUF file with --model, or leave it out for the embedded model\.\n$/,
  );
});
