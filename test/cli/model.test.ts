import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { defaultModel } from "../../server/models/files/defaultModel";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const bytes = Buffer.from("GGUF and so on");
const sha256 = createHash("sha256").update(bytes).digest("hex");

async function status(model: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "own.gguf"), bytes);
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ model }));
  const args = ["model", "status", "--settings", "settings.json", "--data-dir", "data"];
  return { folder, ...(await runPenprint(args, { cwd: folder })) };
}

it("model status: where the model is, and whether its hash was compared", async () => {
  const plain = await status({ location: "own.gguf" });
  const own = `own\n${join(plain.folder, "own.gguf")}\n0.0 MB, `;
  expect(plain).toMatchObject({ code: 0, stderr: "", stdout: `${own}no hash to compare with\n` });
  const verified = await status({ location: "own.gguf", sha256 });
  expect(verified.code).toBe(0);
  expect(verified.stdout).toContain(`SHA-256 ${sha256}, verified\n`);
});

it.each([
  [{ location: "gone.gguf" }, "gone is not there yet.", '"model.location" (gone.gguf)'],
  [{ location: "own.gguf", sha256: "0".repeat(64) }, `has SHA-256 ${sha256}`, '"model.sha256"'],
])("model status: %j is missing, with the way out", async (model, why, way) => {
  const { code, stdout, stderr } = await status(model);
  expect([code, stdout]).toEqual([3, ""]);
  expect(stderr).toContain(why);
  expect(stderr).toContain(way);
});

it("model status: without the built-in model the command that gets it is named", async () => {
  const { code, stdout, stderr } = await status({});
  // A packaged copy carries the model.
  if (code === 0) expect(stdout).toContain(defaultModel.sha256);
  else expect([code, stderr]).toEqual([3, expect.stringContaining("penprint model fetch")]);
});
