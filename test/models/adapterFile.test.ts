import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkAdapter } from "../../server/models/files/adapterFile";
import { readGguf } from "../../server/models/files/gguf";
import { writeAdapter, writeBase, writeGguf } from "../support/gguf";
import { temporaryFolder } from "../support/temporaryFolder";

const sha256 = "b".repeat(64);

function files() {
  const folder = temporaryFolder();
  const adapter = join(folder, "adapter.gguf");
  const base = { name: "tiny", file: join(folder, "base.gguf"), sha256 };
  writeBase(base.file, 64);
  return { adapter, base };
}

describe("the header of an adapter", () => {
  it("fits its model; what it tells is read", async () => {
    const { adapter, base } = files();
    writeAdapter(adapter, 64, { "penprint.base.sha256": sha256, "penprint.format": 1 });
    expect(await checkAdapter(adapter, base)).toMatchObject({
      kind: "ok",
      value: { base: sha256 },
    });
  });

  it.each<[string, (file: string) => void, RegExp]>([
    [
      "of another model by its hash",
      (f) => writeAdapter(f, 64, { "penprint.base.sha256": "a".repeat(64) }),
      /another base model/,
    ],
    ["of another width", (f) => writeAdapter(f, 32), /lora_a of 32 x 8, which should be 64 x 8/],
    [
      "of the future",
      (f) => writeAdapter(f, 64, { "penprint.format": 2 }),
      /of format 2; this Penprint reads up to 1/,
    ],
    ["no adapter", (f) => writeBase(f, 64), /is no LoRA adapter/],
    ["no GGUF", (f) => writeFileSync(f, "words, words"), /is no GGUF file/],
    ["empty", (f) => writeFileSync(f, ""), /is cut off/],
    ["not there", () => undefined, /does not exist/],
    [
      "with a tensor less than it had",
      (f) => writeAdapter(f, 64, { "penprint.tensors": 4 }),
      /is cut off/,
    ],
    [
      "with a foreign tensor",
      (f) =>
        writeGguf(
          f,
          { "general.architecture": "llama", "general.type": "adapter", "adapter.type": "lora" },
          { "blk.9.attn_q.weight.lora_a": [64, 8], "blk.9.attn_q.weight.lora_b": [8, 64] },
        ),
      /no place/,
    ],
    [
      "with half of a pair",
      (f) =>
        writeGguf(
          f,
          { "general.architecture": "llama", "general.type": "adapter", "adapter.type": "lora" },
          { "blk.0.attn_q.weight.lora_a": [64, 8] },
        ),
      /lacks half/,
    ],
    [
      "for another kind of model",
      (f) =>
        writeGguf(
          f,
          { "general.architecture": "bert", "general.type": "adapter", "adapter.type": "lora" },
          { "blk.0.attn_q.weight.lora_a": [64, 8], "blk.0.attn_q.weight.lora_b": [8, 64] },
        ),
      /models of the kind "bert"/,
    ],
  ])("%s", async (_, make, why) => {
    const { adapter, base } = files();
    make(adapter);
    const checked = await checkAdapter(adapter, base);
    expect(checked).toMatchObject({ kind: "failed", why: expect.stringMatching(why) as string });
    if (checked.kind === "failed") expect(checked.why).toContain(adapter);
  });

  it("cut at any byte is refused, and never throws", async () => {
    const { adapter, base } = files();
    writeAdapter(adapter, 64);
    for (let length = readFileSync(adapter).length - 1; length >= 0; length -= 97) {
      truncateSync(adapter, length);
      expect((await checkAdapter(adapter, base)).kind).toBe("failed");
    }
  });

  it("with any damage is read or refused, quickly", async () => {
    const { adapter } = files();
    writeAdapter(adapter, 64);
    const bytes = readFileSync(adapter);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(399), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const damaged = Buffer.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          writeFileSync(adapter, damaged);
          expect(["read", "unreadable"]).toContain((await readGguf(adapter)).kind);
        },
      ),
      { numRuns: 200 },
    );
  });
});
