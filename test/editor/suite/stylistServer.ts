import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { commands, window } from "vscode";
import { captureConsentRequest, listDecisionsRequest } from "../../../server/protocol/requests";
import { haveHands, press, screenshot } from "./hands";
import { test } from "./runner";
import { withVoice } from "./voice";
import { activate, closeAll, open, openDiff, selectParagraph, undo, until } from "./window";

/** With the keyboard where somebody holds it. */
const turn = (keys: string, command: string) =>
  haveHands ? press(keys) : commands.executeCommand(command);

test("two candidates: Next Candidate shows the other, and its Accept is one undo step", () =>
  withVoice(async (voice) => {
    const { server, suggestions } = await activate();
    await server.request(captureConsentRequest, { keep: true });
    const editor = await open("drafts/the-tap-in-winter.md");
    const { document } = editor;
    const before = document.getText();
    selectParagraph(editor, "It is important to note");
    await commands.executeCommand("penprint.rewriteSelection");
    await until("the diff", openDiff);
    const suggestion = suggestions.current!;
    assert.deepEqual([suggestion.count, suggestion.shown], [2, 0]);
    const [first, second] = suggestion.answer.candidates;
    assert.ok(first?.accepted && second?.accepted, "both passed the checks");
    const shown = () => window.activeTextEditor?.document.getText() ?? "";
    await until("the first candidate", () => shown().includes(first.text));
    await screenshot("16-first-candidate");

    const next = () => turn("Alt+]", "penprint.nextCandidate");
    await next();
    await until("the second candidate", () => shown().includes(second.text));
    assert.equal(suggestions.current?.shown, 1);
    assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? "", /suggestion 2 of 2/);
    await turn("Alt+[", "penprint.previousCandidate");
    await until("the first candidate again", () => shown().includes(first.text));
    await next();
    await until("the second candidate again", () => shown().includes(second.text));
    await window.showTextDocument(document);
    assert.equal(suggestions.current.shown, 1, "another tab in front decides nothing");
    await commands.executeCommand("workbench.action.openPreviousRecentlyUsedEditorInGroup");
    await until("the suggestion again", openDiff);
    assert.equal(document.getText(), before, "nothing was replaced");
    await screenshot("17-second-candidate");
    await commands.executeCommand("penprint.acceptSuggestion");
    const { original } = suggestion.answer;
    assert.equal(document.getText(), before.replace(original, second.text));
    await undo(document);
    assert.equal(document.getText(), before, "one undo restores the note");

    const lines = await until("the three lines", async () => {
      const { file } = await server.request(listDecisionsRequest, {});
      const all = (await readFile(file, "utf8")).trim().split("\n");
      const parsed = all.map((line) => JSON.parse(line) as Record<string, unknown>);
      const own = parsed.filter((line) => line["suggestion"] === suggestion.id);
      return parsed.at(-1)?.["kind"] === "undone" && [...own, parsed.at(-1)];
    });
    assert.equal(lines.length, 3, "going to and fro is told once");
    const [replaced, accepted, undone] = lines;
    const common = { suggestion: suggestion.id, model: `voice at ${voice.baseUrl}` };
    const of = (line?: Record<string, unknown>) =>
      ["kind", "chosen", "text", "suggestion", "model"].map((key) => line?.[key]);
    const { suggestion: id, model } = common;
    assert.deepEqual(of(replaced), ["replaced", 0, first.text, id, model]);
    assert.deepEqual(of(accepted), ["accepted", 1, second.text, id, model]);
    assert.equal(undone?.["id"], accepted?.["id"]);
    await closeAll();
  }));

test("an article's sections take on the author's voice by the stylist's server", () =>
  withVoice(async (voice) => {
    const { document } = await open("drafts/wash-your-chain.md");
    const shows = (scheme: string) => () => window.activeTextEditor?.document.uri.scheme === scheme;
    const generating = commands.executeCommand("penprint.generateArticle");
    await until("the outline", shows("penprint-outline"), 60_000);
    await commands.executeCommand("penprint.writeArticle");
    await until("the preview", shows("penprint-article"), 60_000);
    const before = document.getText();
    await until("the whole article", async () => {
      await commands.executeCommand("penprint.acceptArticle");
      return document.getText() !== before;
    });
    await generating;
    await screenshot("18-voiced-article");
    const after = document.getText();
    console.log(`        ${voice.seen.length} drafts were sent to the stylist's server`);
    assert.ok(after.includes("The lengths that I'd left untreated had salt on them"), after);
    await undo(document);
    await closeAll();
  }));
