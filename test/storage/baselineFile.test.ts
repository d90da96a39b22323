import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readBaseline, writeBaseline } from "../../server/storage/baselineFile";
import { temporaryFolder } from "../support/temporaryFolder";

it.each([
  ["absent", undefined, /^does not exist: write it with --write-baseline/],
  ["cut off", '{"format":', /^is no JSON .*write it anew/],
  ["of something else", "[]", /^is no baseline of Penprint/],
  ["newer", '{"format":"penprint-baseline","version":7}', /newer Penprint \(version 7\)/],
  [
    "damaged",
    '{"format":"penprint-baseline","version":1,"findings":{"style/hedges":["x"]}}',
    /^is damaged: .*no hash.*findings/s,
  ],
])("refuses a file that is %s", async (_, content, why) => {
  const file = join(temporaryFolder(), "known.json");
  if (content !== undefined) writeFileSync(file, content);
  expect(await readBaseline(file)).toEqual({
    kind: "refused",
    why: expect.stringMatching(why) as unknown,
  });
});

it("refuses what is no file", async () => {
  const read = await readBaseline(temporaryFolder());
  expect(read).toEqual({ kind: "refused", why: "cannot be read: it is a folder." });
});

it("reads what was written, which is the same for the same findings in any order", async () => {
  const file = join(temporaryFolder(), "known.json");
  const [a, b] = ["a".repeat(32), "b".repeat(32)];
  await writeBaseline(file, { "style/terms": [b, a, a], "style/hedges": [b] });
  const text = readFileSync(file, "utf8");
  expect(await readBaseline(file)).toEqual({
    kind: "read",
    baseline: { "style/hedges": [b], "style/terms": [a, a, b] },
  });
  await writeBaseline(file, { "style/hedges": [b], "style/terms": [a, b, a] });
  expect(readFileSync(file, "utf8")).toBe(text);
});
