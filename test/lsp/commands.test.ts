import { once } from "node:events";
import { spawn } from "node:child_process";
import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { serverCommands } from "../../server/protocol/commands";
import { LspClient, pushedEditor, serverFile, uriOf } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const samples = resolve(__dirname, "..", "..", "samples");

test("an editor that knows LSP alone learns, generates, switches, shows, stops and deletes by commands", async () => {
  const folder = temporaryFolder();
  cpSync(join(samples, "notes"), join(folder, "notes"), { recursive: true });
  cpSync(join(samples, "sources"), join(folder, "sources"), { recursive: true });
  const client = await LspClient.start({
    dataFolder: join(folder, "data"),
    folders: [folder],
    capabilities: pushedEditor,
    settings: { capture: { enabled: "on" } },
  });
  expect(client.initialized.capabilities.executeCommandProvider?.commands).toEqual(
    Object.values(serverCommands),
  );
  const run = (name: keyof typeof serverCommands, argument?: unknown): Promise<unknown> =>
    client.execute(serverCommands[name], ...(argument === undefined ? [] : [argument]));

  expect(await run("listProfiles")).toMatchObject({ ok: true, profiles: [] });
  const notes = join(folder, "notes");
  const learned = await run("learn", { author: "Sam", folders: uriOf(notes) });
  const count = readdirSync(notes).length;
  expect(learned).toMatchObject({ ok: true, notes: count });
  expect(client.messages.at(-1)).toMatch(
    new RegExp(`^Sam, learned from \\d+ words in ${count} notes\\.$`),
  );
  expect(await run("learn", { author: "Nobody", folders: [join(folder, "none")] })).toMatchObject({
    ok: false,
  });
  await expect(run("learn", { folders: notes })).rejects.toThrow(/author/);
  expect(await run("listProfiles")).toMatchObject({ profiles: [{ author: "Sam" }] });
  expect(await run("useProfile", { author: "Nobody" })).toMatchObject({ ok: false });
  expect(await run("useProfile", { author: "Sam", folder })).toMatchObject({ ok: true });

  const pattern = "contractions/contracted";
  await run("stopPattern", { pattern });
  expect(await run("showProfile")).toMatchObject({ profile: { stopped: [{ pattern }] } });
  await run("resumePattern", { pattern });
  expect(await run("showProfile")).toMatchObject({ profile: { author: "Sam", stopped: [] } });

  const uri = uriOf(join(folder, "article.md"));
  const matter =
    "---\ntitle: Wash your chain\nbrief: What sixteen weeks of salt did to each of the treatments\nsources:\n  - sources/chain-test.md\n---\n";
  await client.open(uri, `${matter}\nKept.\n`);
  const article = (await run("generateArticle", { uri })) as { ok: boolean; markdown: string };
  expect(article.ok).toBe(true);
  expect(client.textOf(uri)).toBe(`${matter}\n${article.markdown.trim()}\n\n\nKept.\n`);
  expect(client.textOf(uri)).toContain("[^1]");

  const listed = (await run("listDecisions")) as { decisions: { id: string; note: string }[] };
  expect(listed.decisions).toMatchObject([{ note: join(folder, "article.md") }]);
  const ids = listed.decisions.map(({ id }) => id);
  expect(await run("deleteDecisions", { ids })).toMatchObject({ ok: true, deleted: 1 });
  expect(await run("listDecisions")).toMatchObject({ decisions: [] });

  const elsewhere = await run("generateArticle", {
    title: "Chains",
    brief: "What sixteen weeks of salt did to each of the treatments",
    sources: [join(folder, "sources", "chain-test.md")],
  });
  expect(elsewhere).toMatchObject({ ok: true });
  expect((elsewhere as { markdown: string }).markdown).toContain("[^1]");
  await client.stop();
}, 60_000);

test.each([
  ["broken", "{", /profile\.json/],
  ["of a later version", JSON.stringify({ format: "penprint-profile", version: 999 }), /newer/],
])("a profile that is %s is shown once to a plain editor", async (_, text, message) => {
  const folder = temporaryFolder();
  const profile = join(folder, "profile.json");
  writeFileSync(profile, text);
  const client = await LspClient.start({
    dataFolder: join(folder, "data"),
    folders: [folder],
    capabilities: pushedEditor,
    args: ["--profile", profile],
  });
  await client.until(() => client.messages.length > 0);
  const uri = uriOf(join(folder, "a.md"));
  await client.open(uri, "It is late.\n");
  await client.until(() => client.lastPublished(uri));
  expect(client.messages).toHaveLength(1);
  expect(client.messages[0]).toMatch(message);
  await client.stop();
});

test("a profile that does not exist ends the server before it speaks", async () => {
  const profile = join(temporaryFolder(), "none.json");
  const child = spawn(process.execPath, [serverFile, "--stdio", "--profile", profile]);
  const said = { out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (said.out += data.toString()));
  child.stderr.on("data", (data: Buffer) => (said.err += data.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  expect([code, said.out]).toEqual([2, ""]);
  expect(said.err).toBe(
    `penprint-server: --profile ${profile} does not exist: make it with \`penprint learn\`.\n`,
  );
});

test("docs/editors.md names every command and every request", () => {
  const page = readFileSync(resolve(__dirname, "../../docs/editors.md"), "utf8");
  for (const key of Object.keys(serverCommands)) expect(page).toContain(`| \`${key}\``);
  const requests = readFileSync(resolve(__dirname, "../../server/protocol/requests.ts"), "utf8");
  const hooks = ["modelProcess"];
  for (const [, name = ""] of requests.matchAll(/"penprint\/(\w+)"/g)) {
    if (!hooks.includes(name)) expect(page).toMatch(new RegExp(`/${name}\\b`));
  }
});
