import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { modelFile } from "../modelDependent/openModel";
import { temporaryFolder } from "../support/temporaryFolder";
import { examples } from "./habit";
import { python, run, runScript, tinyModel, writeRows, type Ran, type Stage } from "./trainer";

const why = (ran: Ran): string => {
  if (ran.result.kind === "ok") throw new Error("it went well");
  return `${ran.result.why} ${ran.result.userAction}`;
};

describe.skipIf(python === "")("what the trainer refuses", () => {
  test("adapters that are not for this base, not whole, or not ours", async () => {
    const folder = temporaryFolder();
    runScript("blankAdapter.py", tinyModel, join(folder, "right.gguf"));
    runScript("damage.py", tinyModel, join(folder, "right.gguf"), folder);
    const refusal = async (name: string, base?: string) =>
      why(
        await run({
          stage: "export",
          from: join(folder, `${name}.gguf`),
          out: join(folder, "out"),
          ...(base === undefined ? {} : { base }),
        }),
      );
    expect(await refusal("otherBase")).toMatch(
      /another base model.*train an adapter for this one/s,
    );
    expect(await refusal("right", modelFile)).toMatch(/another base model/);
    expect(await refusal("foreign")).toMatch(/foreign tensor, blk\.0\.ffn_moon\.weight\.lora_a/);
    expect(await refusal("wrongShape")).toMatch(/wrong shape at blk\.0\.\w+\.weight/);
    expect(await refusal("notFinite")).toMatch(/not finite/);
    expect(await refusal("future")).toMatch(/is of format 2.*Update Penprint/s);
    expect(await refusal("truncated")).toMatch(/cut off or damaged/);
    expect(await refusal("headOnly")).toMatch(/cut off or damaged/);
    expect(await refusal("text")).toMatch(/is no GGUF file/);
    expect(await refusal("model")).toMatch(/is a model, not an adapter/);
    expect(await refusal("gone")).toMatch(/is not there/);
  });

  test("rows that are cut off, of the wrong shape, or none", async () => {
    const folder = temporaryFolder();
    const whole = examples(3).map((row) => JSON.stringify(row));
    const refusal = async (text: string, stage: Stage["stage"] = "sft", recipe = {}) => {
      const rows = join(folder, "rows.jsonl");
      writeFileSync(rows, text);
      return why(await run({ stage, rows, from: null, out: join(folder, "out"), recipe }));
    };
    expect(await refusal(`${whole[0]}\n${whole[1]?.slice(0, 60)}`)).toMatch(
      /rows\.jsonl:2: is not JSON.*cut off.*build the data set again/s,
    );
    expect(await refusal("")).toMatch(/holds no rows/);
    expect(await refusal('{"prompt": [], "completion": []}\n')).toMatch(/rows\.jsonl:1: prompt/);
    expect(await refusal('{"text": "a"}\n')).toMatch(/must have prompt and completion/);
    expect(await refusal(whole.join("\n"), "dpo")).toMatch(/preference training needs the adapter/);
    expect(await refusal(whole.join("\n"), "sft", { rank: 0 })).toMatch(
      /recipe\.rank: must be a whole/,
    );
  });

  test("rows that are all too long", async () => {
    const folder = temporaryFolder();
    const rows = writeRows(folder, "rows.jsonl", examples(8));
    const ran = await run({ stage: "sft", rows, out: folder, recipe: { maxLength: 20 } });
    expect(why(ran)).toMatch(/All 8 rows are longer than 20 tokens.*Raise maxLength/s);
  });

  const root = process.getuid?.() === 0 && process.platform === "linux";
  test.skipIf(!root)("a full disk", async () => {
    const folder = temporaryFolder();
    const rows = writeRows(folder, "rows.jsonl", examples(8));
    const out = join(folder, "disk");
    mkdirSync(out);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", out]);
    expect(mounted.status).toBe(0);
    onTestFinished(() => void spawnSync("umount", [out]));
    const stage: Stage = {
      stage: "sft",
      rows,
      out,
      recipe: { maxSteps: 2, rank: 4, saveEvery: 2 },
    };
    const full = await run(stage);
    expect(why(full)).toMatch(/disk is full.*Free some space/s);
  });
});
