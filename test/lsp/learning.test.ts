import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import {
  learnRequest,
  listProfilesRequest,
  profileRequest,
  statusNotification,
  stopPatternRequest,
  transferProfileRequest,
  useProfileRequest,
  type Status,
} from "../../server/protocol/requests";
import { LspClient, pushedEditor, uriOf } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const samples = resolve(__dirname, "..", "..", "samples", "notes");

/** Written for this test: nobody's voice, least of all the sample author's. */
const foreign = `It is widely acknowledged that the implementation of comprehensive methodologies facilitates the
optimisation of organisational outcomes. Furthermore, it is essential to emphasise that stakeholders must leverage
innovative paradigms in order to ensure sustainable development. In conclusion, the utilisation of robust frameworks
constitutes a fundamental prerequisite, and it is not possible to overstate the significance of these considerations
with respect to the advancement of contemporary society.`;

async function start(): Promise<{ client: LspClient; notes: string; statuses: Status[] }> {
  const folder = temporaryFolder();
  const notes = join(folder, "notes");
  cpSync(samples, notes, { recursive: true });
  const client = await LspClient.start({ dataFolder: join(folder, "data"), folders: [folder] });
  const statuses: Status[] = [];
  client.connection.onNotification(statusNotification.method, (status: Status) => {
    statuses.push(status);
  });
  return { client, notes, statuses };
}

test("what was learned is shown, and its findings appear without another request of the user", async () => {
  const { client, notes, statuses } = await start();
  const uri = uriOf(join(notes, "..", "draft.md"));
  await client.open(uri, "It is late. We do not mind.\n");
  expect(await client.diagnostics(uri)).toEqual([]);
  const answer = await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  expect(answer).toMatchObject({ kind: "learned", author: "Sam", notes: 16, warning: "" });
  await client.until(() => client.refreshes > 0);
  expect((await client.diagnostics(uri)).map(({ code }) => code)).toContain("style/contractions");
  const last = await client.until(() => statuses.find(({ profile }) => profile.state === "ready"));
  expect(last.profile.author).toBe("Sam");
  await client.stop();
}, 60_000);

test("a foreign passage in a learned note is flagged, also once the note is saved and learned again", async () => {
  const { client, notes, statuses } = await start();
  await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  const path = join(notes, "2023-08-19-salt.md");
  const text = readFileSync(path, "utf8");
  const uri = uriOf(path);
  await client.open(uri, text);
  const about = async (): Promise<readonly unknown[]> =>
    (await client.diagnostics(uri))
      .filter(({ range }) => client.textAt(uri, range).includes("widely acknowledged"))
      .map(({ code, message, range }) => [code, client.textAt(uri, range), message]);
  expect(await about()).toEqual([]);
  await client.edit(uri, text.length, text.length, `\n${foreign}\n`);
  const flagged = await about();
  expect(flagged.map((finding) => (finding as unknown[])[0])).toContain("style/passage");

  writeFileSync(path, client.textOf(uri));
  const words = statuses.at(-1)!.profile.words;
  await client.save(uri);
  await client.until(() => statuses.at(-1)!.profile.words > words, 20_000);
  expect((await about()).map((finding) => (finding as unknown[])[0])).toContain("style/passage");
  await client.stop();
}, 60_000);

test("profiles are listed, shown and switched; stopped patterns are listed and can be undone", async () => {
  const { client, notes } = await start();
  const other = join(notes, "..", "other");
  mkdirSync(other);
  writeFileSync(join(other, "a.md"), "It is late. We do not mind.\n".repeat(10));
  await client.ask(learnRequest, { folders: [other], author: "Other" });
  const learned = await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  expect(learned.kind).toBe("learned");
  const authors = (await client.ask(listProfilesRequest, {})).map(({ author }) => author);
  expect(authors.sort()).toEqual(["Other", "Sam"]);

  const pattern = "contractions/contracted";
  const uri = uriOf(join(notes, "..", "draft.md"));
  expect(await client.ask(stopPatternRequest, { pattern, stopped: true, uri })).toMatchObject({
    ok: true,
  });
  const shown = await client.ask(profileRequest, { uri });
  expect(shown).toMatchObject({ author: "Sam", notes: 16 });
  expect(shown!.habits.length).toBeGreaterThan(3);
  expect(shown!.stopped.map((one) => one.pattern)).toEqual([pattern]);
  await client.ask(stopPatternRequest, { pattern, stopped: false, uri });
  expect((await client.ask(profileRequest, { uri }))!.stopped).toEqual([]);

  const used = await client.ask(useProfileRequest, { author: "Other" });
  expect(used).toEqual({ ok: true, why: "" });
  expect((await client.ask(profileRequest, { uri }))!.author).toBe("Other");
  const unknown = await client.ask(useProfileRequest, { author: "Nobody" });
  expect(unknown).toMatchObject({ ok: false });
  await client.stop();
}, 60_000);

