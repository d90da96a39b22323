import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { silentLogger } from "../../server/core/log";
import { openStylist } from "../../server/models/openStylist";
import { defaultSettings } from "../../server/protocol/settings";
import { chatServer, fail, say, type ChatServer, type Handler } from "../support/chatServer";

const assets = join(__dirname, "../../server/assets");
let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** The stylist that `model.serverUrl` asks for. */
async function stylistBehind(handler: Handler) {
  server = await chatServer(handler);
  const model = { ...defaultSettings.model, serverUrl: server.baseUrl, serverModel: "voice" };
  const planner = { ...defaultSettings.planner, baseUrl: server.baseUrl };
  const opened = openStylist({
    settings: { ...defaultSettings, model, planner },
    template: readFileSync(join(assets, "prompts/restyle.md"), "utf8"),
    adapter: null,
    key: "secret-key",
    logger: silentLogger,
    dataFolder: "/nowhere",
    assetsFolder: assets,
    childFile: "/nowhere/child.js",
  });
  expect(opened.embedded).toBeUndefined();
  return opened.stylist;
}

const task = {
  draft: "It is late and {N1} is not here.",
  references: [
    {
      id: "1",
      note: "a.md",
      location: "/a.md",
      startLine: 0,
      endLine: 0,
      words: 5,
      text: "It's late. I don't mind.",
    },
  ],
  candidates: 3,
  seed: 7,
};

test("asks the server once a candidate, with the author's passages and other samples each time", async () => {
  const stylist = await stylistBehind((_, response, count) => say(response, `Version ${count}.`));
  const told: string[] = [];
  const onCandidate = (text: string): void => void told.push(text);
  const texts = ["Version 1.", "Version 2.", "Version 3."];
  expect(await stylist.restyle({ ...task, onCandidate })).toEqual({ kind: "ok", value: texts });
  expect(told).toEqual(texts);
  expect(stylist.model).toContain("voice");
  const [first, ...others] = server!.seen;
  expect(first).toMatchObject({ authorization: "Bearer secret-key", body: { model: "voice" } });
  expect(first!.system).toContain("in the voice of the author");
  expect(first!.asked).toContain("I don't mind.");
  expect(first!.asked).toContain(task.draft);
  const samples = [first!, ...others].map(
    ({ body }) => `${String(body["seed"])} ${String(body["temperature"])}`,
  );
  expect(new Set(samples).size).toBe(3);
});

test("a server that fails half way leaves what it wrote", async () => {
  const stylist = await stylistBehind((_, response, count) =>
    count === 1 ? say(response, "Version 1.") : fail(response, 400, "no more"),
  );
  expect(await stylist.restyle(task)).toEqual({ kind: "ok", value: ["Version 1."] });
});

test("a server that fails at once is a failure with a way out", async () => {
  const stylist = await stylistBehind((_, response) => fail(response, 401, "who are you?"));
  const failed = await stylist.restyle(task);
  if (failed.kind !== "failed") throw new Error("It answered.");
  expect(failed.why).not.toBe("");
  expect(failed.userAction).not.toBe("");
  expect(`${failed.why} ${failed.userAction}`).not.toContain("secret-key");
});

test("a cancelled rewrite asks for no more", async () => {
  const cancel = new AbortController();
  const stylist = await stylistBehind((_, response) => {
    say(response, "Version 1.");
  });
  const onCandidate = (): void => cancel.abort();
  await expect(stylist.restyle({ ...task, signal: cancel.signal, onCandidate })).rejects.toThrow();
  expect(server!.seen.length).toBeLessThanOrEqual(2);
});
