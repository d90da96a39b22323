import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runStage } from "../../../server/models/trainer/runTrainer";
import type { StageConfig } from "../../../server/models/trainer/stageConfig";
import type { TrainerEvent } from "../../../server/models/trainer/trainerEvents";
import { temporaryFolder } from "../../support/temporaryFolder";
import { pretendPython } from "./pretendPython";

const step = {
  event: "step",
  stage: "sft",
  step: 1,
  steps: 2,
  loss: 3,
  tokensPerSecond: 80,
  secondsLeft: 4,
};

function stage(script: string): StageConfig {
  const folder = temporaryFolder();
  const python = pretendPython(folder, "python", script);
  return {
    trainer: { python, packageFolder: folder },
    stage: "sft",
    base: "/base.gguf",
    rows: "/rows.jsonl",
    from: null,
    out: join(folder, "out"),
    cache: join(folder, "cache"),
  };
}

async function run(script: string, signal?: AbortSignal, grace?: number) {
  const events: TrainerEvent[] = [];
  const result = await runStage(stage(script), (event) => events.push(event), signal, grace);
  return { result, events };
}

describe.skipIf(process.platform === "win32")("a stage of the trainer", () => {
  test("tells every event and gives the last one's result", async () => {
    const { result, events } = await run(
      `say(${JSON.stringify(step)}); say({ event: "done", adapter: "a.gguf", peft: "p", loss0: 3, loss: 2 });`,
    );
    expect(events.map(({ event }) => event)).toEqual(["step", "done"]);
    expect(result).toEqual({
      kind: "ok",
      value: { adapter: "a.gguf", peft: "p", loss0: 3, loss: 2 },
    });
  });

  test("the configuration goes by file, without where the trainer is", async () => {
    const config = stage(`say({ event: "done", adapter: args.slice(0, 2).join(" ") });`);
    expect(await runStage(config, () => undefined)).toMatchObject({
      value: { adapter: "-m penprint_trainer" },
    });
    expect({
      ...(JSON.parse(readFileSync(join(config.out, "sft.json"), "utf8")) as object),
      trainer: config.trainer,
    }).toEqual(config);
  });

  test("an estimate comes with the result", async () => {
    const estimate = {
      stage: "sft",
      rows: 1,
      leftOut: 0,
      steps: 2,
      tokens: 3,
      tokensPerSecond: 4,
      seconds: 5,
      memoryBytes: 6,
    };
    const { result } = await run(
      `say({ event: "estimate", ...${JSON.stringify(estimate)} }); say({ event: "done" });`,
    );
    expect(result).toEqual({ kind: "ok", value: { estimate } });
  });

  test("a failure that the trainer explains is passed on", async () => {
    const { result } = await run(
      `say({ event: "error", code: "rows", message: "rows.jsonl:3: is not JSON.", next: "Correct it." }); process.exitCode = 2;`,
    );
    expect(result).toEqual({
      kind: "failed",
      why: "rows.jsonl:3: is not JSON.",
      userAction: "Correct it.",
    });
  });

  test.each([
    ["killed", `process.kill(process.pid, "SIGKILL");`, "killed from outside"],
    [
      "breaks",
      `process.stderr.write("Traceback\\nValueError: oh\\n"); process.exit(1);`,
      "ended with code 1 (ValueError: oh)",
    ],
    ["says nothing", ``, "ended with code 0"],
    [
      "says no event",
      `console.log("Loading weights"); setTimeout(() => undefined, 60_000);`,
      "Loading weights",
    ],
    ["says a wrong event", `say({ event: "step", step: "one" });`, "no report of progress"],
  ])("the trainer %s", async (_name, script, why) => {
    const { result } = await run(script);
    expect(result).toMatchObject({ kind: "failed", why: expect.stringContaining(why) as string });
  });

  test("a Python that is not there", async () => {
    const config = stage("");
    const trainer = { ...config.trainer, python: join(config.out, "none") };
    expect(await runStage({ ...config, trainer }, () => undefined)).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("cannot be started") as string,
    });
  });

  test("cancelled: asked to end, then killed, then thrown", async () => {
    const polite = new AbortController();
    const stopping = run(
      `process.on("SIGTERM", () => { say({ event: "saved", step: 1 }); process.exit(143); });
       say(${JSON.stringify(step)}); setInterval(() => undefined, 1000);`,
      polite.signal,
    );
    setTimeout(() => polite.abort(new Error("stopped")), 300);
    await expect(stopping).rejects.toThrow("stopped");

    const deaf = new AbortController();
    const refusing = run(
      `process.on("SIGTERM", () => undefined); setInterval(() => undefined, 1000);`,
      deaf.signal,
      200,
    );
    setTimeout(() => deaf.abort(new Error("killed")), 300);
    await expect(refusing).rejects.toThrow("killed");
  });
});
