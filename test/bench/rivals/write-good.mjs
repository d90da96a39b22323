import { createRequire } from "node:module";
import { join } from "node:path";
import { measure } from "./edits.mjs";

const writeGood = createRequire(join(process.argv[2], "package.json"))("write-good");
await measure((text) => writeGood(text));
