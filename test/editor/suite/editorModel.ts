import { strict as assert } from "node:assert";
import { CancellationTokenSource, commands, extensions } from "vscode";
import { articleRequest, outlineRequest } from "../../../server/protocol/requests";
import type { ScriptedModel } from "../scriptedModel/extension";
import { answer, haveHands, screenshot } from "./hands";
import { test } from "./runner";
import { activate, closeAll, open, setting, setSettings, until } from "./window";

const outline = {
  title: "Chains",
  sections: [{ heading: "What salt does", summary: "It eats chains.", points: [] }],
};

async function model(): Promise<ScriptedModel> {
  const extension = extensions.getExtension<ScriptedModel>("penprint-tests.scripted-model");
  assert.ok(extension, "the extension that provides the model is there");
  return extension.activate();
}

/** Uses a model without the list; answers the fields that an article's requests take. */
async function useModel(name: string) {
  await setSettings({ "planner.kind": "editor", "planner.model": name });
  const { server } = await activate();
  const { document } = await open("drafts/wash-your-chain.md");
  await until(`${name} in the status`, () => server.status?.planner.name === name);
  return { uri: document.uri.toString(), title: "", brief: "", sources: [] };
}

test("a language model of VS Code is chosen as the planner, and plans and writes", async () => {
  const { server } = await activate();
  const scripted = await model();
  if (haveHands) {
    const choosing = commands.executeCommand("penprint.choosePlanner");
    await screenshot("27-planners");
    await answer("What plans and drafts?", "Scripted Writer");
    await choosing;
    assert.deepEqual(
      [setting("planner.kind"), setting("planner.model")],
      ["editor", "scripted/writer"],
    );
  }
  const fields = await useModel("scripted/writer");
  assert.match(server.status?.planner.address ?? "", /^scripted \(a language model of this editor/);

  scripted.answers = [JSON.stringify(outline)];
  const planned = await server.request(outlineRequest, fields);
  assert.ok(planned.kind === "outline", JSON.stringify(planned));
  assert.deepEqual(planned.outline, { ...outline, title: "Wash your chain" });
  assert.equal(planned.planner, "scripted/writer of this editor");
  const [asked] = scripted.asked;
  assert.match(asked?.text ?? "", /salt/, "it was given the brief and the sources");

  scripted.answers = ["Salt is left on a chain that is not washed.", "Salt stays."];
  const written = await server.request(articleRequest, {
    ...fields,
    id: "lent",
    outline: planned.outline,
  });
  assert.ok(written.kind === "article", JSON.stringify(written));
  assert.match(written.markdown, /Salt is left on a chain/);
  await closeAll();
});

test("what VS Code refuses is told in words, and only a used-up quota has another planner write", async () => {
  const { server } = await activate();
  const why = async (name: string): Promise<string> => {
    const planned = await server.request(outlineRequest, await useModel(name));
    assert.ok(planned.kind === "refused", JSON.stringify(planned));
    return `${planned.why} ${planned.userAction}`;
  };
  assert.match(await why("scripted/forbidden"), /no leave to use .*the user said no.*allow it/);
  assert.match(await why("scripted/gone"), /lends no language model "scripted\/gone".*Choose/);

  for (const [name, said] of [
    ["scripted/used-up", /quota is used up \(no requests left this month\)/],
    ["scripted/short", /too long for Scripted Short: \d+ tokens of 10/],
  ] as const) {
    const planned = await server.request(outlineRequest, await useModel(name));
    assert.ok(planned.kind === "outline", JSON.stringify(planned));
    assert.match(planned.planner, /^extractive planner.*instead of/);
    assert.match(planned.notes.join(" "), said);
  }
  await closeAll();
});

test("a question to a language model of VS Code is called off with what asked for it", async () => {
  const { server } = await activate();
  const scripted = await model();
  const fields = await useModel("scripted/endless");
  const before = scripted.asked.length;
  const cancel = new CancellationTokenSource();
  const planning = server.request(outlineRequest, fields, cancel.token);
  await until("the question", () => scripted.asked.length > before);
  cancel.cancel();
  await assert.rejects(planning, /Cancel/i);
  await until("the model to be told", () => scripted.calledOff === 1);
  await setSettings({ "planner.kind": undefined, "planner.model": undefined });
  await closeAll();
});
