import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { articleRequest, outlineRequest } from "../../server/protocol/requests";
import { chatServer, type ChatServer } from "../support/chatServer";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";
import { voiceServer } from "../support/voiceServer";

const author = learnedAuthor();
const brief =
  "---\ntitle: Wash your chain\nbrief: |\n  - What sixteen weeks of salt did to each of the treatments\nsources:\n  - sources/chain-test.md\n---\n";
let client: LspClient;
let server: ChatServer | undefined;

/** A note that asks for an article, open in a server with `settings`; answers the fields of its requests. */
async function openBrief(settings: Record<string, unknown> = {}) {
  client = await LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [author.folder],
    args: ["--profile", author.profile],
    settings: { model: { location: join(author.folder, "no-model.gguf") }, ...settings },
  });
  const { uri } = inFolder(author.folder, "a.md");
  await client.open(uri, brief);
  return { uri, title: "", brief: "", sources: [] };
}
afterEach(async () => {
  await client.stop();
  await server?.close();
  server = undefined;
});

async function plan(fields: Awaited<ReturnType<typeof openBrief>>) {
  const planned = await client.ask(outlineRequest, fields);
  if (planned.kind !== "outline") throw new Error(planned.why);
  return planned;
}

test("an article is planned and written from a note's sources, offline", async () => {
  const fields = await openBrief();
  const { outline, planner, notes } = await plan(fields);
  expect(planner).toContain("extractive");
  expect(notes).toEqual([]);
  const shown: unknown[] = [];
  client.connection.onNotification("penprint/articleSection", (section: unknown) => {
    shown.push(section);
  });
  const article = await client.ask(articleRequest, { ...fields, id: "one", outline });
  if (article.kind !== "article") throw new Error(article.why);
  expect(article.markdown).toMatch(/^## .+\n\n[^]+\[\^1\]/);
  expect(shown.length).toBeGreaterThan(0);
});

test("an outline says why the chosen planner did not make it", async () => {
  const gone = await chatServer(() => undefined);
  await gone.close();
  const planner = { kind: "openai", baseUrl: gone.baseUrl, model: "big" };
  const { planner: name, notes } = await plan(await openBrief({ planner }));
  expect(name).toMatch(/^extractive planner.*\(instead of big at /);
  expect(notes).toEqual([
    expect.stringMatching(/^The outline is written by the extractive planner.*cannot be reached/),
  ]);
});

test("a section takes on the author's voice by the stylist's server", async () => {
  server = await voiceServer();
  const model = { serverUrl: server.baseUrl, serverModel: "voice", candidates: 1 };
  const fields = await openBrief({ model });
  const { outline } = await plan(fields);
  const article = await client.ask(articleRequest, { ...fields, id: "one", outline });
  if (article.kind !== "article") throw new Error(article.why);
  expect(server.seen.length).toBe(outline.sections.length);
  expect(article.markdown).toContain("I tried a pressure washer on one spare length.[^1]");
});
