import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { trainAndInstall, type TrainingTask } from "../../server/composition/training";
import { holdoutRow, preferenceRow, sftRow, type SftRow } from "../../server/core/learning/rows";
import type { StyleView } from "../../server/core/style/types";
import { AdapterStore } from "../../server/storage/adapterStore";
import { TrainingHistory, trainingFolderOf } from "../../server/storage/trainingHistory";
import type { Stylist } from "../../server/workflows/ports";
import type { TrainEvent } from "../../server/workflows/trainAuthor";
import { scriptedTrainer } from "../support/scriptedTrainer";
import { temporaryFolder } from "../support/temporaryFolder";

const template = readFileSync(resolve("server/assets/prompts/restyle.md"), "utf8");
const things = ["pump", "rope", "tap", "chain", "lamp", "gate"];
const neutralOf = (i: number): string =>
  `The ${things[i % 6]!} near Marlow does not work in winter ${i}, and the keeper does not know the reason for it. It is not a matter of money.`;
const voice = (text: string): string =>
  text.replaceAll("does not", "doesn't").replaceAll("It is not", "It isn't");
const pair = (i: number) => ({
  ...{ source: "note" as const, note: `/n/${i}.md` },
  ...{ neutral: neutralOf(i), text: voice(neutralOf(i)) },
  references: [{ note: "/n/other.md", text: `I don't know ${i}.` }],
});
const range = <T>(from: number, to: number, make: (i: number) => T): T[] =>
  Array.from({ length: to - from }, (_, i) => make(from + i));

