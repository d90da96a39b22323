import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { adapterFor, adapterStore } from "../../server/composition/adapters";
import { defaultSettings } from "../../server/protocol/settings";
import { writeAdapter, writeBase } from "../support/gguf";
import { temporaryFolder } from "../support/temporaryFolder";

function setup({ ships }: { readonly ships: boolean }) {
  const folder = temporaryFolder();
  const base = join(folder, "base.gguf");
  writeBase(base, 64);
  const shipped = join(folder, "shipped.gguf");
  if (ships) writeAdapter(shipped, 64);
  const settings = { ...defaultSettings, model: { ...defaultSettings.model, location: base } };
  const places = { dataFolder: join(folder, "data"), settings, ships: shipped };
  const made = (name: string, width: number): string => {
    const file = join(folder, name);
    writeAdapter(file, width);
    return file;
  };
  const card = { parents: [], base: null, data: null, recipe: {}, gate: null };
  return { places, shipped, made, card };
}

describe("the adapter of a rewrite", () => {
  it("is none, else what ships, else what is installed for the author", async () => {
    const bare = setup({ ships: false });
    expect(await adapterFor("Sam", bare.places)).toMatchObject({
      value: { id: "none", file: null },
    });

    const { places, shipped, made, card } = setup({ ships: true });
    expect(await adapterFor("Sam", places)).toMatchObject({
      value: { id: "shipped", file: shipped },
    });
    const store = adapterStore("Sam", places);
    await store.install({ adapter: made("mine.gguf", 64), card });
    expect(await adapterFor("Sam", places)).toMatchObject({ value: { id: "v1" } });
    expect(await adapterFor("Ada", places)).toMatchObject({ value: { id: "shipped" } });
    await store.use("none");
    expect(await adapterFor("Sam", places)).toMatchObject({ value: { id: "none", file: null } });
  });

  it("of another model is not installed, and what is in use stays", async () => {
    const { places, made, card } = setup({ ships: true });
    const store = adapterStore("Sam", places);
    const foreign = await store.install({ adapter: made("foreign.gguf", 32), card });
    expect(foreign).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("which should be 64 x 8") as string,
    });
    const broken = made("broken.gguf", 64);
    writeFileSync(broken, "GGUF");
    expect(await store.install({ adapter: broken, card })).toMatchObject({
      why: expect.stringContaining("is cut off") as string,
    });
    expect(await adapterFor("Sam", places)).toMatchObject({ value: { id: "shipped" } });
  });
});
