import { expect, it } from "vitest";
import { analyseNote } from "../../server/core/note/analyseNote";
import { defaultSettings } from "../../server/protocol/settings";
import { NoteChecker, type NoteCheck } from "../../server/workflows/checkNote";

const note = analyseNote("---\nsources: [slow.pdf]\n---\n\nText.\n");

/** A check whose sources are read until `finish` is called or nobody wants them any more. */
function slowCheck(): {
  readonly check: NoteCheck;
  readonly reads: AbortSignal[];
  readonly finish: () => void;
} {
  const reads: AbortSignal[] = [];
  let finish = (): void => undefined;
  const checker = new NoteChecker({
    rules: [],
    settings: () => defaultSettings,
    authorOf: () => Promise.resolve({ stopped: new Set<string>() }),
    folderRules: () => Promise.resolve({ rules: {}, ignored: false, problems: [], files: [] }),
    readSources: (_, __, signal) => {
      reads.push(signal);
      return new Promise((resolve, reject) => {
        finish = () => resolve(undefined);
        signal.addEventListener("abort", () => reject(signal.reason as Error));
      });
    },
    isIgnored: () => false,
  });
  const check = checker.open({ path: "/vault/note.md", root: "/vault" });
  return { check, reads, finish: () => finish() };
}

it("stops reading sources when nobody wants to know any more, and begins anew when asked", async () => {
  const { check, reads, finish } = slowCheck();
  let isOpen = true;
  const first = check.checkWhile(note, () => isOpen);
  isOpen = false;
  expect(await first).toBeUndefined();
  expect(reads[0]?.aborted).toBe(true);

  const second = check.checkWhile(note, () => true);
  await expect.poll(() => reads.length).toBe(2);
  finish();
  expect(await second).toMatchObject({ findings: [] });
});

it("goes on reading for who asks again in time", async () => {
  const { check, reads, finish } = slowCheck();
  let version = 1;
  const first = check.checkWhile(note, () => version === 1);
  version = 2;
  const second = check.checkWhile(note, () => version === 2);
  await new Promise((done) => setTimeout(done, 1200));
  expect(reads.map((signal) => signal.aborted)).toEqual([false]);
  finish();
  expect(await first).toBeUndefined();
  expect(await second).toMatchObject({ findings: [] });
});
