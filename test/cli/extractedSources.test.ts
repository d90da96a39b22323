import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runPenprint } from "../support/runPenprint";
import { smallPdf, stacked } from "../support/smallPdf";
import { temporaryFolder } from "../support/temporaryFolder";

const sentence = "The harbour club counted 210 boats in 2019.";
const pdf = smallPdf([stacked("A list of the club."), stacked(sentence)]);
const html = `<title>List</title><nav>340 boats</nav><main><p>${sentence}</p></main>`;

function folderWith(sources: string, claim: string): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "list.pdf"), pdf);
  writeFileSync(join(folder, "list.html"), html);
  writeFileSync(join(folder, "locked.pdf"), smallPdf([[]], { encrypted: true }));
  writeFileSync(join(folder, "note.md"), `---\nsources: [${sources}]\n---\n\n${claim}\n`);
  return folder;
}

const run = (cwd: string, ...args: readonly string[]) =>
  runPenprint(args, { cwd, env: { PENPRINT_DATA: join(cwd, ".data") } });

it.each([
  ["list.pdf", "list.pdf:1:1 Page 2: "],
  ["list.html", "list.html:1:1 "],
])("check holds a note against %s", async (source, place) => {
  const folder = folderWith(source, "The harbour club counted 340 boats in 2019.");
  const began = performance.now();
  const { code, stdout } = await run(folder, "check", "note.md");
  // The thread that read the source rests for half a minute before it ends: nobody waits for that.
  expect(performance.now() - began).toBeLessThan(19_000);
  expect(stdout).toContain("note.md:5:26 warning faithfulness/number");
  expect(stdout).toContain(`${place}${sentence}`);
  expect(code).toBe(1);
});

it("check finds nothing where a PDF says the same", async () => {
  const { code, stdout } = await run(folderWith("list.pdf", sentence), "check", "note.md");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});

it("check says at its entry which file cannot be read", async () => {
  const folder = folderWith("list.pdf, locked.pdf", sentence);
  const { stdout } = await run(folder, "check", "note.md");
  expect(stdout).toMatch(
    /^note\.md:2:21 warning faithfulness\/source Cannot read locked\.pdf: it is protected by a password\. /m,
  );
});

it("generate plans from a PDF and a page", async () => {
  const folder = folderWith("list.pdf, list.html", "");
  writeFileSync(
    join(folder, "note.md"),
    "---\ntitle: Boats\nbrief: boats of the harbour club\nsources: [list.pdf, list.html]\n---\n",
  );
  const { code, stdout, stderr } = await run(folder, "generate", "note.md");
  expect(stderr).not.toContain("Cannot read");
  expect(stdout).toContain("210 boats in 2019");
  expect(stdout).not.toContain("340");
  expect(code).toBe(0);
});
