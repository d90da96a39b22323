import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CodeLensRequest,
  DidChangeConfigurationNotification,
} from "vscode-languageserver-protocol/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { statusNotification, type Status } from "../../server/protocol/requests";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient, pullingEditor } from "../support/lspClient";

/** No setting needs another start: one server, each setting changed under it, and what is different then. */
const author = learnedAuthor();
const folder = mkdtempSync(join(tmpdir(), "penprint-settings-"));
const text =
  "---\nsources:\n  - list.md\n---\n\n# Boats\n\nThe harbour club counted 340 boats. It is late, and we do not mind.\n";
const { uri } = inFolder(folder, "note.md");
const plain = inFolder(folder, "note.txt");
/** Of a client that sends along what is set: something has to be, or it says nothing. */
const untouched = { codeLens: false };
let client: LspClient;
let status: Status | undefined;

async function set(settings: Readonly<Record<string, unknown>>): Promise<void> {
  client.settings = settings;
  await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
    settings: { penprint: settings },
  });
}

/** Asks until the answer is the one that the setting is to bring. */
async function becomes<T>(look: () => Promise<T>, wanted: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 5000;
  for (;;) {
    const seen = await look();
    if (wanted(seen) || Date.now() > end) return seen;
    await new Promise((done) => setTimeout(done, 30));
  }
}

const codes = async (at = uri) =>
  (await client.diagnostics(at)).map(({ code, severity }) => `${code} ${severity}`);
const statusWith = (wanted: (status: Status) => boolean) =>
  client.until(() => status !== undefined && wanted(status) && status);

beforeAll(async () => {
  writeFileSync(join(folder, "list.md"), "The harbour club counted 210 boats in 2019.\n");
  client = await LspClient.start({
    dataFolder: join(folder, "data"),
    folders: [folder],
    args: ["--profile", author.profile],
    capabilities: {
      ...pullingEditor,
      workspace: { ...pullingEditor.workspace, configuration: false },
    },
  });
  client.connection.onNotification(statusNotification.method, (params: unknown) => {
    status = statusNotification.params.parse(params);
  });
  await client.open(uri, text);
  await client.open(plain.uri, text, "plaintext");
});
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const has = (rule: string) => (seen: readonly string[]) => seen.some((one) => one.startsWith(rule));
const lacks = (rule: string) => (seen: readonly string[]) => !has(rule)(seen);

test.each([
  ["diagnostics.style", { diagnostics: { style: false } }, lacks("style/")],
  ["diagnostics.faithfulness", { diagnostics: { faithfulness: false } }, lacks("faithfulness/")],
  [
    "diagnostics.severity",
    { diagnostics: { severity: { "faithfulness/number": "error" } } },
    has("faithfulness/number 1"),
  ],
  ["diagnostics.ignoreFiles", { diagnostics: { ignoreFiles: ["note.md"] } }, lacks("")],
  ["languages", { languages: ["plaintext"] }, lacks("")],
])("%s", async (_, settings, wanted) => {
  await set(untouched);
  const before = await becomes(codes, (seen) => has("style/")(seen) && has("faithfulness/")(seen));
  expect(wanted(before), before.join()).toBe(false);
  await set(settings);
  expect(await becomes(codes, wanted)).toSatisfy(wanted);
});

test("languages: a new one is checked", async () => {
  await set(untouched);
  expect(await becomes(() => codes(plain.uri), lacks(""))).toEqual([]);
  await set({ languages: ["plaintext"] });
  expect(await becomes(() => codes(plain.uri), has("style/"))).toSatisfy(has("style/"));
});

test("codeLens", async () => {
  const lenses = async () =>
    (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  await set(untouched);
  expect(await becomes(lenses, (seen) => seen.length === 0)).toEqual([]);
  await set({ codeLens: true });
  expect(await becomes(lenses, (seen) => seen.length > 0)).not.toEqual([]);
});

test.each([
  ["planner", { kind: "openai", baseUrl: "http://127.0.0.1:9/v1", model: "big" }],
  ["planner", { kind: "openai", baseUrl: "http://127.0.0.1:9/v2", model: "small" }],
] as const)("%s: %o", async (_, planner) => {
  await set({ planner });
  const { name, address } = (await statusWith((now) => now.planner.name === planner.model)).planner;
  expect([name, address]).toEqual([planner.model, planner.baseUrl]);
  await set(untouched);
  await statusWith((now) => now.planner.address === "");
});

test("model.serverUrl, model.serverModel, model.location", async () => {
  await set({ model: { serverUrl: "http://127.0.0.1:9/v1", serverModel: "voice" } });
  await statusWith(({ model }) => model.name === "voice" && model.message.endsWith(":9/v1"));
  await set({ model: { location: join(folder, "none.gguf") } });
  const { model } = await statusWith(
    ({ model: now }) => now.state === "missing" && now.name !== "voice",
  );
  expect(model.message).toContain("none.gguf");
});

test("capture.enabled", async () => {
  await set({ capture: { enabled: "on" } });
  await statusWith(({ capture }) => capture === "on");
  await set({ capture: { enabled: "off" } });
  await statusWith(({ capture }) => capture === "off");
});