test("every workspace folder keeps the author that was learned in it", async () => {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  const [a, b] = [join(folder, "a"), join(folder, "b")];
  cpSync(samples, join(a, "notes"), { recursive: true });
  cpSync(samples, join(b, "notes"), { recursive: true });
  const authorAt = async (client: LspClient, path: string): Promise<string> =>
    (await client.ask(profileRequest, { uri: uriOf(path) }))!.author;

  const first = await LspClient.start({ dataFolder, folders: [a] });
  await first.ask(learnRequest, { folders: [join(a, "notes")], author: "Ann" });
  await first.stop();
  const second = await LspClient.start({ dataFolder, folders: [b] });
  await second.ask(learnRequest, { folders: [join(b, "notes")], author: "Bob" });
  expect(await authorAt(second, join(b, "draft.md"))).toBe("Bob");
  await second.stop();

  const both = await LspClient.start({ dataFolder, folders: [a, b] });
  expect(await authorAt(both, join(a, "draft.md"))).toBe("Ann");
  expect(await authorAt(both, join(b, "draft.md"))).toBe("Bob");
  const statuses: Status[] = [];
  both.connection.onNotification(statusNotification.method, (status: Status) => {
    statuses.push(status);
  });
  const { words } = (await both.ask(listProfilesRequest, {})).find((one) => one.author === "Ann")!;
  const saved = join(a, "notes", "2023-08-19-salt.md");
  const text = `${readFileSync(saved, "utf8")}\n${foreign}\n`;
  writeFileSync(saved, text);
  await both.open(uriOf(saved), text);
  await both.save(uriOf(saved));
  const learned = await both.until(
    () => statuses.find(({ profile }) => profile.words > words),
    20_000,
  );
  expect(learned.profile.author).toBe("Ann");

  await both.ask(useProfileRequest, { author: "Bob", folder: a });
  expect(await authorAt(both, join(a, "notes", "new.md"))).toBe("Bob");
  await both.ask(transferProfileRequest, { action: "delete", author: "Ann" });
  expect((await both.ask(listProfilesRequest, {})).map(({ author }) => author)).toEqual(["Bob"]);
  await both.stop();
}, 60_000);

test("a rewrite that was accepted is not learned as the author's, though decisions are not kept", async () => {
  const folder = temporaryFolder();
  const dataFolder = join(folder, "data");
  const notes = join(folder, "notes");
  cpSync(samples, notes, { recursive: true });
  const client = await LspClient.start({
    dataFolder,
    folders: [folder],
    capabilities: pushedEditor,
    settings: { model: { location: join(folder, "none.gguf") }, learn: { onSave: false } },
  });
  await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  const path = join(notes, "new.md");
  const uri = uriOf(path);
  const stiff =
    "It is late and we do not mind. I have a kettle in order to make tea, and it is not cold.";
  await client.open(uri, `${stiff}\n`);
  const at = { line: 0, character: 5 };
  const actions = (await client.actions(uri, { start: at, end: at })) as CodeAction[];
  const { command } = actions.find(({ title }) => title === "Rewrite in my style")!;
  await client.execute(command!.command, ...((command!.arguments ?? []) as unknown[]));
  expect(client.textOf(uri)).not.toBe(`${stiff}\n`);
  const hashes = readFileSync(join(dataFolder, "accepted-sentences.txt"), "utf8");
  expect(hashes).toMatch(/^([0-9a-f]{16}\n)+$/);

  const leftOutOf = async (text: string): Promise<unknown> => {
    writeFileSync(path, text);
    await client.ask(learnRequest, { folders: [notes], author: "Sam" });
    const { file } = (await client.ask(profileRequest, {}))!;
    const { rates } = JSON.parse(readFileSync(file, "utf8")) as {
      rates: { notes: { note: string; leftOut: unknown }[] };
    };
    return rates.notes.find(({ note }) => note === "new.md")!.leftOut;
  };
  expect(await leftOutOf(client.textOf(uri))).toHaveProperty("written by Penprint");
  const edited = client.textOf(uri).replace("late", "late again").replace("tea", "strong tea");
  expect(await leftOutOf(edited)).toEqual({});
  await client.stop();
}, 60_000);
