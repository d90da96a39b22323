import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  DidChangeWatchedFilesNotification,
  DidSaveTextDocumentNotification,
  FileChangeType,
} from "vscode-languageserver-protocol/node";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { chatServer, fail, say, type ChatServer } from "../support/chatServer";
import { inFolder, LspClient } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

let client: LspClient;
afterEach(() => client.stop());

const source =
  "The harbour club mended the old crane\nafter the storm, and the town paid for the work. Anna Berg kept the list of boats in the office.\n";
const otherwise =
  "The town mended the old crane after the storm, and the harbour club paid for the work.";
const carried = "The list of boats was kept by Anna Berg, who had it in the office.";
const invented = "Anna Berg kept the list of boats in the office because the town asked her to.";
const absent = "The club owns 99 cranes in the harbour.";
const opinion = "I think that cranes are beautiful.";
const note = `---\nsources:\n  - club.md\n---\n\n${[otherwise, carried, invented, absent, opinion].join(" ")}\n`;

const quoted = "mended the old crane after the storm";

/** A server that knows these claims, whatever number they have. */
const judging = (): Promise<ChatServer> =>
  chatServer(({ asked }, response) => {
    const claims = [...asked.matchAll(/^CLAIM (\d+): (.*)$/gm)].map(([, number, claim]) => {
      const text = JSON.parse(claim!) as string;
      if (text.startsWith("The town mended"))
        return { number: Number(number), verdict: "contradicted", quote: quoted };
      if (text.includes("because the town"))
        return { number: Number(number), verdict: "contradicted", quote: "the town never asked" };
      return { number: Number(number), verdict: "supported", quote: "kept the list of boats" };
    });
    say(response, JSON.stringify({ claims }));
  });

async function opened(planner: object): Promise<{ uri: string; folder: string }> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "club.md"), source);
  client = await LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [folder],
    settings: { planner, codeLens: true },
  });
  const { uri } = inFolder(folder, "note.md");
  await client.open(uri, note);
  return { uri, folder };
}

const started = async (): Promise<ChatServer> => {
  const server = await judging();
  onTestFinished(() => server.close());
  return server;
};
const settingsFor = ({ baseUrl }: ChatServer) => ({ kind: "openai", baseUrl, model: "reader" });
const check = (uri: string) => client.execute("penprint.server.checkClaims", { uri });
const ofClaims = async (uri: string) =>
  (await client.diagnostics(uri)).filter(({ message }) =>
    JSON.stringify(message).includes("reader"),
  );

test("what the model finds is shown with the words of the source, and only if they stand there", async () => {
  const server = await started();
  const { uri, folder } = await opened(settingsFor(server));
  expect(await ofClaims(uri)).toEqual([]);
  const outcome = (await check(uri)) as { ok: boolean; why: string };
  expect(outcome.ok).toBe(true);
  expect(outcome.why).toContain("1 of its answers quoted nothing that stands in the sources");

  const asked = server.seen.map((request) => request.asked).join("\n");
  for (const claim of ["The town mended", "by Anna Berg", "because the town"]) {
    expect(asked).toContain(claim);
  }
  // A number that is nowhere and an opinion are no question; nothing of the note goes but its claims.
  for (const text of ["99 cranes", "beautiful", "sources:"]) expect(asked).not.toContain(text);
  expect(asked).toContain("The harbour club mended the old crane after the storm");

  const [finding, ...others] = await ofClaims(uri);
  expect(others).toEqual([]);
  expect(finding!.code).toBe("faithfulness/contradiction");
  expect(finding!.message).toMatch(/^The sources say otherwise \(found by reader at .*\)\.$/);
  expect(finding!.relatedInformation![0]!.message.replace(/\s+/g, " ")).toBe(quoted);

  // A comma more is the same claim; asked again, nothing is sent.
  await client.replace(uri, "the storm, and", "the storm and");
  expect(await ofClaims(uri)).toHaveLength(1);
  const before = server.seen.length;
  await check(uri);
  expect(server.seen.length).toBe(before + 1); // the answer that nobody believed
  await client.replace(uri, "The town mended", "The men mended");
  expect(await ofClaims(uri)).toEqual([]);
  await client.replace(uri, "The men mended", "The town mended");
  expect(await ofClaims(uri)).toHaveLength(1);

  // Other sources: nothing is known about them.
  writeFileSync(join(folder, "club.md"), `${source}\nNothing else is known.\n`);
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: inFolder(folder, "club.md").uri, type: FileChangeType.Changed }],
  });
  await vi.waitFor(async () => expect(await ofClaims(uri)).toEqual([]), { timeout: 10_000 });
});

test("on save only where the user wants that", async () => {
  const server = await started();
  const { uri } = await opened({ ...settingsFor(server), checkOnSave: true });
  await client.connection.sendNotification(DidSaveTextDocumentNotification.type, {
    textDocument: { uri },
  });
  await vi.waitFor(async () => expect(await ofClaims(uri)).toHaveLength(1), { timeout: 10_000 });
});

test("without a server, or with one that fails, says so, and the findings stay", async () => {
  const { uri } = await opened({});
  const before = await client.diagnostics(uri);
  expect(await check(uri)).toMatchObject({
    ok: false,
    why: expect.stringContaining("No server is chosen") as string,
  });
  await client.stop();
  const server = await chatServer((_, response) => fail(response, 401, "no such key"));
  onTestFinished(() => server.close());
  const again = await opened(settingsFor(server));
  const { ok, why } = (await check(again.uri)) as { ok: boolean; why: string };
  expect([ok, why]).toEqual([false, expect.stringContaining("key") as string]);
  expect((await client.diagnostics(again.uri)).length).toBe(before.length);
});
