import { cpSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  learnRequest,
  listProfilesRequest,
  profileRequest,
  transferProfileRequest,
} from "../../server/protocol/requests";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient, uriOf } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();
const samples = resolve(__dirname, "..", "..", "samples", "notes");
const drift = "It is late. We do not mind the rain and it is not cold.\n";

const start = (settings: Readonly<Record<string, unknown>>): Promise<LspClient> =>
  LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [author.folder],
    args: ["--profile", author.profile],
    settings,
  });

test("languages: another language is checked once it is named, and Markdown only when it is", async () => {
  const client = await start({ languages: ["plaintext"] });
  const text = inFolder(author.folder, "a.txt");
  const note = inFolder(author.folder, "a.md");
  await client.open(text.uri, drift, "plaintext");
  await client.open(note.uri, drift);
  const codes = (await client.diagnostics(text.uri)).map(({ code }) => code);
  expect(codes).toContain("style/contractions");
  expect(await client.diagnostics(note.uri)).toEqual([]);
  await client.stop();
});

test("diagnostics.ignoreFiles: a note that a pattern names is not checked", async () => {
  const client = await start({ diagnostics: { ignoreFiles: ["drafts/**"] } });
  const ignored = inFolder(join(author.folder, "drafts"), "a.md");
  const other = inFolder(author.folder, "a.md");
  await client.open(ignored.uri, drift);
  await client.open(other.uri, drift);
  expect(await client.diagnostics(ignored.uri)).toEqual([]);
  expect(await client.diagnostics(other.uri)).not.toEqual([]);
  await client.stop();
});

test("learn.onSave: switched off, a saved note changes nothing until it is learned by hand", async () => {
  const folder = temporaryFolder();
  const notes = join(folder, "notes");
  cpSync(samples, notes, { recursive: true });
  const client = await LspClient.start({
    dataFolder: join(folder, "data"),
    folders: [folder],
    settings: { learn: { onSave: false } },
  });
  await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  const { file, words } = (await client.ask(profileRequest, {}))!;
  const before = readFileSync(file, "utf8");
  const path = join(notes, "new.md");
  const text = "I mended the kettle, and it's on the shelf by the door again.\n";
  writeFileSync(path, text);
  await client.open(uriOf(path), text);
  await client.save(uriOf(path));
  // Longer than the second that learning waits after a save.
  await wait(2500);
  expect(readFileSync(file, "utf8")).toBe(before);
  await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  expect((await client.ask(profileRequest, {}))!.words).toBeGreaterThan(words);
  await client.stop();
}, 60_000);

test("a profile is imported, exported and deleted; what is wrong with a file is an answer", async () => {
  const folder = temporaryFolder();
  const client = await LspClient.start({ dataFolder: join(folder, "data"), folders: [folder] });
  const transfer = (action: "export" | "import" | "delete", name: string, file?: string) =>
    client.ask(transferProfileRequest, {
      action,
      author: name,
      ...(file !== undefined && { file }),
    });
  const authors = async () =>
    (await client.ask(listProfilesRequest, {})).map((profile) => profile.author).sort();

  expect(await transfer("import", "", author.profile)).toEqual({ ok: true, why: "" });
  expect(await transfer("import", "Copy", author.profile)).toEqual({ ok: true, why: "" });
  expect(await authors()).toEqual(["Copy", "Sam"]);

  const exported = join(folder, "sam.json");
  expect(await transfer("export", "Sam", exported)).toEqual({ ok: true, why: "" });
  expect(JSON.parse(readFileSync(exported, "utf8"))).toEqual(
    JSON.parse(readFileSync(author.profile, "utf8")),
  );

  const uri = uriOf(join(folder, "a.md"));
  await client.open(uri, drift);
  expect(await transfer("delete", "Copy")).toEqual({ ok: true, why: "" });
  expect(await authors()).toEqual(["Sam"]);
  expect(await client.diagnostics(uri)).not.toEqual([]);
  expect(await transfer("delete", "Sam")).toEqual({ ok: true, why: "" });
  expect(await client.diagnostics(uri)).toEqual([]);
  expect(existsSync(exported)).toBe(true);

  for (const refused of [
    transfer("delete", "Sam"),
    transfer("export", "Sam", exported),
    transfer("export", "Sam"),
    transfer("import", "", join(folder, "none.json")),
    transfer("import", "", join(samples, "2023-08-19-salt.md")),
  ]) {
    const { ok, why } = await refused;
    expect([ok, why === ""]).toEqual([false, false]);
  }
  await client.stop();
});
