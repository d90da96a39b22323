import { cpSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { learnRequest } from "../../server/protocol/requests";
import {
  listAdaptersRequest,
  strikePairsRequest,
  trainingDataRequest,
  trainRequest,
  useAdapterRequest,
} from "../../server/protocol/training";
import { CaptureLog, captureLogFile } from "../../server/storage/captureLog";
import { chatServer, say, type ChatServer } from "../support/chatServer";
import { decisionLine } from "../support/decisions";
import { LspClient, uriOf } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const samples = resolve(__dirname, "..", "..", "samples", "notes");

let planner: ChatServer;
beforeAll(async () => {
  planner = await chatServer(({ asked }, response) => {
    const [, text = ""] = /BEGIN TEXT \w+\n([^]*)\nEND TEXT/.exec(asked) ?? [];
    say(response, text.replace(/(?<=\. )/g, "It is the case, as has been noted before, that "));
  });
});
afterAll(() => planner.close());

async function start() {
  const folder = temporaryFolder();
  const notes = join(folder, "notes");
  const dataFolder = join(folder, "data");
  cpSync(samples, notes, { recursive: true });
  const client = await LspClient.start({
    dataFolder,
    folders: [folder],
    settings: { planner: { kind: "openai", baseUrl: planner.baseUrl, model: "m" } },
    env: { PENPRINT_API_KEY: "k" },
  });
  await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  return { client, notes, dataFolder };
}

test("pairs come of decisions; of notes only when the user says so; struck ones stay out for good", async () => {
  const { client, notes, dataFolder } = await start();
  const note = join(notes, "2023-08-19-salt.md");
  const limits = { maxDays: 10_000, maxMegabytes: 10 };
  const log = new CaptureLog(captureLogFile(dataFolder), limits, { now: () => new Date() });
  await log.append([decisionLine("a", { note })]);
  const uri = uriOf(note);
  const alone = await client.ask(trainingDataRequest, { uri, fromNotes: false });
  expect(alone).toMatchObject({ kind: "data", author: "Sam", needed: 20 });
  expect(planner.seen).toEqual([]);

  const all = await client.ask(trainingDataRequest, { uri, fromNotes: true });
  if (all.kind === "refused" || alone.kind === "refused") throw new Error("refused");
  expect(alone.pairs.length + alone.holdout).toBe(1);
  expect(planner.seen.length).toBeGreaterThan(20);
  expect(all.pairs.length).toBeGreaterThan(20);
  const [first, ...others] = all.pairs;
  expect(first!.neutral).not.toBe(first!.text);
  expect(existsSync(join(all.folder, "sft.jsonl"))).toBe(true);

  await client.ask(strikePairsRequest, { author: "Sam", ids: [first!.id] });
  const again = await client.ask(trainingDataRequest, { uri, fromNotes: true });
  if (again.kind === "refused") throw new Error(again.why);
  expect(again.pairs.map(({ id }) => id)).toEqual(others.map(({ id }) => id));

  // Which notes are held out depends on their paths: mostly fewer than it takes; and there is no model here.
  const missing = 20 - again.holdout;
  const trained = await client.ask(trainRequest, { author: "Sam" });
  expect(trained).toMatchObject({
    kind: "refused",
    why:
      missing > 0
        ? `Too little to compare adapters on: ${missing} held-out pairs are missing. Nothing was trained.`
        : "SmolLM2-135M-Instruct Q4_1 is not there yet.",
  });
  expect(existsSync(join(dataFolder, "trainer"))).toBe(false);
  await client.stop();
}, 120_000);

test("versions of the adapter are listed, taken into use and given back", async () => {
  const { client } = await start();
  const inUse = async () => {
    const listed = await client.ask(listAdaptersRequest, {});
    return listed.kind === "adapters" ? listed.current : listed.why;
  };
  expect(await inUse()).toBe("shipped");
  expect(await client.ask(useAdapterRequest, { author: "Sam", id: "none" })).toEqual({
    ok: true,
    why: "",
    current: "none",
  });
  expect(await inUse()).toBe("none");
  const unknown = await client.ask(useAdapterRequest, { author: "Sam", id: "v9" });
  expect(unknown).toMatchObject({ ok: false, why: expect.stringContaining('"v9"') as string });
  await client.ask(useAdapterRequest, { author: "Sam" });
  expect(await inUse()).toBe("shipped");
  await client.stop();
}, 60_000);

test("nobody learned, nothing to train on: said, with what to do", async () => {
  const folder = temporaryFolder();
  const client = await LspClient.start({ dataFolder: join(folder, "data"), folders: [folder] });
  const nobody = { kind: "refused", why: "Nothing has been learned of an author yet." };
  expect(await client.ask(trainingDataRequest, { fromNotes: false })).toMatchObject(nobody);
  expect(await client.ask(listAdaptersRequest, {})).toMatchObject(nobody);
  await client.stop();
}, 30_000);
