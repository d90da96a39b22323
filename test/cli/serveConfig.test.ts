import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { AdapterStore } from "../../server/storage/adapterStore";
import { chatServer, say } from "../support/chatServer";
import { learnedAuthor } from "../support/learnedAuthor";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();

/** An author with one adapter in use; `rank` null = without a folder in PEFT's form. */
async function withAdapter(dataFolder: string, name: string, rank: number | null): Promise<void> {
  const made = temporaryFolder();
  writeFileSync(join(made, "made.gguf"), "weights");
  const peft = join(made, "peft");
  mkdirSync(peft);
  writeFileSync(join(peft, "adapter_config.json"), JSON.stringify({ r: rank }));
  const store = new AdapterStore({
    ...{ dataFolder, author: name, clock: { now: () => new Date() } },
    check: () => Promise.resolve({ kind: "ok", value: null }),
  });
  const card = { parents: [], base: null, data: null, recipe: {}, gate: null };
  const installed = await store.install({
    adapter: join(made, "made.gguf"),
    card,
    ...(rank === null ? {} : { peft }),
  });
  expect(installed.kind).toBe("ok");
}

it("adapter serve-config names every author's adapter in use, with room for the largest", async () => {
  const dataFolder = temporaryFolder();
  await withAdapter(dataFolder, "Sam", 8);
  await withAdapter(dataFolder, "Kim", 12);
  await withAdapter(dataFolder, "Lee", null);
  const out = join(dataFolder, "vllm.yaml");
  const ran = await runPenprint(
    ["adapter", "serve-config", "--data-dir", dataFolder, "--base", "base", "--out", out],
    {},
  );
  expect(ran).toMatchObject({ code: 0, stdout: "" });
  expect(ran.stderr).toContain("Left out: Lee: v1 is in use, of which there is no PEFT folder.");
  const { "lora-modules": modules, ...rest } = parse(readFileSync(out, "utf8")) as {
    "lora-modules": string[];
  };
  expect(rest).toEqual({
    model: "base",
    "enable-lora": true,
    "max-lora-rank": 16,
    "max-loras": 2,
    "max-cpu-loras": 2,
  });
  const paths = modules.map((line) => (JSON.parse(line) as { path: string }).path);
  expect(paths.map((path) => JSON.parse(readConfig(path)) as unknown)).toEqual([
    { r: 12 },
    { r: 8 },
  ]);
});

const readConfig = (path: string): string =>
  readFileSync(join(path, "adapter_config.json"), "utf8");

it("without any adapter there is nothing to serve", async () => {
  const ran = await runPenprint(["adapter", "serve-config", "--data-dir", temporaryFolder()], {});
  expect(ran).toMatchObject({ code: 3, stdout: "" });
  expect(ran.stderr).toContain("No author has an adapter in use");
});

it("a server's model by the author: the name that serve-config gives, and passages as short as in training", async () => {
  const dataFolder = temporaryFolder();
  await withAdapter(dataFolder, "Sam", 8);
  const config = await runPenprint(["adapter", "serve-config", "--data-dir", dataFolder], {});
  const [module = ""] = (parse(config.stdout) as { "lora-modules": string[] })["lora-modules"];
  const { name } = JSON.parse(module) as { name: string };
  const server = await chatServer((_, response) => say(response, "It is late."));
  try {
    const settings = join(dataFolder, "settings.json");
    const ask = async (serverModel: string) => {
      const model = { serverUrl: server.baseUrl, serverModel, candidates: 1 };
      writeFileSync(settings, JSON.stringify({ model }));
      const input = `${JSON.stringify({ id: 1, neutral: "It is late and the tide has turned." })}\n`;
      const args = ["restyle", "--profile", author.profile, "--settings", settings];
      const ran = await runPenprint(args, { input, env: { PENPRINT_DATA: dataFolder } });
      expect(ran.code).toBe(0);
      return server.seen.at(-1)!;
    };
    const served = await ask("{author}");
    expect(served.body["model"]).toBe(name);
    const bigger = await ask("big");
    expect(bigger.body["model"]).toBe("big");
    expect(bigger.asked.length).toBeGreaterThan(served.asked.length);
  } finally {
    await server.close();
  }
});
