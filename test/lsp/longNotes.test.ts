import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { analyseNote } from "../../server/core/note/analyseNote";
import { Checker } from "../../server/core/rules/checker";
import { allRules } from "../../server/core/rules/registry";
import { OpenNote } from "../../server/lsp/openNotes";
import { defaultSettings } from "../../server/protocol/settings";
import { NoteChecker } from "../../server/workflows/checkNote";
import { caseAuthor } from "../support/caseAuthor";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient } from "../support/lspClient";
import { noteText } from "../support/writtenNotes";

/** Some 50,000 words, of which none are alike. */
const long = `${noteText("plain", 800, 1)}\nIt is not the case that we do not know.\n`;
const shorter = noteText("plain", 150, 3);
const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } };
const learned = learnedAuthor();
const style = await caseAuthor();
const author = { view: style, stopped: new Set<string>() };
const checker = new NoteChecker({
  rules: allRules,
  settings: () => defaultSettings,
  authorOf: () => Promise.resolve(author),
  folderRules: () => Promise.resolve({ rules: {}, ignored: false, problems: [], files: [] }),
  readSources: () => Promise.resolve(undefined),
  isIgnored: () => false,
});

const opened = (text: string): OpenNote =>
  new OpenNote(TextDocument.create("file:///n.md", "markdown", 1, text), checker.open(undefined));

const checkedAfresh = (text: string) =>
  new Checker(allRules, { style, stopped: author.stopped, severities: {} }).check(
    analyseNote(text),
  );

const append = (note: OpenNote, text: string, version: number): void => {
  const end = note.document.positionAt(note.document.getText().length);
  note.apply([{ range: { start: end, end }, text }], version);
};

/** Turns of the event loop until `work` is done, and the most processor time between two of them, in milliseconds. */
async function turnsDuring(work: Promise<unknown>) {
  const state = { done: false };
  void work.finally(() => (state.done = true));
  let turns = 0;
  let longest = 0;
  while (!state.done) {
    const before = process.cpuUsage();
    await nextTurn();
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1000);
    turns++;
  }
  return { turns, longest };
}

test("the first check of a long note leaves the thread to others again and again", async () => {
  style.score(noteText("plain", 1, 2)); // What is made once for a profile is no part of a note's check.
  const note = opened(long);
  const checked = note.checked();
  const { turns, longest } = await turnsDuring(checked);
  expect((await checked)?.findings).toEqual(checkedAfresh(long));
  expect(turns).toBeGreaterThan(3);
  expect(longest).toBeLessThan(250);
}, 60_000);

test("while it is checked for the first time another note is answered, and a change is taken up", async () => {
  const client = await LspClient.start({
    dataFolder: learned.dataFolder,
    folders: [learned.folder],
    args: ["--profile", learned.profile],
  });
  const small = inFolder(learned.folder, "small.md").uri;
  const big = inFolder(learned.folder, "big.md").uri;
  await client.open(small, "It is late.\n");
  await client.diagnostics(small);
  await client.open(big, long);
  const order: string[] = [];
  const first = client.diagnostics(big).then((found) => {
    order.push("big");
    return found.map(({ range }) => client.textAt(big, range));
  });
  await client.actions(small, range).then(() => order.push("small"));
  await client.edit(big, 0, 0, "She did not say.\n\n");
  expect((await first)[0]).toBe("did not");
  expect(order).toEqual(["small", "big"]);
  await client.stop();
}, 60_000);

test("a change during the first analysis or check gives it up; the next one is of the new text", async () => {
  for (const isAnalysed of [false, true]) {
    const note = opened(long);
    if (isAnalysed) expect(note.note.words).toBeGreaterThan(40_000);
    const given = note.checked();
    await nextTurn();
    append(note, "She did not say.\n", 2);
    append(note, "They are late.\n", 3);
    expect(await given).toBeUndefined();
    const text = note.document.getText();
    expect((await note.checked())?.findings).toEqual(checkedAfresh(text));
    expect(note.note).toEqual(analyseNote(text));
  }
}, 60_000);

test("closing gives it up; two who ask for the same version get the same", async () => {
  const closed = opened(long);
  const given = closed.checked();
  await nextTurn();
  closed.close();
  expect(await given).toBeUndefined();
  const note = opened(shorter);
  const [a, b] = await Promise.all([note.checked(), note.checked()]);
  expect(a).toBeDefined();
  expect(a?.findings).toEqual(b?.findings);
}, 60_000);
