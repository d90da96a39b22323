import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { PROFILE_VERSION, type Profile } from "../../server/core/style/profile";
import { ProfileStore, readProfile, writeProfile } from "../../server/storage/profileStore";
import { temporaryFolder } from "../support/temporaryFolder";

function profileOf(author: string, words = 10): Profile {
  return {
    format: "penprint-profile",
    version: PROFILE_VERSION,
    author,
    language: "en",
    folders: ["/notes"],
    background: "b",
    rates: {
      habits: ["words", "contractions/full"],
      notes: [
        {
          note: "a.md",
          location: "/notes/a.md",
          hash: "0".repeat(64),
          language: "en",
          words,
          habits: "",
          prints: "",
          repeated: [],
          sources: [],
          leftOut: {},
          passages: [{ words, startLine: 0, endLine: 2, features: "", habits: "", position: 0.25 }],
        },
      ],
    },
    texts: [["Some words of a passage."]],
  };
}

test("a profile is read as it was written", async () => {
  const file = join(temporaryFolder(), "deep", "a.json");
  await writeProfile(file, profileOf("Ada"));
  expect(await readProfile(file)).toEqual({ kind: "read", profile: profileOf("Ada") });
});

test("several authors: list, export, import under another name, delete", async () => {
  const folder = temporaryFolder();
  const store = new ProfileStore(folder);
  expect(await store.list()).toEqual([]);
  await writeProfile(store.fileOf("Ada"), profileOf("Ada", 7));
  await writeProfile(store.fileOf("Łucja Ż"), profileOf("Łucja Ż", 8));
  expect(store.fileOf("Łucja Ż")).not.toBe(store.fileOf("Łucja Ź"));
  expect((await store.list()).map(({ author, words }) => [author, words]).sort()).toEqual([
    ["Ada", 7],
    ["Łucja Ż", 8],
  ]);
  const copy = join(folder, "copy.json");
  expect(await store.export("Ada", copy)).toEqual({ kind: "done" });
  expect(await store.import("Bea", copy)).toEqual({ kind: "done" });
  expect(await store.delete("Ada")).toEqual({ kind: "done" });
  expect((await store.list()).map(({ author }) => author).sort()).toEqual(["Bea", "Łucja Ż"]);
  expect(await store.delete("Ada")).toEqual({
    kind: "refused",
    why: "No profile of Ada is on this machine.",
  });
  expect(await store.export("Ada", copy)).toMatchObject({ kind: "refused" });
});

test("a profile of a newer version says so and is left alone", async () => {
  const file = join(temporaryFolder(), "a.json");
  const text = JSON.stringify({ ...profileOf("Ada"), version: PROFILE_VERSION + 1, rates: 3 });
  writeFileSync(file, text);
  expect(await readProfile(file)).toMatchObject({
    kind: "refused",
    why: expect.stringMatching(/newer than this Penprint reads.*update Penprint/) as unknown,
  });
  expect(readFileSync(file, "utf8")).toBe(text);
});

test.each([
  ["", "is no JSON"],
  ["{}", "is no Penprint profile"],
  [JSON.stringify({ ...profileOf("Ada"), language: 3 }), "is a damaged profile"],
  [JSON.stringify({ ...profileOf("Ada"), texts: [] }), "its texts do not fit its rates"],
])("damage is named: %#", async (text, why) => {
  const file = join(temporaryFolder(), "a.json");
  writeFileSync(file, text);
  expect(await readProfile(file)).toMatchObject({
    kind: "refused",
    why: expect.stringContaining(why) as string,
  });
});

test("writers at the same time leave one whole profile and nothing beside it", async () => {
  const file = join(temporaryFolder(), "a.json");
  const authors = Array.from({ length: 8 }, (_, i) => `Author ${i}`);
  await Promise.all(authors.map((author) => writeProfile(file, profileOf(author))));
  const read = await readProfile(file);
  expect(read.kind === "read" && authors.includes(read.profile.author)).toBe(true);
  expect(readdirSync(dirname(file))).toEqual(["a.json"]);
});
