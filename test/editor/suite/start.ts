import { strict as assert } from "node:assert";
import { screenshot } from "./hands";
import { test } from "./runner";
import { activate, findings, isActive, open, ruleOf, until } from "./window";

test("activates without waiting for its server", async () => {
  assert.equal(isActive(), false, "nothing of Markdown is open yet");
  const started = performance.now();
  const { server, statusBar } = await activate();
  console.log(`        activation ${(performance.now() - started).toFixed(0)} ms`);
  assert.match(statusBar.text, /Penprint/);
  await until("the server's first status", () => server.status);
  console.log(`        first status of the server ${(performance.now() - started).toFixed(0)} ms`);
});

test("before anything is learned: no style findings, and the status bar offers to learn", async () => {
  const { statusBar } = await activate();
  const { document } = await open("drafts/the-tap-in-winter.md");
  await until("the offer to learn", () => statusBar.text.includes("Learn My Style"));
  await until("findings about sources", () => findings(document).length > 0);
  const rules = findings(document).map(ruleOf);
  assert.deepEqual(
    rules.filter((rule) => !rule.startsWith("faithfulness/")),
    [],
  );
  await screenshot("01-before-learning");
});
