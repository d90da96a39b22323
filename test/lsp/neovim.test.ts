import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { learnedAuthor } from "../support/learnedAuthor";
import { LspClient, serverFile, uriOf } from "../support/lspClient";

/** A second editor, which is sent its diagnostics: Neovim (apt install neovim), without a window. */
const author = learnedAuthor();
const hasNeovim = spawnSync("nvim", ["--version"]).status === 0;
if (!hasNeovim && process.env["CI"] !== "true") {
  console.warn("Neovim is not installed (apt install neovim): its test is skipped.");
}

const seen = z.object({
  before: z.array(z.object({ code: z.string(), lnum: z.int(), col: z.int(), message: z.string() })),
  after: z.array(z.string()),
  text: z.array(z.string()),
});

test.skipIf(!hasNeovim && process.env["CI"] !== "true")(
  "Neovim shows the same findings and applies a fix",
  async () => {
    const note = join(author.folder, "note.md");
    const text = "# Rain\n\nIt is late, and we do not mind 😀 that it is cold.\n";
    writeFileSync(note, text);
    const result = join(author.folder, "result.json");
    const run = spawnSync(
      "nvim",
      ["--headless", "--clean", "-n", "-c", `luafile ${join(__dirname, "neovim.lua")}`],
      {
        encoding: "utf8",
        timeout: 60_000,
        env: {
          ...process.env,
          PENPRINT_NODE: process.execPath,
          PENPRINT_SERVER: serverFile,
          PENPRINT_PROFILE: author.profile,
          PENPRINT_DATA: author.dataFolder,
          PENPRINT_NOTE: note,
          PENPRINT_RESULT: result,
        },
      },
    );
    expect(run.error, "Neovim starts: apt install neovim").toBeUndefined();
    expect(run.stderr).not.toContain("Error");
    const { before, after, text: fixed } = seen.parse(JSON.parse(readFileSync(result, "utf8")));

    const client = await LspClient.start({
      dataFolder: author.dataFolder,
      args: ["--profile", author.profile],
    });
    const uri = uriOf(note);
    await client.open(uri, text);
    const pulled = await client.diagnostics(uri);
    await client.stop();
    expect(before.map(({ code, lnum, message }) => [code, lnum, message])).toEqual(
      pulled.map(({ code, range, message }) => [code, range.start.line, message]),
    );
    expect(before.map(({ code }) => code)).toContain("style/contractions");
    expect(fixed.join("\n")).toContain("we don't mind 😀 that it is cold");
    expect(after.length).toBe(before.length - 1);
  },
  90_000,
);
