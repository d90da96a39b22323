import { cpSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { TextDocument } from "vscode-languageserver-textdocument";
import { learnedAuthor } from "../support/learnedAuthor";
import { runPenprint } from "../support/runPenprint";

const draft = "drafts/the-tap-in-winter.md";

const position = z.object({ line: z.int(), character: z.int() });
const range = z.object({ start: position, end: position });
const report = z.object({
  files: z.tuple([
    z.object({
      findings: z.array(
        z.object({
          rule: z.string(),
          range,
          fixes: z.array(z.object({ edits: z.array(z.object({ range, newText: z.string() })) })),
        }),
      ),
    }),
  ]),
});

/** What samples/README.md says is planted, as `rule: underlined -> first fix`. */
describe("the sample note", () => {
  let found: readonly string[];

  const author = learnedAuthor();
  beforeAll(async () => {
    for (const part of ["drafts", ".penprint.json"])
      cpSync(resolve("samples", part), join(author.folder, part), { recursive: true });
    const ran = await runPenprint(
      ["check", draft, "--profile", author.profile, "--format", "json", "--fail-on", "never"],
      { cwd: author.folder, env: { PENPRINT_DATA: author.dataFolder } },
    );
    const text = readFileSync(join(author.folder, draft), "utf8");
    const document = TextDocument.create("file:///note.md", "markdown", 1, text);
    found = report.parse(JSON.parse(ran.stdout)).files[0].findings.map((finding) => {
      const edit = finding.fixes[0]?.edits[0];
      const fix = edit === undefined ? "" : ` -> ${edit.newText}`;
      return `${finding.rule}: ${document.getText(finding.range)}${fix}`;
    });
  }, 60_000);

  it.each([
    "style/stock-phrases: It is important to note",
    "style/word-choice: utilise -> use",
    "style/spelling: organized -> organised",
    "style/serial-comma: , -> ",
    "style/contractions: do not -> don't",
    "style/contractions: they will -> they'll",
    "style/contractions: We are -> We're",
    "style/contractions: I have -> I've",
  ])("%s", (planted) => {
    expect(found).toContain(planted);
  });

  it("holds a passage from somewhere else", () => {
    expect(found).toContainEqual(expect.stringMatching(/^style\/passage: It is important to note/));
  });

  it("is unfaithful where that is planted, and nowhere else", () => {
    expect(found.filter((finding) => finding.startsWith("faithfulness/"))).toEqual([
      "faithfulness/number: 27 -> 22",
      "faithfulness/contradiction: shows",
      "faithfulness/attachment: £9,400",
      'faithfulness/quotation: "people come for the toaster and stay for the tea" -> people come for the toaster and stay for the company',
      "faithfulness/name: Councillor Dawkins",
      "faithfulness/date: April",
    ]);
  });
});
