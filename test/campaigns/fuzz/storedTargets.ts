import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AdapterStore } from "../../../server/storage/adapterStore";
import { ChoiceFile } from "../../../server/storage/choices";
import { DatasetFolder } from "../../../server/storage/datasetFolder";

/** Something that takes bytes from outside. A typed refusal is fine; what it throws is a fault. */
export interface Target {
  readonly seeds: readonly Buffer[];
  /** Strings that such input is made of, beside what the seeds hold. */
  readonly words: readonly string[];
  readonly run: (bytes: Buffer) => unknown;
}

/** What JSON is made of. */
export const jsonWords = [
  "{}",
  "[]",
  "null",
  "true",
  "-1",
  "1e999",
  '""',
  '"__proto__":',
  ",",
  ":",
  "\\ud800",
];

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** Files beside the profile: what is in use, what was chosen, rows of a data set. */
export function storedJson(): Target {
  const data = ownFolder();
  const clock = { now: () => new Date() };
  const check = () => Promise.resolve({ kind: "ok", value: null } as const);
  const store = new AdapterStore({ dataFolder: data, author: "Sam", clock, check });
  const choices = new ChoiceFile(data);
  const rows = new DatasetFolder(data);
  const row = { id: "a", note: "n", source: "s", neutral: "b", text: "c" };
  const message = [{ role: "user", content: "d" }];
  return {
    seeds: [
      json({
        version: 1,
        author: "Sam",
        steps: [{ id: "v1", time: "2026-01-01T00:00:00.000Z", why: "used" }],
      }),
      json({ version: 1, author: "", folders: { "/a": "b" }, stopped: { a: ["b"] } }),
      json({ ...row, prompt: message, completion: [{ role: "assistant", content: "e" }] }),
    ],
    words: [...jsonWords, '"steps":[', '"version":1', "\n", "\r\n"],
    run: async (bytes) => {
      await store.use("none").catch(() => undefined);
      writeFileSync(join(store.folder, "current.json"), bytes);
      for (const name of [
        "choices.json",
        "sft.jsonl",
        "preference.jsonl",
        "holdout.jsonl",
        "struck.txt",
      ]) {
        writeFileSync(join(data, name), bytes);
      }
      await store.current();
      await store.list();
      await choices.read();
      await rows.read();
    },
  };
}

/** A small profile. */
export function profileSeed(): Buffer {
  const passage = { words: 40, startLine: 0, endLine: 2, features: "", habits: "", position: 0.25 };
  const note = {
    ...{ note: "a.md", location: "/notes/a.md", hash: "0".repeat(64), language: "en", words: 40 },
    ...{ habits: "", prints: "", repeated: [], sources: [], leftOut: {}, passages: [passage] },
  };
  return json({
    ...{
      format: "penprint-profile",
      version: 1,
      author: "Ada",
      language: "en",
      folders: ["/notes"],
    },
    ...{ background: "b", rates: { habits: ["words", "contractions/full"], notes: [note] } },
    texts: [["Some words of a passage."]],
  });
}

/** A folder of this run's own. */
export const ownFolder = (): string => mkdtempSync(join(tmpdir(), "penprint-fuzz-"));
