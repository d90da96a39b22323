import type { CancellationToken } from "vscode-jsonrpc";
import { CancellationTokenSource } from "vscode-jsonrpc/node";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { z } from "zod";
import { editorChatRequest } from "../../server/protocol/editorModel";
import { outlineRequest } from "../../server/protocol/requests";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient, pullingEditor } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();
const brief =
  "---\ntitle: Wash your chain\nsources:\n  - sources/chain-test.md\n---\n\nA line of prose.\n";
const outline = {
  title: "Chains",
  sections: [{ heading: "Salt", summary: "It eats chains.", points: [] }],
};
type Question = z.output<typeof editorChatRequest.params>;
let client: LspClient;

/** An editor that lends `vendor/model`; `reply` is what asks that model. */
async function lending(
  reply: (question: Question, token: CancellationToken) => unknown,
  { languageModels = true, trusted = true, timeoutSeconds = 20, model = "vendor/model" } = {},
) {
  client = await LspClient.start({
    dataFolder: temporaryFolder(),
    folders: [author.folder],
    args: ["--profile", author.profile],
    settings: {
      planner: { kind: "editor", model, timeoutSeconds },
      model: { location: join(author.folder, "no-model.gguf") },
    },
    capabilities: { ...pullingEditor, experimental: { penprint: { languageModels, trusted } } },
  });
  client.connection.onRequest(
    editorChatRequest.method,
    (given: unknown, token: CancellationToken) =>
      reply(editorChatRequest.params.parse(given), token),
  );
  const { uri } = inFolder(author.folder, "a.md");
  await client.open(uri, brief);
  return { uri, title: "", brief: "", sources: [] };
}
afterEach(() => client.stop());

test("the editor's model is given brief and sources, and is named as the planner", async () => {
  const questions: Question[] = [];
  const fields = await lending((question) => {
    questions.push(question);
    return { kind: "ok", value: JSON.stringify(outline) };
  });
  const planned = await client.ask(outlineRequest, fields);
  expect(planned).toMatchObject({ kind: "outline", planner: "vendor/model of this editor" });
  expect(questions).toHaveLength(1);
  expect(questions[0]?.model).toBe("vendor/model");
  expect(questions[0]?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  expect(questions[0]?.messages[1]?.content).toContain("pressure washer");
});

test("nothing is asked of an editor that lends no model, without a model's name, or in a folder that is not trusted", async () => {
  const asked: Question[] = [];
  const reply = (question: Question): unknown => asked.push(question);
  const plain = await planWith(await lending(reply, { languageModels: false }));
  expect(refusal(plain)).toContain("lends no language model");
  await client.stop();
  const nameless = await planWith(await lending(reply, { model: "" }));
  expect(refusal(nameless)).toContain("Choose Planner");
  await client.stop();
  const untrusted = await planWith(await lending(reply, { trusted: false }));
  expect(untrusted.kind === "outline" && untrusted.planner).toMatch(/^extractive planner/);
  expect(asked).toEqual([]);
});

test("a model that says nothing, or an answer that is none, has the built-in planner write", async () => {
  let told = false;
  const silent = await lending(
    (_, token) => new Promise(() => token.onCancellationRequested(() => (told = true))),
    { timeoutSeconds: 1 },
  );
  const late = await client.ask(outlineRequest, silent);
  expect(late.kind === "outline" && late.planner).toMatch(
    /^extractive planner.*instead of vendor\/model of this editor/,
  );
  expect(JSON.stringify(late)).toContain("said nothing for 1 s");
  await client.until(() => told);
  await client.stop();

  const strange = await planWith(await lending(() => ({ kind: "perhaps" })));
  expect(JSON.stringify(strange)).toContain("could not ask vendor/model");
});

test("cancelling an outline cancels the question to the model", async () => {
  let told = false;
  let asked = false;
  const fields = await lending((_, token) => {
    asked = true;
    return new Promise(() => token.onCancellationRequested(() => (told = true)));
  });
  const cancel = new CancellationTokenSource();
  const planning = client.connection.sendRequest(outlineRequest.method, fields, cancel.token);
  await client.until(() => asked);
  cancel.cancel();
  await expect(planning).rejects.toThrow(/cancel/i);
  await client.until(() => told);
});

const planWith = (fields: Awaited<ReturnType<typeof lending>>) =>
  client.ask(outlineRequest, fields);

function refusal(planned: Awaited<ReturnType<typeof planWith>>): string {
  if (planned.kind !== "refused") throw new Error("It was not refused.");
  return `${planned.why} ${planned.userAction}`;
}
