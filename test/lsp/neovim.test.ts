import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { learnedAuthor } from "../support/learnedAuthor";
import { LspClient, uriOf } from "../support/lspClient";
import { editorNote, hasEditor, rewrittenNote, runEditor } from "../support/otherEditor";

/** A second editor, which is sent its diagnostics: Neovim (apt install neovim), without a window. */
const author = learnedAuthor();
const hasNeovim = hasEditor("nvim", "neovim", ["--version"]);

const seen = z.object({
  before: z.array(z.object({ code: z.string(), lnum: z.int(), col: z.int(), message: z.string() })),
  after: z.array(z.string()),
  fixed: z.string(),
  rewritten: z.string(),
});

test.skipIf(!hasNeovim)(
  "Neovim shows the same findings, applies a fix and rewrites",
  async () => {
    const note = join(author.folder, "note.md");
    writeFileSync(note, editorNote);
    const script = join(__dirname, "neovim.lua");
    const args = ["--headless", "--clean", "-n", "-c", `luafile ${script}`];
    const { before, after, fixed, rewritten } = seen.parse(
      runEditor("nvim", args, { author, note }),
    );

    const client = await LspClient.start({
      dataFolder: author.dataFolder,
      args: ["--profile", author.profile],
    });
    const uri = uriOf(note);
    await client.open(uri, editorNote);
    const pulled = await client.diagnostics(uri);
    await client.stop();
    expect(before.map(({ code, lnum, message }) => [code, lnum, message])).toEqual(
      pulled.map(({ code, range, message }) => [code, range.start.line, message]),
    );
    expect(before.map(({ code }) => code)).toContain("style/contractions");
    expect(fixed).toContain("we don't mind 😀 that it is cold");
    expect(after.length).toBe(before.length - 1);
    expect(rewritten).toContain(rewrittenNote);
  },
  120_000,
);
