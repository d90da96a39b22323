import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { silentLogger } from "../../server/core/log";
import { analyseNote } from "../../server/core/note/analyseNote";
import { draftOfSelection } from "../../server/core/rewrite/draft";
import { openStylist } from "../../server/models/openStylist";
import { defaultSettings } from "../../server/protocol/settings";
import { rewriteSelection } from "../../server/workflows/rewriteSelection";
import { caseAuthor } from "../support/caseAuthor";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { childFile, modelFile, value } from "./openModel";

const passage = `It is not the case that the boards are ready: they were counted on 14 May 2019 by Tom Hale,
and [the list](list.md) does not show more than 31 of them. We will not know more before the ropes, the nails and the
crates have been counted too, and that is not going to happen before the end of the week.`;

/** A data folder in which the model is. */
function dataFolder(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "models"));
  symlinkSync(modelFile, join(folder, "models", modelFile.split(/[\\/]/).at(-1)!));
  return folder;
}

describe.skipIf(modelFile === "")("a rewrite with the real model", () => {
  test("offers only what passed, else the quick fixes, and changes nothing that must stay", async () => {
    const style = await caseAuthor();
    const open = openStylist({
      settings: defaultSettings,
      dataFolder: dataFolder(),
      assetsFolder: resolve("server/assets"),
      childFile,
      template: readFileSync("server/assets/prompts/restyle.md", "utf8"),
      adapter: null,
      key: "",
      logger: silentLogger,
    });
    onTestFinished(() => open.dispose());
    const note = analyseNote(`# Boards\n\n${passage}\n\nA last line.\n`);
    const at = note.text.indexOf("counted");
    const draft = draftOfSelection(note, { start: at, end: at + 1 })!;
    const seen: number[] = [];
    const rewrite = value(
      await rewriteSelection({
        draft,
        mode: "style",
        rules: { style, stopped: new Set(), severities: {} },
        stylist: open.stylist,
        candidates: 2,
        seed: 3,
        typography: "draft",
        progress: (done) => seen.push(done),
      }),
    );
    expect(seen).toEqual([0, 1, 2]);
    expect(rewrite.sampled).toBe(2);
    expect(note.text.slice(rewrite.span.start, rewrite.span.end)).toContain(passage);
    expect(rewrite.references.length).toBeGreaterThan(0);
    const [best] = rewrite.candidates;
    expect(best!.accepted).toBe(true);
    expect(best!.style.text!).toBeGreaterThanOrEqual(best!.style.draft!);
    for (const kept of ["14 May 2019", "Tom Hale", "[the list](list.md)", "31"]) {
      expect(best!.text).toContain(kept);
    }
    expect([best!.kept, best!.added]).toEqual([1, []]);
  });

  test("with the adapter that ships, edits weighed by the model are offered", async () => {
    const profile = join(temporaryFolder(), "profile.json");
    await runPenprint(["learn", "samples/notes", "--author", "Demo", "--profile", profile]);
    const neutral = `The harbour office does not provide assistance, although it is frequently asked to assist. It is not
known whether the work commenced in May, and the author did not obtain an answer. In particular, the nine boats that are
not insured must be counted, and I have not seen the list that was begun in the winter.`;
    const ran = await runPenprint(["restyle", "--profile", profile, "--candidates", "2"], {
      env: { PENPRINT_DATA: dataFolder() },
      input: `${JSON.stringify({ id: 1, neutral: neutral.replaceAll("\n", " ") })}\n`,
    });
    const answer = JSON.parse(ran.stdout) as {
      text: string;
      style: Record<"draft" | "text", number>;
    };
    expect(answer).toMatchObject({ accepted: true, origin: "model", kept: 1, added: [] });
    expect(answer.style.text).toBeGreaterThan(answer.style.draft);
    expect(answer.text).not.toBe(neutral);
  });

  test("generate: the sections of an article are put by the model, source marks and facts stay", async () => {
    const folder = temporaryFolder();
    const profile = join(folder, "profile.json");
    await runPenprint(["learn", "samples/notes", "--author", "Demo", "--profile", profile]);
    const source = `The harbour office does not provide assistance with ropes, although it is frequently asked to assist. It is
not known whether the work commenced in May 2019, and the office did not obtain an answer.`;
    writeFileSync(join(folder, "source.md"), `${source.replaceAll("\n", " ")}\n`);
    const note = "---\nbrief: What the harbour office does\nsources:\n  - source.md\n---\n";
    writeFileSync(join(folder, "note.md"), note);
    const env = { PENPRINT_DATA: dataFolder() };
    const options = { cwd: folder, env };
    const plain = await runPenprint(["generate", "note.md"], options);
    const voiced = await runPenprint(["generate", "note.md", "--profile", profile], options);
    expect([plain.code, voiced.code]).toEqual([0, 0]);
    expect(voiced.stderr).not.toContain("quick fixes alone");
    expect(voiced.stdout).not.toBe(plain.stdout);
    expect(voiced.stdout).toContain("2019");
    const marks = /\[\^1\]/g;
    expect(voiced.stdout.match(marks)).toEqual(plain.stdout.match(marks));
    await runPenprint(["generate", "note.md", "--profile", profile], {
      ...options,
      env: { PENPRINT_DATA: temporaryFolder() },
    }).then((without) => {
      expect(without.code).toBe(0);
      expect(without.stderr).toContain("Sections get your quick fixes alone.");
      expect(without.stdout).not.toBe(voiced.stdout);
    });
  });

  test("restyle: a line for a line, in order, in the contract's fields", async () => {
    const profile = join(temporaryFolder(), "profile.json");
    const learned = await runPenprint([
      ...["learn", "samples/notes", "--author", "Demo", "--profile", profile],
    ]);
    expect(learned.code).toBe(0);
    const neutral = passage.replace("[the list](list.md)", "the list");
    const ran = await runPenprint(["restyle", "--profile", profile, "--candidates", "1"], {
      env: { PENPRINT_DATA: dataFolder() },
      input: `${JSON.stringify({ id: 1, neutral })}\nnot json\n${JSON.stringify({ id: "b", neutral: "" })}\n`,
    });
    const lines = ran.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(ran.code).toBe(2);
    expect(lines.map(({ id }) => id)).toEqual([1, null, "b"]);
    expect(Object.keys(lines[0]!)).toEqual(
      "id,text,accepted,origin,candidates,style,unsupported,kept,added".split(","),
    );
    expect(lines[0]).toMatchObject({ candidates: 1, kept: 1, added: [] });
    expect(lines[2]).toMatchObject({ accepted: false, origin: "draft", text: "" });
  });
});

test("without the model restyle ends with 3 and names the command that gets it", async () => {
  const profile = join(temporaryFolder(), "profile.json");
  await runPenprint(["learn", "samples/notes", "--author", "Demo", "--profile", profile]);
  const ran = await runPenprint(["restyle", "--profile", profile], {
    env: { PENPRINT_DATA: temporaryFolder() },
    input: "",
  });
  expect(ran.code).toBe(3);
  expect(ran.stderr).toContain("penprint model fetch");
});
