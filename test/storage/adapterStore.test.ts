import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { AdapterStore, adapterFolder, type NewAdapter } from "../../server/storage/adapterStore";
import { temporaryFolder } from "../support/temporaryFolder";

function setup(shipped?: string) {
  const dataFolder = temporaryFolder();
  const adapter = join(dataFolder, "made.gguf");
  const peft = join(dataFolder, "made");
  writeFileSync(adapter, "weights");
  mkdirSync(peft);
  writeFileSync(join(peft, "adapter_config.json"), "{}");
  let refusal: string | undefined;
  const open = () =>
    new AdapterStore({
      ...{ dataFolder, author: "Sam", shipped, clock: { now: () => new Date() } },
      check: () =>
        Promise.resolve(
          refusal === undefined
            ? { kind: "ok", value: null }
            : { kind: "failed", why: refusal, userAction: "Choose another." },
        ),
    });
  const fresh: NewAdapter = {
    ...{ adapter, peft },
    card: { parents: [], base: "b", data: "d", recipe: { rank: 8 }, gate: null },
  };
  const refuse = (why?: string): void => void (refusal = why);
  return { store: open(), open, fresh, refuse, adapter, folder: adapterFolder(dataFolder, "Sam") };
}
const value = <T>(result: { kind: "ok"; value: T } | { kind: "failed"; why: string }): T => {
  if (result.kind === "failed") throw new Error(result.why);
  return result.value;
};

describe("the adapter store", () => {
  it("begins with what ships, else with none", async () => {
    expect(value(await setup().store.current())).toEqual({ id: "none", file: null });
    const { store } = setup("/assets/a.gguf");
    expect(value(await store.current())).toEqual({ id: "shipped", file: "/assets/a.gguf" });
    expect(value(await store.list())).toMatchObject([{ id: "shipped", inUse: true }]);
    expect(await store.rollback()).toMatchObject({ kind: "failed" });
  });

  it("installs versions, chooses among them and goes back, step by step", async () => {
    const { store, fresh, folder } = setup("/assets/a.gguf");
    const first = value(await store.install(fresh));
    expect(first).toEqual({ id: "v1", file: join(folder, "v1", "adapter.gguf") });
    expect(readFileSync(first.file!, "utf8")).toBe("weights");
    expect(existsSync(join(folder, "v1", "peft", "adapter_config.json"))).toBe(true);
    expect(value(await store.install(fresh)).id).toBe("v2");
    expect(value(await store.use("v1")).id).toBe("v1");
    expect(value(await store.use("none"))).toEqual({ id: "none", file: null });
    const list = value(await store.list());
    expect(list.map(({ id, card }) => [id, card?.id])).toEqual([
      ["shipped", undefined],
      ["v1", "v1"],
      ["v2", "v2"],
    ]);
    const back: string[] = [];
    for (let i = 0; i < 4; i++) back.push(value(await store.rollback()).id);
    expect(back).toEqual(["v1", "v2", "v1", "shipped"]);
    expect(await store.use("v9")).toMatchObject({
      kind: "failed",
      userAction: "There are: shipped, v1, v2, none.",
    });
  });

  it("what does not fit is neither installed nor used; nothing stays behind", async () => {
    const { store, fresh, refuse, folder } = setup();
    value(await store.install(fresh));
    refuse("does not fit");
    expect(await store.install(fresh)).toMatchObject({ kind: "failed", why: "does not fit" });
    expect(await store.use("v1")).toMatchObject({ kind: "failed" });
    refuse();
    expect(await store.install({ ...fresh, peft: join(folder, "gone") })).toMatchObject({
      kind: "failed",
    });
    expect(value(await store.current()).id).toBe("v1");
    expect(readdirSync(folder).sort()).toEqual(["current.json", "v1"]);
  });

  it("several at once each get a version of their own", async () => {
    const { open, fresh, store } = setup();
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => value(await open().install(fresh)).id),
    );
    expect(ids.sort()).toEqual(["v1", "v2", "v3", "v4", "v5"]);
    expect(value(await store.list())).toHaveLength(5);
  });

  it("says what is damaged and guesses nothing", async () => {
    const { store, fresh, folder } = setup();
    value(await store.install(fresh));
    writeFileSync(join(folder, "v1", "card.json"), "{}");
    expect(value(await store.list())[0]!.problem).toContain("card.json is damaged");
    writeFileSync(join(folder, "current.json"), '{"version": 2}');
    expect(await store.current()).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("current.json is damaged or of a later Penprint") as string,
    });
    expect(await store.install(fresh)).toMatchObject({ kind: "failed" });
    rmSync(join(folder, "current.json"));
    expect(value(await store.use("v1")).id).toBe("v1");
  });
});
