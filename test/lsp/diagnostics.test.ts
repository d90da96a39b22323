import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LSPErrorCodes, ResponseError } from "vscode-languageserver-protocol/node";
import {
  CancellationTokenSource,
  DocumentDiagnosticRequest,
} from "vscode-languageserver-protocol/node";
import { afterEach, describe, expect, test } from "vitest";
import { folderConfigName } from "../../server/protocol/folderConfig";
import { learnedAuthor } from "../support/learnedAuthor";
import {
  inFolder,
  LspClient,
  pullingEditor,
  pushedEditor,
  uriOf,
  type ClientOptions,
} from "../support/lspClient";

const author = learnedAuthor();
let client: LspClient;

async function start(options: Partial<ClientOptions> = {}): Promise<LspClient> {
  client = await LspClient.start({
    dataFolder: author.dataFolder,
    folders: [author.folder],
    args: ["--profile", author.profile],
    ...options,
  });
  return client;
}
afterEach(() => client.stop());

const drift = "It is late. We do not mind the rain 😀 and it is not cold.";
const sourced = (body: string): string => `---\nsources: [sources/count.md]\n---\n\n${body}\n`;

describe("pulled diagnostics", () => {
  test("say what, where and why, with a page that opens without a network", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Rain\n\n${drift}\n`);
    const items = await client.diagnostics(uri);
    const contraction = items.find(({ code }) => code === "style/contractions")!;
    expect(client.textAt(uri, contraction.range)).toBe("It is");
    expect(contraction).toMatchObject({ source: "penprint", severity: 3 });
    expect(contraction.message).toMatch(/You write contractions \d+ of \d+ times/);
    expect(contraction.codeDescription?.href).toMatch(
      /^file:.*docs\/rules\/style\/contractions\.md$/,
    );
    expect(readFileSync(new URL(contraction.codeDescription!.href), "utf8")).toContain("#");
  });

  test("an emoji before a finding does not shift it", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `😀😀 ${drift}\n`);
    const texts = (await client.diagnostics(uri))
      .filter(({ code }) => code === "style/contractions")
      .map(({ range }) => client.textAt(uri, range));
    expect(texts).toEqual(expect.arrayContaining(["It is", "do not", "it is"]));
  });

  test("keep their id while nothing changes, and get a new one with the first difference", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Rain\n\n${drift}\n\nThe kettle sings.\n`);
    const first = await client.pull(uri);
    expect(first.kind).toBe("full");
    await client.replace(uri, "kettle", "kettles");
    const second = await client.pull(uri, first.resultId);
    expect(second).toEqual({ kind: "unchanged", resultId: first.resultId });
    await client.replace(uri, "do not", "don't");
    const third = await client.pull(uri, second.resultId);
    expect(third.kind).toBe("full");
    expect(third.resultId).not.toBe(first.resultId);
  });

  test("every edit is answered for that very text", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, "# Rain\n\nThe kettle sings.\n");
    const found = async (): Promise<number> =>
      (await client.diagnostics(uri)).filter(({ code }) => code === "style/contractions").length;
    for (let round = 0; round < 3; round++) {
      await client.replace(uri, "The kettle", "It is late. The kettle");
      expect(await found()).toBe(1);
      await client.replace(uri, "It is late. ", "");
      expect(await found()).toBe(0);
    }
  });

  test("a cancelled request is an error, never an empty answer", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `${drift}\n\n`.repeat(2000));
    const source = new CancellationTokenSource();
    const first = client.pull(uri);
    const cancelled = client.connection.sendRequest(
      DocumentDiagnosticRequest.type,
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    await expect(cancelled).rejects.toSatisfy(
      (error) => error instanceof ResponseError && error.code === LSPErrorCodes.RequestCancelled,
    );
    expect((await first).kind).toBe("full");
  });

  test("nothing is found in code, front matter, links, HTML or quotations", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    const hidden = "it is, do not, utilise in order to";
    await client.open(
      uri,
      [
        `---\ntitle: ${hidden}\n---`,
        `\`\`\`\n${hidden}\n\`\`\``,
        `    ${hidden}`,
        `The \`${hidden}\` [kettle](https://example.org/it%20is "it is") sings.`,
        `<div title="${hidden}">\n${hidden}\n</div>`,
        `> It is late and we do not mind.`,
        `<!-- ${hidden} -->`,
        `$$\nit is\n$$`,
      ].join("\n\n"),
    );
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  test("other languages and views of other documents are left alone", async () => {
    await start();
    for (const [uri, language] of [
      [inFolder(author.folder, "a.py").uri, "python"],
      ["git:/a/note.md?HEAD", "markdown"],
      ["output:channel", "markdown"],
    ] as const) {
      await client.open(uri, drift, language);
      expect(await client.diagnostics(uri)).toEqual([]);
    }
    await client.open("untitled:Untitled-1", drift);
    expect(await client.diagnostics("untitled:Untitled-1")).not.toEqual([]);
  });

  test("an unsaved note's sources cannot be found: that is said where they are named", async () => {
    await start({ folders: [] });
    await client.open(
      "untitled:Untitled-2",
      "---\nsources:\n  - facts.md\n---\n\nThere are 40 boats.\n",
    );
    expect(await client.diagnostics("untitled:Untitled-2")).toMatchObject([
      { code: "faithfulness/source", severity: 3, range: { start: { line: 2 } } },
    ]);
  });
});

