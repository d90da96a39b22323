import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { measure } from "./edits.mjs";

const folder = join(process.argv[2], "node_modules", "harper.js", "dist");
const load = (name) => import(pathToFileURL(join(folder, name)).href);
const { LocalLinter } = await load("index.js");
const { binary } = await load("binary.js");
const linter = new LocalLinter({ binary });
await linter.setup();
await measure((text) => linter.lint(text, { language: "markdown" }));
