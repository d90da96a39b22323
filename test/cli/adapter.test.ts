import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { AdapterStore } from "../../server/storage/adapterStore";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

it("penprint adapter lists versions, takes one, and goes back", async () => {
  const dataFolder = temporaryFolder();
  const adapter = join(dataFolder, "made.gguf");
  writeFileSync(adapter, "weights");
  const store = new AdapterStore({
    ...{ dataFolder, author: "Sam", clock: { now: () => new Date("2026-01-01T00:00:00Z") } },
    check: () => Promise.resolve({ kind: "ok", value: null }),
  });
  const gate = { accepted: true, metrics: {}, why: ["Better."] };
  const card = { parents: [], base: null, data: null, recipe: {}, gate };
  for (const parents of [[], ["v1"]]) await store.install({ adapter, card: { ...card, parents } });
  const run = (...args: string[]) =>
    runPenprint(["adapter", ...args, "--author", "Sam", "--data-dir", dataFolder]);

  const text = await run("list");
  expect(text).toMatchObject({ code: 0, stderr: "" });
  expect(text.stdout).toMatch(/^ {2}v1: 2026-01-01\S+, from none: Better\.\n\* v2: .*from v1/m);
  const json = JSON.parse((await run("list", "--format", "json")).stdout) as object;
  expect(json).toMatchObject({
    version: 1,
    author: "Sam",
    current: "v2",
    versions: [{ id: "shipped" }, { id: "v1" }, { id: "v2", inUse: true }],
  });

  const back = await run("rollback", "--format", "json");
  expect(JSON.parse(back.stdout)).toMatchObject({ current: "v1" });
  expect((await run("use", "none")).stderr).toBe("In use for Sam: none.\n");
  const unknown = await run("use", "v7");
  expect(unknown).toMatchObject({ code: 2 });
  expect(unknown.stderr).toContain('Sam has no adapter "v7". There are:');
});
