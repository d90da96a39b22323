import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { learnedAuthor } from "../support/learnedAuthor";
import { LspClient, uriOf } from "../support/lspClient";
import { editorNote, hasEditor, rewrittenNote, runEditor } from "../support/otherEditor";

/** A third editor with a client of its own: Emacs with eglot, without a window. */
const author = learnedAuthor();
const hasEmacs = hasEditor("emacs", "emacs-nox elpa-eglot elpa-markdown-mode", [
  "--batch",
  ...["--funcall", "package-initialize"],
  ...["--eval", "(progn (require 'eglot) (require 'markdown-mode))"],
]);

const finding = z.object({ lnum: z.int(), text: z.string() });
const seen = z.object({
  before: z.array(finding),
  after: z.array(finding),
  fixed: z.string(),
  rewritten: z.string(),
});

test.skipIf(!hasEmacs)(
  "Emacs with eglot shows the same findings, applies a fix and rewrites",
  async () => {
    const note = join(author.folder, "note.md");
    writeFileSync(note, editorNote);
    const args = ["--batch", "--load", join(__dirname, "emacs.el")];
    const { before, after, fixed, rewritten } = seen.parse(
      runEditor("emacs", args, { author, note }),
    );

    const client = await LspClient.start({
      dataFolder: author.dataFolder,
      args: ["--profile", author.profile],
    });
    const uri = uriOf(note);
    await client.open(uri, editorNote);
    const pulled = await client.diagnostics(uri);
    await client.stop();
    expect(before.map(({ lnum, text }) => [lnum, text])).toEqual(
      pulled.map(({ code, range, message }) => [
        range.start.line,
        `penprint [${z.string().parse(code)}]: ${z.string().parse(message)}`,
      ]),
    );
    expect(before.length).toBeGreaterThan(3);
    expect(fixed).toContain("we don't mind 😀 that it is cold");
    expect(after.length).toBe(before.length - 1);
    expect(rewritten).toContain(rewrittenNote);
  },
  120_000,
);
