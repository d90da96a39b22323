import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./edits.mjs";

// Vale has no server: its editors start it for every check of a note.
const folder = process.argv[2];
const program = process.env.VALE_PROGRAM;
const note = join(tmpdir(), `penprint-vale-${process.pid}.md`);
const config = join(folder, ".vale.ini");
writeFileSync(config, "MinAlertLevel = suggestion\n[*.md]\nBasedOnStyles = Vale\n");
await measure((text) => {
  writeFileSync(note, text);
  execFileSync(program, ["--config", config, "--output=JSON", "--no-exit", note], {
    maxBuffer: 1e9,
  });
});
