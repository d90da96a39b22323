import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import manifest from "../../package.json";
import {
  modelProcessRequest,
  outlineRequest,
  rewriteRequest,
  trustNotification,
} from "../../server/protocol/requests";
import { trainingDataRequest, trainRequest } from "../../server/protocol/training";
import { chatServer, say } from "../support/chatServer";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient, pullingEditor } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();
const note = `---
title: Wash your chain
brief: |
  - What sixteen weeks of salt did to each of the treatments
sources:
  - sources/chain-test.md
  - ../../../../../../../../etc/passwd
---

It is late and we do not mind. I have a kettle in order to make tea, and it is not cold.
`;
let client: LspClient;
afterEach(() => client.stop());

test("a folder that is not trusted is checked, and nothing else, until it is trusted", async () => {
  const server = await chatServer((_, response) =>
    say(
      response,
      JSON.stringify({
        title: "Salt",
        sections: [{ heading: "What sixteen weeks of salt did", summary: "", points: [] }],
      }),
    ),
  );
  client = await LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [author.folder],
    args: ["--profile", author.profile],
    capabilities: {
      ...pullingEditor,
      experimental: { penprint: { preview: true, trusted: false } },
    },
    settings: {
      planner: { kind: "openai", baseUrl: server.baseUrl, model: "m" },
      model: { serverUrl: server.baseUrl, serverModel: "m", candidates: 1 },
    },
  });
  const { uri } = inFolder(author.folder, "a.md");
  const document = await client.open(uri, note);
  const rules = (await client.diagnostics(uri)).map(({ code }) => code);
  expect(rules).toContain("style/contractions");
  expect(rules).toContain("faithfulness/source");

  const start = document.positionAt(note.indexOf("It is late"));
  const asked = { uri, version: 1, mode: "style" as const, range: { start, end: start } };
  const rewritten = await client.ask(rewriteRequest, asked);
  if (rewritten.kind !== "suggestion") throw new Error(rewritten.why);
  expect(rewritten.candidates[0]).toMatchObject({ origin: "rules" });
  expect(rewritten.notes.join(" ")).toContain("not trusted");

  const fields = { uri, title: "", brief: "", sources: [] };
  const planned = await client.ask(outlineRequest, fields);
  if (planned.kind !== "outline") throw new Error(planned.why);
  expect(planned.planner).toContain("extractive");
  expect(planned.notes.join(" ")).toContain("not trusted");

  for (const fromNotes of [true, false]) {
    const data = await client.ask(trainingDataRequest, { uri, fromNotes });
    expect(data).toMatchObject({
      kind: "refused",
      why: expect.stringContaining("not trusted") as string,
    });
  }
  expect(await client.ask(trainRequest, { author: "Sam" })).toMatchObject({ kind: "refused" });
  expect(server.seen).toEqual([]);
  expect(await client.ask(modelProcessRequest, {})).toEqual({ pid: 0 });

  await client.connection.sendNotification(trustNotification.method, {});
  const trusted = await client.ask(outlineRequest, fields);
  expect(trusted).toMatchObject({ kind: "outline", notes: [] });
  expect(server.seen.length).toBe(1);
  await server.close();
});

test("what the folder says of servers is the editor's to withhold: package.json names each such setting", () => {
  const { restrictedConfigurations, supported } = manifest.capabilities.untrustedWorkspaces;
  expect(supported).toBe("limited");
  const scopes = new Map<string, string>(
    manifest.contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties).map(([name, { scope }]) => [name, scope] as const),
    ),
  );
  for (const [name, scope] of scopes) {
    if (!/model\.|planner\.|proxy/.test(name) || restrictedConfigurations.includes(name)) continue;
    expect([name, scope]).toEqual([
      expect.stringMatching(/candidates|threads|contextTokens|timeoutSeconds/),
      scope,
    ]);
  }
  // Nobody's folder switches the keeping of decisions on.
  for (const [name, scope] of scopes) {
    if (name.startsWith("penprint.capture.")) expect(scope).toBe("application");
  }
});

test("a folder's own files cannot say that it is trusted", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, ".vscode"));
  const say = { penprint: { trusted: true }, trusted: true };
  writeFileSync(join(folder, ".penprint.json"), JSON.stringify(say));
  client = await LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [folder],
    capabilities: { ...pullingEditor, experimental: { penprint: { trusted: false } } },
    settings: say,
  });
  expect(await client.ask(trainRequest, { author: "Sam" })).toMatchObject({ kind: "refused" });
});
