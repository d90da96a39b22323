import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { describe, expect, test } from "vitest";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient } from "../support/lspClient";

const author = learnedAuthor();
let serial = 0;

const note = `---
sources: [report.md, gone.md]
---

It is late. The bridge carries 14 trains a day.
`;

/** What one note's findings say and what is offered at the first, in an editor of that language. */
async function saidIn(locale: string | undefined) {
  const client = await LspClient.start({
    dataFolder: author.dataFolder,
    folders: [author.folder],
    args: ["--profile", author.profile],
    ...(locale === undefined ? {} : { locale }),
  });
  try {
    writeFileSync(join(author.folder, "report.md"), "The bridge carries 41 trains a day.\n");
    const { uri } = inFolder(author.folder, `language-${serial++}.md`);
    await client.open(uri, note);
    const found = await client.diagnostics(uri);
    const message = (rule: string) => found.find(({ code }) => code === rule)?.message;
    const { range } = found.find(({ code }) => code === "style/contractions")!;
    const actions = (await client.actions(uri, range, { diagnostics: [] })) as CodeAction[];
    return { message, titles: actions.map(({ title }) => title) };
  } finally {
    await client.stop();
  }
}

describe("the server speaks the editor's language", () => {
  test("German, of Austria too: findings, fixes and what can be done", async () => {
    const { message, titles } = await saidIn("de-AT");
    expect(message("style/contractions")).toMatch(
      /^In den eigenen Texten \d+ von \d+ Mal: Kurzformen; hier: „It is“/,
    );
    expect(message("faithfulness/number")).toMatch(/^Hier 14, in der Quelle 41\.$/);
    expect(message("faithfulness/source")).toMatch(
      /^Weder neben der Notiz noch in .* gibt es eine Datei gone\.md\. Den Pfad korrigieren/,
    );
    expect(titles).toContain("„It's“ schreiben");
    expect(titles).toContain("So schreibe ich");
    expect(titles).toContain("style/contractions in dieser Zeile ignorieren");
    expect(titles).toContain("In meinem Stil umschreiben");
  });

  test.each([undefined, "../../de"])("English for %s", async (locale) => {
    const { message, titles } = await saidIn(locale);
    expect(message("style/contractions")).toMatch(
      /^You write contractions \d+ of \d+ times; here: "It is"/,
    );
    expect(message("faithfulness/number")).toMatch(/^Here 14, the source says 41\.$/);
    expect(message("faithfulness/source")).toMatch(/^There is no file gone\.md beside the note/);
    expect(titles).toContain("This is how I write");
  });
});
