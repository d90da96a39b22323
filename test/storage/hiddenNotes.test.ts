import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DiskNotes } from "../../server/storage/noteFiles";
import { temporaryFolder } from "../support/temporaryFolder";

it("leaves hidden folders and links to folders alone, and finds .MD", async () => {
  const folder = temporaryFolder();
  for (const name of [".trash", "real"]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "a.MD"), "Words.\n");
  }
  symlinkSync(join(folder, "real"), join(folder, "link"));
  const find = async (...include: string[]) => {
    const { notes, leftOut } = await new DiskNotes().find([folder], { include, exclude: [] });
    return [notes.map(({ note }) => note), leftOut.map(({ path, why }) => [path, why])];
  };
  const link = [join(folder, "link"), "a link to a folder"];
  expect(await find("**/*.md")).toEqual([["real/a.MD"], [link]]);
  expect(await find("**/*.md", ".trash/**")).toEqual([[".trash/a.MD", "real/a.MD"], [link]]);
});
