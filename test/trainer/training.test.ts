import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { trainerEventSchema } from "../../server/models/trainer/trainerEvents";
import { temporaryFolder } from "../support/temporaryFolder";
import { agrees, compare, logProbabilities } from "./agreement";
import { examples, preferences, texts } from "./habit";
import {
  packageFolder,
  python,
  readEffect,
  resultOf,
  run,
  runScript,
  tinyModel,
  writeRows,
  type Ran,
  type Stage,
} from "./trainer";

const recipe = {
  rank: 4,
  dropout: 0.05,
  learningRate: 0.01,
  epochs: 4,
  tokensPerBatch: 512,
  saveEvery: 2,
  seed: 7,
};
const hashOf = (file: string): string =>
  createHash("sha256").update(readFileSync(file)).digest("hex");
const losses = ({ events }: Ran): readonly number[] =>
  events.flatMap((event) => (event.event === "step" ? [event.loss] : []));
const textOf = (ran: Ran): string =>
  ran.result.kind === "failed" ? `${ran.result.why} ${ran.result.userAction}` : "it went well";

describe.skipIf(python === "")("training, on a tiny model", () => {
  test("killed and stopped on the way it ends in the very adapter of a run that was left alone", async () => {
    const folder = temporaryFolder();
    const rows = writeRows(folder, "rows.jsonl", examples(40));
    const stage = { stage: "sft" as const, rows, from: null, recipe, licence: "CC0-1.0" };

    let second: Promise<Ran> | undefined;
    const whole = await run({ ...stage, out: join(folder, "whole") }, (event) => {
      if (event.event === "rows") second ??= run({ ...stage, out: join(folder, "whole") });
    });
    expect(textOf((await second)!)).toMatch(/Another training writes to .*choose another folder/s);
    const result = resultOf(whole);
    const steps = losses(whole).length;
    expect(steps).toBeGreaterThan(9);
    expect(result.loss0).toBe(losses(whole)[0]);
    expect(result.loss!).toBeLessThan(result.loss0! - 1);

    await Promise.all([
      brokenTraining(join(folder, "broken"), stage, whole),
      preferenceTraining(folder, result.adapter!),
      agreementOf(folder, result.adapter!, result.peft!),
    ]);
  });

  async function brokenTraining(out: string, stage: Omit<Stage, "out">, whole: Ran): Promise<void> {
    const killed = await run({ ...stage, out }, (event) => {
      if (event.event === "saved") killTrainerOf(out);
    });
    expect(textOf(killed)).toMatch(/killed from outside.*resume/s);

    const abort = new AbortController();
    const saved: number[] = [];
    const stopped = run(
      { ...stage, out, resume: true },
      (event) => {
        if (event.event === "step" && event.step >= 5) abort.abort(new Error("stopped"));
        if (event.event === "saved") saved.push(event.step);
      },
      abort.signal,
    );
    await expect(stopped).rejects.toThrow("stopped");
    expect(saved.length).toBeGreaterThan(0);

    const resumed = await run({ ...stage, out, resume: true });
    expect(resumed.events).toContainEqual({
      ...{ event: "resumed", step: saved.at(-1), steps: losses(whole).length },
    });
    expect(losses(resumed)).toEqual(losses(whole).slice(saved.at(-1)));
    expect(hashOf(resultOf(resumed).adapter!)).toBe(hashOf(resultOf(whole).adapter!));
    expect(readdirSync(out).filter((name) => name.startsWith("checkpoint"))).toEqual([]);
  }

  /** The reference is the adapter that training starts from: nothing differs yet, so the loss is ln 2. */
  async function preferenceTraining(folder: string, from: string): Promise<void> {
    const rows = writeRows(folder, "preferences.jsonl", preferences(12));
    const ran = await run({
      stage: "dpo",
      rows,
      from,
      out: join(folder, "dpo"),
      recipe: { ...recipe, rank: null, epochs: 2 },
    });
    const { loss0, adapter } = resultOf(ran);
    expect(loss0).toBeCloseTo(Math.log(2), 5);
    expect(losses(ran).at(-1)).toBeLessThan(0.6);
    const parents = readParents(adapter!);
    expect(parents).toEqual([hashOf(from)]);
  }

  async function agreementOf(folder: string, adapter: string, peft: string): Promise<void> {
    const measured = texts(4);
    const rows = writeRows(folder, "texts.jsonl", measured);
    const ran = await run({ stage: "effect", rows, from: peft, out: join(folder, "effect") });
    const torch = readEffect(resultOf(ran).effect!);
    const without = await logProbabilities(tinyModel, null, measured);
    const agreement = async (file: string) =>
      compare(torch, without, await logProbabilities(tinyModel, file, measured));
    const right = await agreement(adapter);
    console.log("tiny model, right export", right);
    expect(right.effect).toBeGreaterThan(0.1);
    expect(right).toSatisfy(agrees);

    runScript("sabotage.py", tinyModel, adapter, folder);
    for (const name of ["unpermuted", "alpha", "dropped"]) {
      const wrong = await agreement(join(folder, `${name}.gguf`));
      console.log(`tiny model, ${name}`, wrong);
      expect(wrong, name).not.toSatisfy(agrees);
    }

    const again = await run({ stage: "export", from: adapter, out: join(folder, "export") });
    expect(hashOf(resultOf(again).adapter!)).toBe(hashOf(adapter));
  }

  test("a dry run says how long and how much; several processes train with the same configuration", async () => {
    const folder = temporaryFolder();
    const rows = writeRows(folder, "rows.jsonl", examples(16));
    const dry = await run({ stage: "estimate", rows, out: join(folder, "dry"), recipe });
    const { estimate } = resultOf(dry);
    expect(estimate).toMatchObject({ stage: "sft", rows: 16, leftOut: 0 });
    expect(estimate!.seconds).toBeCloseTo(estimate!.tokens / estimate!.tokensPerSecond, 0);
    expect(estimate!.memoryBytes).toBeGreaterThan(1e8);

    const config = JSON.parse(readFileSync(join(folder, "dry", "estimate.json"), "utf8")) as object;
    const file = join(folder, "sft.json");
    writeFileSync(
      file,
      JSON.stringify({ ...config, stage: "sft", recipe: { ...recipe, maxSteps: 3 } }),
    );
    const launched = spawnSync(
      python,
      [
        ...[
          "-m",
          "accelerate.commands.launch",
          "--cpu",
          "--num_processes",
          "2",
          "--num_machines",
          "1",
        ],
        ...[
          "--mixed_precision",
          "no",
          "--dynamo_backend",
          "no",
          "--num_cpu_threads_per_process",
          "1",
        ],
        ...["--main_process_port", "0", "-m", "penprint_trainer", file],
      ],
      { encoding: "utf8", env: { ...process.env, PYTHONPATH: packageFolder } },
    );
    const events = launched.stdout
      .trim()
      .split("\n")
      .map((line) => trainerEventSchema.parse(JSON.parse(line)));
    expect(events.at(-1), launched.stderr.slice(-2000)).toMatchObject({ event: "done", steps: 3 });
  });
});

/** kill -9 to the trainer that writes to this folder. */
function killTrainerOf(out: string): void {
  const config = resolve(out, "sft.json");
  const found = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  const line = found.stdout
    .split("\n")
    .find((entry) => entry.includes(`penprint_trainer ${config}`));
  if (line === undefined) throw new Error("no trainer runs");
  process.kill(Number.parseInt(line, 10), "SIGKILL");
}

function readParents(adapter: string): unknown {
  const text = readFileSync(adapter).toString("latin1");
  const at = text.indexOf("penprint.parents");
  return JSON.parse(/\[.*?\]/.exec(text.slice(at, at + 400))?.[0] ?? "null");
}