/** An author who contracts. */
const view: StyleView = {
  ...{ author: "Sam", language: "en", words: 9000, notes: 30, id: "v" },
  count: () => 0,
  notesWith: () => 0,
  options: () => [],
  score: (plain) => {
    const logit = 2 * (plain.match(/n't/g)?.length ?? 0) - 2;
    return { kind: "judged", value: { logit, probability: 1 / (1 + Math.exp(-logit)) } };
  },
  nearest: () => [],
  examples: () => [],
  hasWritten: () => false,
};
const writer = (adapter: string, write: (draft: string) => string): Stylist => ({
  ...{ model: "m", adapter },
  restyle: ({ draft, candidates }) =>
    Promise.resolve({
      kind: "ok",
      value: range(0, candidates, (i) =>
        i === 1 ? `${write(draft)} So said Tobias.` : write(draft),
      ),
    }),
});

function setup(learned: (draft: string) => string = voice) {
  const dataFolder = temporaryFolder();
  const trainer = scriptedTrainer();
  const store = new AdapterStore({
    ...{ dataFolder, author: "Sam", clock: { now: () => new Date() } },
    check: () => Promise.resolve({ kind: "ok", value: null }),
  });
  const events: TrainEvent[] = [];
  const data = {
    sft: range(0, 8, (i) => sftRow(template, pair(i))),
    preference: [
      preferenceRow(template, {
        ...{ ...pair(0), source: "edited" as const },
        chosen: voice(neutralOf(0)),
        rejected: neutralOf(0),
      }),
    ],
    holdout: range(20, 44, (i) => holdoutRow(pair(i))),
    sha256: "d".repeat(64),
  };
  const train = (change: Partial<TrainingTask> = {}) =>
    trainAndInstall(
      {
        ...{ author: "Sam", dataFolder, data, template, stages: "sft,filter,dpo", from: null },
        ...{ parents: [], candidates: 2, baseHash: "b", dryRun: false, resume: false },
        recipe: {
          ...{ rank: null, alpha: null, dropout: 0, learningRate: 1e-4, epochs: 1, maxSteps: null },
          ...{ tokensPerBatch: 1024, maxLength: 512, seed: 0, beta: 0.1 },
        },
        signal: new AbortController().signal,
        ...change,
      },
      store,
      {
        ...{ trainer, base: "/base.gguf", cache: "/cache", viewWithout: () => view },
        stylist: (adapter) =>
          adapter === null ? writer("now", (draft) => draft) : writer("new", learned),
        onEvent: (event) => void events.push(event),
      },
    );
  const inUse = async () => {
    const current = await store.current();
    return current.kind === "ok" ? current.value.id : current.why;
  };
  return { train, trainer, store, events, data, inUse, dataFolder };
}

describe("training an author's adapter", () => {
  it("goes through its stages, each from the one before, and installs what the gate accepts", async () => {
    const { train, trainer, store, events, inUse } = setup();
    const outcome = await train();
    expect(outcome).toMatchObject({ kind: "ok", value: { gate: { verdict: "accepted" } } });
    expect(await inUse()).toBe("v1");
    expect(await store.list()).toMatchObject({
      value: [{ card: { data: "d".repeat(64), base: "b", gate: { accepted: true } } }],
    });

    const [sft, filter, dpo] = trainer.asked;
    expect(trainer.asked.map(({ stage }) => stage)).toEqual(["sft", "sft", "dpo"]);
    expect([sft!.from, filter!.from, dpo!.from]).toEqual([
      null,
      join(sft!.out, "peft"),
      join(filter!.out, "peft"),
    ]);
    expect(sft!.lines).toHaveLength(8);
    // What was sampled says more than the draft: it loses against the text.
    const sources = dpo!.lines.map((line) => line["source"]);
    expect(sources.filter((source) => source === "sampled")).toHaveLength(8);
    expect(sources).toContain("edited");
    expect(sources.filter((source) => String(source).startsWith("corrupted"))).toHaveLength(8);
    for (const { chosen, rejected } of dpo!.lines) expect(chosen).not.toEqual(rejected);
    expect(events.map(({ event }) => event)).toContain("step");
    expect(events.filter(({ event }) => event === "stage")).toMatchObject([
      { stage: "sft", rows: 8 },
      { stage: "filter", rows: 8 },
      { stage: "dpo", rows: 17 },
    ]);
  });

  it("keeps the loss of every step and what the gate said, to be looked at", async () => {
    const { train, events, dataFolder } = setup((draft) => draft);
    const history = new TrainingHistory(trainingFolderOf(dataFolder, "Sam"));
    expect(await history.read()).toBeUndefined();
    await train({ stages: "vanilla" });
    const steps = events.flatMap((event) => (event.event === "step" ? [event] : []));
    const kept = await history.read();
    expect(kept?.losses).toEqual(
      steps.map(({ stage, step, steps: of, loss }) => ({ stage, step, steps: of, loss })),
    );
    expect(kept?.losses.length).toBeGreaterThan(0);
    expect(kept?.gate).toMatchObject({ accepted: false, pairs: 24 });
    expect(kept?.gate?.measures.map(({ label }) => label)).toContain("numbers and names kept");
    expect(kept?.judged).toMatch(/^20\d\d-/);
    appendFileSync(join(trainingFolderOf(dataFolder, "Sam"), "losses.jsonl"), "{broken\n");
    expect((await history.read())?.losses).toHaveLength(steps.length);
    writeFileSync(join(trainingFolderOf(dataFolder, "Sam"), "gate.json"), "[]");
    expect((await history.read())?.gate).toBeUndefined();
  });

  it("vanilla shows no passages", async () => {
    const { train, trainer } = setup();
    await train({ stages: "vanilla" });
    expect(trainer.asked).toHaveLength(1);
    const [line] = trainer.asked[0]!.lines as unknown as SftRow[];
    expect(line!.prompt[1]!.content).not.toContain("<passage>");
    expect(line!.prompt[1]!.content).toContain("The pump near Marlow");
  });

  it.each<[string, (draft: string) => string]>([
    ["invents", (draft) => `${voice(draft)} Harriet of Leeds said so in 1987.`],
    ["loses what must stay", (draft) => voice(draft).replace(/\{\w+\}/g, "it")],
    ["changes nothing", (draft) => draft],
  ])("an adapter that %s is refused, and the one in use stays", async (_, learned) => {
    const { train, inUse, store } = setup(learned);
    const outcome = await train({ stages: "vanilla" });
    expect(outcome).toMatchObject({
      kind: "ok",
      value: { adapter: null, gate: { verdict: "refused", accepted: false } },
    });
    expect(await inUse()).toBe("none");
    expect(await store.list()).toMatchObject({ value: [] });
  });

  it("too few pairs to measure on: nothing is installed; the copy that was asked for is there", async () => {
    const { train, data, inUse } = setup();
    const out = join(temporaryFolder(), "mine.gguf");
    const few = { ...data, holdout: data.holdout.slice(0, 5) };
    const outcome = await train({ data: few, out, stages: "vanilla" });
    expect(outcome).toMatchObject({
      value: { adapter: out, gate: { verdict: "too little evidence" } },
    });
    expect(readFileSync(out, "utf8")).toContain("vanilla");
    expect(await inUse()).toBe("none");
  });

  it("resumes after the trainer was killed, without doing again what is done", async () => {
    const { train, trainer, inUse } = setup();
    trainer.failAt("dpo");
    expect(await train()).toMatchObject({ kind: "failed", why: "It was killed." });
    expect(await inUse()).toBe("none");
    expect(await train({ resume: true, stages: "vanilla" })).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("are not those of the training that was stopped") as string,
    });
    expect(await train({ resume: true })).toMatchObject({ kind: "ok" });
    expect(trainer.asked.map(({ stage, resume }) => [stage, resume])).toEqual([
      ["sft", false],
      ["sft", false],
      ["dpo", false],
      ["dpo", true],
    ]);
    expect(await inUse()).toBe("v1");
  });

  it("a gate that was interrupted goes on with the pairs that are left", async () => {
    let asked = 0;
    let asksLeft = 30;
    const { train, inUse } = setup((draft) => {
      asked++;
      if (asksLeft-- === 0) throw new Error("the power went");
      return voice(draft);
    });
    const task = { stages: "vanilla", candidates: 2 } as const;
    await expect(train(task)).rejects.toThrow("the power went");
    expect(asked).toBe(31);
    expect(await train({ ...task, resume: true })).toMatchObject({
      value: { gate: { verdict: "accepted" } },
    });
    expect(asked - 31).toBe(2 * (24 - 15));
    expect(await inUse()).toBe("v1");
  });

  it("one at a time; what it would take is told without training", async () => {
    const { train, trainer, events } = setup();
    const both = await Promise.all([train(), train()]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["failed", "ok"]);
    expect(both.find(({ kind }) => kind === "failed")).toMatchObject({
      why: "A training is running already, in another window or terminal.",
    });
    const before = trainer.asked.length;
    expect(await train({ dryRun: true })).toEqual({
      kind: "ok",
      value: { gate: null, adapter: null },
    });
    expect(trainer.asked.slice(before).map(({ stage }) => stage)).toEqual(["estimate"]);
    expect(events).toContainEqual({
      ...{ event: "estimate", tokens: 100, seconds: 2, memoryBytes: 1e9 },
    });
  });

  it("a training that is called off throws, and can be started again", async () => {
    const { train, inUse } = setup();
    const stop = new AbortController();
    stop.abort(new Error("called off"));
    await expect(train({ signal: stop.signal })).rejects.toThrow("called off");
    expect(await inUse()).toBe("none");
    expect(await train()).toMatchObject({ kind: "ok" });
  });
});
