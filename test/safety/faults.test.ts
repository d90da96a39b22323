import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import {
  captureConsentRequest,
  decideRequest,
  listDecisionsRequest,
  rewriteRequest,
} from "../../server/protocol/requests";
import { CaptureLog, captureLogFile } from "../../server/storage/captureLog";
import { decisionLine } from "../support/decisions";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();
const text =
  "# Tea\n\nIt is late and we do not mind. I have a kettle in order to make tea, and it is not cold.\n";
const clients: LspClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.stop()));
});

async function window(dataFolder: string): Promise<{ client: LspClient; uri: string }> {
  const client = await LspClient.start({
    dataFolder,
    folders: [author.folder],
    args: ["--profile", author.profile],
    settings: { capture: { enabled: "on" }, model: { location: join(author.folder, "none.gguf") } },
  });
  clients.push(client);
  const { uri } = inFolder(author.folder, `note-${clients.length}.md`);
  await client.open(uri, text);
  return { client, uri };
}

async function reject({ client, uri }: { client: LspClient; uri: string }) {
  const start = { line: 2, character: 0 };
  const asked = { uri, version: 1, mode: "style" as const, range: { start, end: start } };
  const answer = await client.ask(rewriteRequest, asked);
  if (answer.kind !== "suggestion") throw new Error(answer.why);
  const decision = { suggestion: answer.id, decision: "rejected" as const, candidate: 0, uri };
  return client.ask(decideRequest, decision);
}

test("a data folder that cannot be made: findings and suggestions go on, and the refusal says what to do", async () => {
  // A file where the folder should be: it stops root as well.
  const data = join(temporaryFolder(), "data");
  writeFileSync(data, "no folder");
  const one = await window(data);
  expect((await one.client.diagnostics(one.uri)).length).toBeGreaterThan(0);
  const decided = await reject(one);
  expect(decided.recorded).toBe(false);
  expect(decided.why).toMatch(/PENPRINT_DATA|data folder/);
  await one.client.ask(captureConsentRequest, { keep: true }).catch((error: unknown) => {
    expect(String(error)).toMatch(/data/);
  });
  expect((await one.client.diagnostics(one.uri)).length).toBeGreaterThan(0);
});

test("two windows keep decisions in one log: none is lost, each sees both", async () => {
  const data = temporaryFolder();
  const [one, two] = [await window(data), await window(data)];
  const kept = await Promise.all([reject(one), reject(two), reject(one), reject(two)]);
  expect(kept.map(({ recorded }) => recorded)).toEqual([true, true, true, true]);
  for (const { client } of [one, two]) {
    const { decisions, problems } = await client.ask(listDecisionsRequest, {});
    expect([decisions.length, problems]).toEqual([4, []]);
  }
});

test("a newer version on the same data folder: its lines stay, and this one goes on", async () => {
  const data = temporaryFolder();
  const file = captureLogFile(data);
  const newer = `${JSON.stringify({ version: 99, id: "z", time: "2030-01-01T00:00:00Z", kind: "dreamt" })}\n`;
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, newer);
  const one = await window(data);
  expect(await reject(one)).toMatchObject({ recorded: true });
  expect(readFileSync(file, "utf8").startsWith(newer)).toBe(true);
  expect((await one.client.ask(listDecisionsRequest, {})).decisions.length).toBe(1);
});

test("a clock that jumps years back and forth loses nothing that is not too old by both", async () => {
  const file = join(temporaryFolder(), "decisions.jsonl");
  let now = new Date("2026-06-01T00:00:00Z");
  const limits = { maxDays: 365, maxMegabytes: 10 };
  const at = (time: string): Promise<unknown> => {
    now = new Date(time);
    const log = new CaptureLog(file, limits, { now: () => now });
    return log.append([{ ...decisionLine(time), time: now.toISOString() }]);
  };
  for (const time of ["2026-06-01T00:00:00Z", "1970-01-02T00:00:00Z", "2026-06-02T00:00:00Z"]) {
    expect(await at(time)).toMatchObject({ kind: "ok" });
  }
  const log = new CaptureLog(file, limits, { now: () => now });
  const { decisions, problems } = await log.read();
  expect([decisions.length, problems, existsSync(`${file}.lock`)]).toEqual([3, [], false]);
});
