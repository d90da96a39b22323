import { strict as assert } from "node:assert";
import { commands, TabInputTextDiff, window } from "vscode";
import { listAdaptersRequest, trainingDataRequest } from "../../../server/protocol/training";
import { chatServer, say } from "../../support/chatServer";
import { answer, clickButton, haveHands, press, screenshot } from "./hands";
import { test } from "./runner";
import { activate, closeAll, open, setSettings, until } from "./window";

/** First: passages that a planner has once worked on make pairs for ever, and mostly enough of them to train. */
test("Train My Style says what is missing; an adapter is chosen and given back", async () => {
  if (!haveHands) return;
  const { server } = await activate();
  await until("no planner", () => server.status?.planner.address === "");
  await open("drafts/the-tap-in-winter.md");
  await commands.executeCommand("penprint.trainStyle");
  await screenshot("22-too-little-to-train-on");
  await commands.executeCommand("notifications.clearAll");

  const inUse = async (): Promise<string> => {
    const listed = await server.request(listAdaptersRequest, {});
    return listed.kind === "adapters" ? listed.current : listed.why;
  };
  const first = await inUse();
  const choosing = commands.executeCommand("penprint.chooseAdapter");
  await answer("Which adapter writes as", "None");
  await choosing;
  assert.equal(await inUse(), "none");
  const back = commands.executeCommand("penprint.chooseAdapter");
  await answer("Which adapter writes as", "Go Back");
  await back;
  assert.equal(await inUse(), first);
  await commands.executeCommand("notifications.clearAll");
  await closeAll();
});

test("Show Training Pairs: of the notes too once the user says so; one looked at, one struck", async () => {
  if (!haveHands) return;
  const { server } = await activate();
  const planner = await chatServer(({ asked }, response) => {
    const [, text = ""] = /BEGIN TEXT \w+\n([^]*)\nEND TEXT/.exec(asked) ?? [];
    say(response, text.replace(/(?<=\. )/g, "It is the case, as has been noted before, that "));
  });
  const before = { "planner.kind": "extractive", "planner.baseUrl": "", "planner.model": "" };
  try {
    const here = { "planner.kind": "openai", "planner.baseUrl": planner.baseUrl };
    await setSettings({ ...here, "planner.model": "big" });
    await until("the planner", () => server.status?.planner.address === planner.baseUrl);
    await open("drafts/the-tap-in-winter.md");
    const showing = commands.executeCommand("penprint.showTrainingPairs");
    await answer("What may be learned from?", "My decisions and my notes");
    await showing;
    assert.ok(planner.seen.length > 0, "passages were sent where the user said");
    await screenshot("21-training-pairs");
    await press("Enter");
    const diff = await until("the difference", () => {
      const input = window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof TabInputTextDiff && input;
    });
    assert.equal(diff.modified.scheme, "penprint-pair");
    await closeAll();

    const pairs = async (): Promise<number> => {
      const data = await server.request(trainingDataRequest, { fromNotes: true });
      return data.kind === "data" ? data.pairs.length : -1;
    };
    const all = await pairs();
    const again = commands.executeCommand("penprint.showTrainingPairs");
    await answer("What may be learned from?", "My decisions and my notes");
    await again;
    await clickButton("Never train on this pair");
    await press("Escape");
    await until("the pair to be gone", async () => (await pairs()) === all - 1);
  } finally {
    await setSettings(before);
    await planner.close();
  }
});

test("the training page shows the loss of every stage, and runs no script", async () => {
  const { training } = await activate();
  training.begin("Sam <b>");
  for (const [stage, start] of [
    ["sft", 3.1],
    ["filter", 2.4],
    ["dpo", 0.7],
  ] as const) {
    for (let step = 1; step <= 40; step++) {
      const loss = start * (0.6 + 0.4 / Math.sqrt(step)) + 0.05 * Math.sin(step * 7);
      training.step({ author: "Sam", stage, step, steps: 40, loss, secondsLeft: 40 - step });
    }
  }
  assert.equal(training.html.match(/<polyline/g)?.length, 3);
  assert.match(training.html, /default-src 'none'/);
  assert.match(training.html, /Sam &lt;b&gt;/);
  assert.doesNotMatch(training.html, /<script/);
  await screenshot("23-training");
  training.end(["The new version does better and is in use."]);
  await closeAll();
  await until("the page to be closed", () => training.html === "");
});
