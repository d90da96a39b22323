import { spawn } from "node:child_process";
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { defaultPatience } from "../../server/models/embedded/modelProcess";
import { writeAdapter } from "../support/gguf";
import { temporaryFolder } from "../support/temporaryFolder";
import { childFile, modelFile, openModel, value } from "./openModel";

const story = {
  messages: [{ role: "user" as const, content: "Tell a long story about the sea." }],
  answerLike: "word ".repeat(200),
  samples: [
    { seed: 1, temperature: 0.7 },
    { seed: 2, temperature: 0.7 },
    { seed: 3, temperature: 0.7 },
  ],
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe.skipIf(modelFile === "")("the model's process", () => {
  test("killed while it works: the request fails as a value, then it is restarted", async () => {
    const model = openModel();
    value(await model.load());
    const states: string[] = [];
    model.onState(({ state }) => states.push(state));
    const { pid } = model;
    const working = model.generate(story);
    setTimeout(() => process.kill(pid, "SIGKILL"), 300);
    expect(await working).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("killed from outside") as string,
    });
    await expect.poll(() => model.state.state, { timeout: 20_000 }).toBe("ready");
    expect(states).toEqual(["restarting", "loading", "ready"]);
    expect(model.pid).not.toBe(pid);
    expect(await model.logProbability("a", " b")).toMatchObject({ kind: "ok" });
  });

  test.skipIf(process.platform !== "linux")("is handed no key", async () => {
    const names = ["PENPRINT_API_KEY", "PENPRINT_STYLIST_API_KEY", "OPENAI_API_KEY"];
    for (const name of names) vi.stubEnv(name, "sk-never-to-be-seen");
    onTestFinished(() => void vi.unstubAllEnvs());
    const model = openModel();
    value(await model.load());
    const environment = readFileSync(`/proc/${model.pid}/environ`, "utf8");
    expect(environment).toContain("UV_THREADPOOL_SIZE=1");
    expect(environment).not.toContain("sk-never-to-be-seen");
  });

  test.skipIf(process.platform === "win32")("hangs: it is noticed and ended", async () => {
    const patience = { ...defaultPatience, pingEvery: 200, hangAfter: 3000 };
    const model = openModel(modelFile, { patience });
    value(await model.load());
    const { pid } = model;
    const working = model.generate(story);
    process.kill(pid, "SIGSTOP");
    expect(await working).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("no sign of life") as string,
    });
    await expect.poll(() => isAlive(pid), { timeout: 5000 }).toBe(false);
  });

  test("dies at every start: it is not restarted for ever", async () => {
    const folder = temporaryFolder();
    const dying = join(folder, "child.js");
    writeFileSync(dying, "process.on('message', () => process.exit(7));");
    const model = openModel(modelFile, { childFile: dying });
    expect(await model.load()).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("code 7") as string,
    });
    await expect.poll(() => model.state.state, { timeout: 10_000 }).toBe("failed");
    expect(model.pid).toBe(0);
  });

  test.skipIf(process.platform === "win32")(
    "is not left behind when its parent is killed",
    async () => {
      const script = `const c = require("child_process").fork(${JSON.stringify(childFile)}, [], {execArgv: []}); c.send({type: "ping"}); c.on("message", () => console.log(c.pid))`;
      const parent = spawn(process.execPath, ["-e", script], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const pid = await new Promise<number>((done) =>
        parent.stdout.once("data", (text: Buffer) => done(Number(text.toString()))),
      );
      expect(isAlive(pid)).toBe(true);
      // Stopped, it cannot see the closed channel before it goes on.
      process.kill(pid, "SIGSTOP");
      parent.kill("SIGKILL");
      process.kill(pid, "SIGCONT");
      await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    },
  );
});

describe.skipIf(modelFile === "")("files that cannot be used", () => {
  test.each([
    ["no GGUF", (file: string) => writeFileSync(file, "# A note\n".repeat(1000))],
    ["an empty file", (file: string) => writeFileSync(file, "")],
    [
      "a truncated GGUF",
      (file: string) => {
        copyFileSync(modelFile, file);
        truncateSync(file, 40_000_000);
      },
    ],
    ["a file that is not there", () => undefined],
  ])("%s", async (_, make) => {
    const file = join(temporaryFolder(), "bad.gguf");
    make(file);
    const model = openModel(file);
    expect(await model.load()).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("cannot be loaded as a model") as string,
      userAction: expect.stringContaining("model fetch") as string,
    });
    expect(model.state.state).toBe("failed");
    expect(model.pid).toBe(0);
  });

  test("an adapter of this model is taken; one of another model or none at all is refused by name", async () => {
    const folder = temporaryFolder();
    const own = join(folder, "own.gguf");
    writeAdapter(own, 576);
    const adapted = openModel(modelFile, { adapter: own });
    const plain = openModel();
    const text = " Paris, and its river is the Seine.";
    const [a, b] = [
      value(await adapted.logProbability("The capital is", text)),
      value(await plain.logProbability("The capital is", text)),
    ];
    a.forEach((log, i) => expect(log).toBeCloseTo(b[i]!, 3));

    const other = join(folder, "other.gguf");
    writeAdapter(other, 512);
    const garbage = join(folder, "garbage.gguf");
    writeFileSync(garbage, "no adapter");
    for (const adapter of [other, garbage, join(folder, "missing.gguf")]) {
      const model = openModel(modelFile, { adapter });
      expect(await model.load()).toMatchObject({
        kind: "failed",
        why: expect.stringMatching(new RegExp(`${adapter}.*does not fit`)) as string,
      });
    }
  });
});
