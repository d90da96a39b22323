import { createRequire } from "node:module";
import { join } from "node:path";
import { measure } from "./edits.mjs";

const folder = process.argv[2];
const { createLinter, loadTextlintrc } = createRequire(join(folder, "package.json"))("textlint");
const descriptor = await loadTextlintrc({
  configFilePath: join(folder, ".textlintrc.json"),
  node_modulesDir: join(folder, "node_modules"),
});
const linter = createLinter({ descriptor });
await measure((text) => linter.lintText(text, "note.md"));
