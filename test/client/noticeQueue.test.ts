import { setTimeout as wait } from "node:timers/promises";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { NoticeQueue, type Notice } from "../../client/noticeQueue";

/** A window in which the test closes notices and presses their buttons. */
function openWindow() {
  const open = new Map<string, (title: string | undefined) => void>();
  const seen: string[] = [];
  return {
    seen,
    /** What stands there now. */
    get shown() {
      return [...open.keys()];
    },
    async press(text: string, title?: string) {
      open.get(text)?.(title);
      open.delete(text);
      await wait(5);
    },
    show(_kind: string, text: string) {
      seen.push(text);
      return new Promise<string | undefined>((resolve) => open.set(text, resolve));
    },
    hide() {
      open.clear();
      return Promise.resolve();
    },
  };
}

const notice = (text: string, run = (): void => undefined): Notice => ({
  kind: "information",
  text,
  actions: [{ title: "Do It", run }],
});

test("what happens by itself waits until the one before is answered; the button does its work", async () => {
  const window = openWindow();
  const queue = new NoticeQueue(window);
  const done: string[] = [];
  void queue.tell(notice("first", () => void done.push("first")));
  void queue.tell(notice("second"));
  void queue.tell(notice("third"));
  await wait(5);
  expect(window.shown).toEqual(["first"]);
  await window.press("first", "Do It");
  expect(done).toEqual(["first"]);
  expect(window.shown).toEqual(["second"]);
  await window.press("second");
  expect(window.shown).toEqual(["third"]);
});

test("what the user asked for is shown at once and puts the one before away", async () => {
  const window = openWindow();
  const queue = new NoticeQueue(window);
  void queue.tell(notice("by itself"));
  await wait(5);
  void queue.answer(notice("asked for"));
  await wait(5);
  expect(window.shown).toEqual(["asked for"]);
  void queue.tell(notice("later"));
  await wait(5);
  expect(window.shown).toEqual(["asked for"]);
  await window.press("asked for");
  expect(window.shown).toEqual(["later"]);
});

test("a notice that nobody answers holds nobody up for ever", async () => {
  const window = openWindow();
  const queue = new NoticeQueue(window, 20);
  void queue.tell(notice("ignored"));
  void queue.tell(notice("next"));
  await wait(60);
  expect(window.shown).toEqual(["next"]);
});

test("the same words are not shown again while they stand there or wait", async () => {
  const window = openWindow();
  const queue = new NoticeQueue(window);
  void queue.tell(notice("one"));
  await wait(5);
  void queue.tell(notice("one"));
  void queue.answer(notice("one"));
  void queue.tell(notice("two"));
  void queue.tell(notice("two"));
  await wait(5);
  await window.press("one");
  await window.press("two");
  expect(window.seen).toEqual(["one", "two"]);
});

test("nothing but the queue shows notifications; questions that must be answered are modal", () => {
  const client = resolve(__dirname, "..", "..", "client");
  const elsewhere = readdirSync(client, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && file !== "notices.ts")
    .flatMap((file) =>
      [
        ...readFileSync(join(client, file), "utf8").matchAll(
          /window\.show(?:Information|Warning|Error)Message\(([^]{0,80})/g,
        ),
      ]
        .filter(([, input = ""]) => !input.includes("modal: true"))
        .map(() => file),
    );
  expect(elsewhere).toEqual(["commands/decisions.ts", "commands/decisions.ts"]);
});