test("a client that cannot pull is sent the same findings", async () => {
  await start();
  const { uri } = inFolder(author.folder, "a.md");
  await client.open(uri, `# Rain\n\n${drift}\n`);
  const pulled = await client.diagnostics(uri);
  await client.stop();

  await start({ capabilities: pushedEditor });
  await client.open(uri, `# Rain\n\n${drift}\n`);
  const pushed = await client.until(() => client.lastPublished(uri));
  expect(pushed.diagnostics).toEqual(pulled);
  await client.replace(uri, drift, "The kettle sings.");
  await client.until(() => client.lastPublished(uri)?.diagnostics.length === 0);
  await client.close(uri);
});

describe("what stands around a note", () => {
  test("a changed source refreshes, whether the editor reports it or not", async () => {
    const source = join(author.folder, "sources", "count.md");
    writeFileSync(source, "The harbour was counted by Maria Lopez. She found 42 boats there.\n");
    const { uri } = inFolder(author.folder, "a.md");
    const body = sourced("The harbour was counted by Maria Lopez. She found 57 boats there.");
    for (const watches of [true, false]) {
      const { didChangeWatchedFiles, ...workspace } = pullingEditor.workspace!;
      await start({
        capabilities: {
          ...pullingEditor,
          workspace: { ...workspace, ...(watches ? { didChangeWatchedFiles } : {}) },
        },
      });
      writeFileSync(source, "The harbour was counted by Maria Lopez. She found 42 boats there.\n");
      await client.open(uri, body);
      const numbers = async (): Promise<number> =>
        (await client.diagnostics(uri)).filter(({ code }) =>
          String(code).startsWith("faithfulness/"),
        ).length;
      expect(await numbers()).toBeGreaterThan(0);
      await new Promise((done) => setTimeout(done, watches ? 0 : 2500));
      const before = client.refreshes;
      writeFileSync(source, "The harbour was counted by Maria Lopez. She found 57 boats there.\n");
      if (watches) {
        await client.until(() => client.registrations.length > 0);
        await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
          changes: [{ uri: uriOf(source), type: 2 }],
        });
      }
      await client.until(() => client.refreshes > before);
      expect(await numbers()).toBe(0);
      if (watches) await client.stop();
    }
  });

  test("a source that comes later is noticed by a client that does not watch files", async () => {
    const workspace = { ...pullingEditor.workspace };
    delete workspace.didChangeWatchedFiles;
    await start({ capabilities: { ...pullingEditor, workspace } });
    const { uri } = inFolder(author.folder, "later.md");
    const body = "The harbour was counted by Maria Lopez. She found 57 boats there.";
    await client.open(
      uri,
      `---\nsources: [later/count.md, "later/more/**/*.txt"]\n---\n\n${body}\n`,
    );
    const sources = async (): Promise<number> =>
      (await client.diagnostics(uri)).filter(({ code }) => code === "faithfulness/source").length;
    expect(await sources()).toBe(2);
    for (const [left, name] of [
      [1, "later/count.md"],
      [0, "later/more/deep/count.txt"],
    ] as const) {
      await new Promise((done) => setTimeout(done, 2500));
      const before = client.refreshes;
      const file = join(author.folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, "Maria Lopez found 57 boats in the harbour.\n");
      await client.until(() => client.refreshes > before);
      expect(await sources()).toBe(left);
    }
    rmSync(join(author.folder, "later"), { recursive: true });
  });

  test("settings change severities and switch rules off at once", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Rain\n\n${drift}\n`);
    const severities = async (): Promise<readonly unknown[]> =>
      (await client.diagnostics(uri))
        .filter(({ code }) => code === "style/contractions")
        .map(({ severity }) => severity);
    expect(await severities()).toContain(3);
    const set = (diagnostics: object): Promise<void> =>
      client.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { penprint: { diagnostics } },
      });
    await set({ severity: { "style/contractions": "error" } });
    await client.until(() => client.refreshes > 0);
    expect(new Set(await severities())).toEqual(new Set([1]));
    await set({ style: false });
    await client.until(() => client.refreshes > 1);
    expect(await severities()).toEqual([]);
  });

  test("a setting that does not fit is named, and the others hold", async () => {
    const severity = { "style/contractions": "off", "style/spelling": "loud" };
    await start({ settings: { diagnostics: { severity }, author: 7, languages: [7] } });
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Rain\n\n${drift}\n\n<!-- penprint-ignore x -->\n`);
    const codes = (await client.diagnostics(uri)).map(({ code }) => code);
    expect(codes).toEqual(["style/ignore-comment"]);
    for (const name of ["author", "languages.0", "diagnostics.severity.style/spelling"]) {
      const told = client.messages.filter((one) => one.includes(`The setting ${name} cannot`));
      expect(told).toHaveLength(1);
    }
  });

  test("a setting or a rule that is none is said in the log, once", async () => {
    const severity = { "style/pasive": "off" };
    await start({ settings: { diagnostics: { severity, sytle: false } } });
    await client.open(inFolder(author.folder, "a.md").uri, drift);
    await client.diagnostics(inFolder(author.folder, "a.md").uri);
    const logged = (text: string) => client.logs.filter((line) => line.includes(text));
    expect(logged('no setting "diagnostics.sytle"')).toHaveLength(1);
    expect(logged('names "style/pasive", which is no rule')).toHaveLength(1);
    expect(client.messages).toEqual([]);
  });

  test(".penprint.json switches rules off below its folder; a broken one is shown in itself", async () => {
    await start();
    const file = join(author.folder, folderConfigName);
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Rain\n\n${drift}\n`);
    const codes = async (): Promise<readonly unknown[]> =>
      (await client.diagnostics(uri)).map(({ code }) => code);
    const change = async (text: string): Promise<void> => {
      writeFileSync(file, text);
      const before = client.refreshes;
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: uriOf(file), type: 2 }],
      });
      await client.until(() => client.refreshes > before);
    };
    expect(await codes()).toContain("style/contractions");
    await change(`{"rules":{"style/contractions":"off"}}`);
    expect(await codes()).not.toContain("style/contractions");
    await change(`{"rules":`);
    expect(await codes()).toContain("style/contractions");
    const shown = await client.until(() => client.lastPublished(uriOf(file)));
    expect(shown.diagnostics[0]?.message).toContain("is not JSON");
    await change(`{\n  "rules": { "style/contraction": "off" } }`);
    expect(await codes()).toContain("style/contractions");
    const named = await client.until(() =>
      client.lastPublished(uriOf(file))?.diagnostics.find(({ severity }) => severity === 3),
    );
    expect(named.message).toMatch(/no rule\. Did you mean "style\/contractions"\?$/);
    expect(named.range.start).toEqual({ line: 1, character: 13 });
    await change("{}");
    await codes();
    await client.until(() => client.lastPublished(uriOf(file))?.diagnostics.length === 0);
  });
});

describe("before anything is learned", () => {
  test("there are no style findings, and faithfulness works", async () => {
    await start({ args: [] });
    writeFileSync(join(author.folder, "sources", "count.md"), "Maria Lopez counted 42 boats.\n");
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, sourced(`${drift}\n\nJohn Smith counted 42 boats.`));
    const codes = (await client.diagnostics(uri)).map(({ code }) => code);
    expect(codes).toEqual(["faithfulness/name"]);
  });
});
