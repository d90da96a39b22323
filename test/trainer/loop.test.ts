import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { OpenAiClient } from "../../server/models/openAiClient";
import { proxyDispatcher } from "../../server/models/proxy";
import { ServerStylist } from "../../server/models/serverStylist";
import { CaptureLog, captureLogFile } from "../../server/storage/captureLog";
import { servedAdapters } from "../../server/storage/servedAdapters";
import { modelFile } from "../modelDependent/openModel";
import { startPeftServer } from "../support/peftServer";
import { runPenprint } from "../support/runPenprint";
import { habitDecisions, habitNotes } from "../support/strongHabit";
import { temporaryFolder } from "../support/temporaryFolder";
import { python } from "./trainer";

/** Enough for the habit, on two cores two minutes. */
const STEPS = "16";

const own = (text: string): number =>
  text.match(/\b(?:commenced|assisted|concluded|inquired|repaired|nearly|store|ill|stone)\b/g)
    ?.length ?? 0;
const linesOf = (stdout: string) =>
  stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe.skipIf(python === "" || modelFile === "")("the loop, from decisions to rewrites", () => {
  test("an adapter is trained on what the author kept, proves itself, writes like them, and is given back", async () => {
    const folder = temporaryFolder();
    const data = join(folder, "data");
    mkdirSync(join(folder, "notes"));
    for (const { name, texts } of habitNotes(30, 2)) {
      writeFileSync(join(folder, "notes", name), `# Note\n\n${texts.join("\n\n")}\n`);
    }
    mkdirSync(join(data, "models"), { recursive: true });
    copyFileSync(modelFile, join(data, "models", basename(modelFile)));
    const limits = { maxDays: 10_000, maxMegabytes: 100 };
    const log = new CaptureLog(captureLogFile(data), limits, { now: () => new Date() });
    // By their paths, which are always the same, five of these notes are held out.
    await log.append(habitDecisions(habitNotes(18), "/notes"));

    const env = { PENPRINT_DATA: data, PENPRINT_TRAINER_PYTHON: python };
    const penprint = async (
      args: readonly string[],
      { input = "", exit = 0 } = {},
    ): Promise<string> => {
      const { code, stdout, stderr } = await runPenprint(args, { cwd: folder, env, input });
      expect(`${args.join(" ")}: ${code} ${code === exit ? "" : stderr}`).toBe(
        `${args.join(" ")}: ${exit} `,
      );
      return stdout;
    };
    const set = join("queue", "Marlow");
    await penprint(["learn", "notes", "--author", "Marlow", "--profile", "p.json", "--quiet"]);
    const built = await penprint([
      ...["dataset", "build", "--author", "Marlow", "--out", set, "--notes", "notes"],
      ...["--format", "json", "--quiet"],
    ]);
    expect(JSON.parse(built)).toMatchObject({ counts: { sft: 52 }, holdout: { pairs: 20 } });
    // One of whom too little is known to measure anything, and one whose rows are damaged besides.
    for (const name of ["Damaged", "Newcomer"]) {
      cpSync(join(folder, set), join(folder, "queue", name), { recursive: true });
      const held = join(folder, "queue", name, "holdout.jsonl");
      writeFileSync(held, readFileSync(held, "utf8").split("\n").slice(0, 3).join("\n"));
    }
    writeFileSync(join(folder, "queue", "Damaged", "sft.jsonl"), "{\n");

    const drafts = habitNotes(1, 99)[0]!.drafts;
    const input = drafts.map((neutral, id) => `${JSON.stringify({ id, neutral })}\n`).join("");
    const restyle = (...more: readonly string[]): Promise<string> =>
      penprint(["restyle", "--profile", "p.json", ...more], { input });
    const before = await restyle();

    writeFileSync(join(folder, "three.json"), JSON.stringify({ model: { candidates: 3 } }));
    const queue = [
      ...["train", "--authors", "queue", "--stages", "vanilla", "--max-steps", STEPS],
      ...["--settings", "three.json"],
    ];
    const trained = linesOf(await penprint(queue, { exit: 2 }));
    const ofAuthor = (name: string) => trained.findLast(({ author }) => author === name);
    expect(ofAuthor("Damaged")).toMatchObject({
      error: expect.stringContaining("sft.jsonl:1") as string,
    });
    expect(ofAuthor("Newcomer")).toMatchObject({ gate: { accepted: false }, adapter: null });
    const marlow = ofAuthor("Marlow");
    expect(marlow).toMatchObject({ gate: { accepted: true, metrics: { pairs: 20 } } });
    expect(String(marlow?.["adapter"])).toContain("v1");
    cpSync(join(folder, set, "sft.jsonl"), join(folder, "queue", "Damaged", "sft.jsonl"));
    const again = linesOf(await penprint(queue));
    expect(again).toMatchObject([
      { author: "Damaged", gate: { accepted: false } },
      { author: "Marlow", event: "finished before" },
      { author: "Newcomer", event: "finished before" },
    ]);

    const after = await restyle();
    expect(own(after)).toBeGreaterThan(own(before));

    await served(data, folder, drafts);

    const rollback = await penprint([
      ...["adapter", "rollback", "--author", "Marlow", "--format", "json"],
    ]);
    expect(linesOf(rollback).at(-1)).toMatchObject({ current: "shipped" });
    expect(own(await restyle())).toBe(own(before));
  }, 1_800_000);
});

/** The same adapter in PEFT's form, by its author's name, behind a server that somebody else wrote. */
async function served(data: string, folder: string, drafts: readonly string[]): Promise<void> {
  const { adapters } = await servedAdapters(data);
  expect(adapters).toMatchObject([{ author: "Marlow" }]);
  const cache = join(data, "training-cache");
  const base = readdirSync(cache).find((name) => name.startsWith("base-") && !name.includes("."));
  const where = join(folder, "served");
  mkdirSync(where);
  const models = [...adapters, { name: "base", path: join(cache, base!) }];
  const server = await startPeftServer({ python, folder: where, base: join(cache, base!), models });
  try {
    const template = readFileSync("server/assets/prompts/restyle.md", "utf8");
    const says = async (model: string): Promise<string> => {
      const dispatcher = proxyDispatcher("", process.env);
      const at = { baseUrl: server.baseUrl, model, key: "", timeoutSeconds: 120, dispatcher };
      const stylist = new ServerStylist(new OpenAiClient(at), template);
      const task = { draft: drafts[0]!, references: [], candidates: 1, seed: 0 };
      const answers = await stylist.restyle(task);
      return answers.kind === "ok" ? answers.value[0]! : answers.why;
    };
    expect(own(await says(adapters[0]!.name))).toBeGreaterThan(own(await says("base")));

    const model = { serverUrl: server.baseUrl, serverModel: "{author}", candidates: 1 };
    writeFileSync(join(folder, "served.json"), JSON.stringify({ model }));
    const { stdout, code } = await runPenprint(
      ["restyle", "--profile", "p.json", "--settings", "served.json"],
      {
        ...{ cwd: folder, env: { PENPRINT_DATA: data } },
        input: `${JSON.stringify({ id: 0, neutral: drafts[0] })}\n`,
      },
    );
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([{ id: 0, candidates: 1 }]);
  } finally {
    await server.stop();
  }
}
