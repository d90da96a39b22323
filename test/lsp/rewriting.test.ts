import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import {
  askCaptureNotification,
  captureConsentRequest,
  decideRequest,
  deleteDecisionsRequest,
  listDecisionsRequest,
  rewriteRequest,
} from "../../server/protocol/requests";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient, pushedEditor, type ClientOptions } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

/** Without a model: the deterministic restyler answers, and says so. The model's own tests are in test/modelDependent. */
const author = learnedAuthor();
let client: LspClient;
const stiff =
  "It is late and we do not mind. I have a kettle in order to make tea, and it is not cold.";

async function start(options: Partial<ClientOptions> = {}): Promise<LspClient> {
  client = await LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [author.folder],
    args: ["--profile", author.profile],
    settings: { model: { location: join(author.folder, "no-model.gguf") } },
    ...options,
  });
  return client;
}
afterEach(() => client.stop());

async function suggest(uri: string) {
  const document = client.document(uri);
  const start = document.positionAt(document.getText().indexOf("It is late"));
  const answer = await client.ask(rewriteRequest, {
    uri,
    version: document.version,
    mode: "style",
    range: { start, end: start },
  });
  if (answer.kind !== "suggestion") throw new Error(`${answer.why} ${answer.userAction}`);
  return answer;
}

describe("a rewrite", () => {
  test("is a value: the document stays as it is, and the answer says who wrote it", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Tea\n\n${stiff}\n`);
    const answer = await suggest(uri);
    expect(answer.original).toBe(stiff);
    expect(answer.candidates[0]).toMatchObject({ origin: "rules", accepted: true });
    expect(answer.candidates[0]!.text).toContain("don't mind");
    expect(answer.notes.join(" ")).toContain("no-model.gguf");
    expect(client.textOf(uri)).toBe(`# Tea\n\n${stiff}\n`);
    expect(client.edits).toEqual([]);
  });

  test("for another version of the text is refused", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, stiff);
    const start0 = { line: 0, character: 0 };
    const range = { start: start0, end: start0 };
    const answer = await client.ask(rewriteRequest, { uri, version: 99, mode: "style", range });
    expect(answer).toMatchObject({ kind: "refused" });
  });

  test("is applied by the server itself where the client has no preview", async () => {
    await start({ capabilities: pushedEditor });
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Tea\n\n${stiff}\n`);
    await client.until(() => client.lastPublished(uri));
    const at = client.document(uri).positionAt(client.textOf(uri).indexOf("kettle"));
    const actions = (await client.actions(uri, { start: at, end: at })) as CodeAction[];
    const rewrite = actions.find(({ title }) => title === "Rewrite in my style")!;
    await client.execute(
      rewrite.command!.command,
      ...((rewrite.command!.arguments ?? []) as unknown[]),
    );
    expect(client.edits).toHaveLength(1);
    expect(client.textOf(uri)).toContain("we don't mind");
  });

  test("of a note that is closed meanwhile is refused", async () => {
    await start();
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, stiff);
    const asked = suggest(uri);
    await client.close(uri);
    await expect(asked).rejects.toThrow(/closed|renamed|changed/);
  });
});

describe("decisions", () => {
  test("are not kept before the user allows it; then accepted, revised and undone are", async () => {
    await start();
    let asked = 0;
    client.connection.onNotification(askCaptureNotification.method, () => {
      asked++;
    });
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, `# Tea\n\n${stiff}\n`);
    const { id, original, candidates } = await suggest(uri);
    const text = candidates[0]!.text;
    const decide = async (decision: "accepted" | "rejected") => {
      const document = client.document(uri);
      const start0 = document.getText().indexOf(decision === "accepted" ? text : original);
      const range = {
        start: document.positionAt(start0),
        end: document.positionAt(start0 + text.length),
      };
      return client.ask(decideRequest, { suggestion: id, decision, candidate: 0, uri, range });
    };
    expect(await decide("rejected")).toMatchObject({ recorded: false });
    await client.until(() => asked === 1);
    await client.ask(captureConsentRequest, { keep: true });

    await client.replace(uri, original, text);
    expect(await decide("accepted")).toEqual({ recorded: true, why: "" });
    await client.replace(uri, "make tea", "make strong tea");
    await client.save(uri);
    const outcome = async () => (await client.ask(listDecisionsRequest, {})).decisions;
    const final = text.replace("make tea", "make strong tea");
    await expect.poll(async () => (await outcome())[1]?.final).toBe(final);
    const kept = await outcome();
    expect(kept.map(({ decision }) => decision)).toEqual(["rejected", "accepted"]);

    await client.replace(uri, final, original);
    await expect
      .poll(async () => (await outcome()).map(({ decision }) => decision))
      .toEqual(["rejected", "undone"]);

    const { file } = await client.ask(listDecisionsRequest, {});
    expect(readFileSync(file, "utf8")).toContain("strong tea");
    const ids = kept.map((one) => one.id);
    expect(await client.ask(deleteDecisionsRequest, { ids })).toEqual({ deleted: 2 });
    expect(readFileSync(file, "utf8")).not.toContain("strong tea");
  });

  test("switched off, nothing is written", async () => {
    const dataFolder = temporaryFolder();
    await start({
      dataFolder,
      settings: { capture: { enabled: "off" }, model: { location: "/none.gguf" } },
    });
    const { uri } = inFolder(author.folder, "a.md");
    await client.open(uri, stiff);
    const { id } = await suggest(uri);
    const decided = { suggestion: id, decision: "rejected", candidate: 0, uri } as const;
    expect(await client.ask(decideRequest, decided)).toMatchObject({ recorded: false });
    const { file } = await client.ask(listDecisionsRequest, {});
    expect(existsSync(file)).toBe(false);
  });
});
