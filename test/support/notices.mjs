// `npm run notices`: rewrites the table of shipped packages in THIRD_PARTY_NOTICES.md from what is installed.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = "THIRD_PARTY_NOTICES.md";
const begin = "<!-- packages -->";
const end = "<!-- /packages -->";

const listed = spawnSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { encoding: "utf8" });
const rows = listed.stdout
  .split("\n")
  .filter((folder) => folder.includes("node_modules"))
  .map((folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8")))
  .filter(({ name }) => name !== "empty-npm-package")
  .map(({ name, version, license }) => `| ${name} | ${version} | ${license ?? "see package"} |`);
const table = ["| package | version | licence |", "|---|---|---|", ...[...new Set(rows)].sort()];

const text = readFileSync(file, "utf8");
const before = text.slice(0, text.indexOf(begin) + begin.length);
const after = text.slice(text.indexOf(end));
writeFileSync(file, `${before}\n\n${table.join("\n")}\n\n${after}`);
