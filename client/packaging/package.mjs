// `npm run package`: the extension as one VSIX per platform, one with the embedded model inside, and the npm package.
// `npm run package -- linux-x64 win32-x64` packs these alone; `--offline` those with the model, `--npm` the npm package;
// `--images ADDRESS`: where this folder's pictures can be seen by those who look at the page of the extension.
import { createVSIX } from "@vscode/vsce";
import { spawnSync } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { faultsOf } from "./contents.mjs";
import { megabytes, weigh } from "./inspect.mjs";
import { embeddedModel } from "./model.mjs";
import { packForNpm } from "./npmPackage.mjs";
import { stage } from "./stage.mjs";
import { binaryPackage, limits, targets } from "./targets.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    offline: { type: "boolean", default: false },
    npm: { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
    images: { type: "string" },
    out: { type: "string", default: join(root, "packages") },
  },
});
const unknown = positionals.filter((name) => !targets.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown platform ${unknown.join(", ")}. There are: ${targets.join(", ")}.`);
  process.exit(2);
}

if (!values["no-build"]) {
  const built = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
const out = resolve(values.out);
await mkdir(out, { recursive: true });

const everything = positionals.length === 0 && !values.offline && !values.npm;
const named = positionals.length > 0 ? positionals : ["linux-x64"];
const jobs = [
  ...(everything ? targets : values.offline ? [] : positionals).map((target) => ({ target })),
  ...(everything || values.offline ? named : []).map((target) => ({ target, offline: true })),
];
const failures = [];
for (const job of jobs) await attempt(fileOf(job), () => pack(job));
if (everything || values.npm) {
  await attempt("the npm package", async () => console.log(await packForNpm(root, out)));
}
console.log(`\n${out}`);
if (failures.length > 0) {
  console.error(`\nNot packed:\n\n${failures.join("\n\n")}`);
  process.exitCode = 1;
}

function fileOf({ target, offline = false }) {
  return `penprint-${target}${offline ? "-offline" : ""}-${version}.vsix`;
}

/** One package that cannot be made does not keep the others from being made. */
async function attempt(name, work) {
  try {
    await work();
  } catch (error) {
    failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function pack(job) {
  const { target, offline = false } = job;
  const folder = join(root, ".cache", "packaging", `${target}${offline ? "-offline" : ""}`);
  const model = offline ? await embeddedModel(root) : undefined;
  await stage(target, {
    root,
    folder,
    cache: join(root, ".cache", "packaging", "binaries"),
    model,
    images: values.images,
  });
  // Apart: it has the name and version of the one without the model, and no marketplace takes both.
  const packagePath = join(out, offline ? "offline" : "", fileOf(job));
  await mkdir(dirname(packagePath), { recursive: true });
  await createVSIX({
    cwd: folder,
    packagePath,
    target,
    // There is no repository to lead to, and nothing is fetched to show the page.
    rewriteRelativeLinks: false,
    allowMissingRepository: true,
    allowUnusedFilesPattern: true,
  });
  const { files, lines, size } = await weigh(packagePath);
  console.log(`\n${basename(packagePath)}${megabytes(size)}, ${files.length} files`);
  for (const line of lines) console.log(line);
  const limit = offline ? limits.offline : limits.online;
  const faults = [
    ...faultsOf(files, {
      binaries: binaryPackage(target),
      ...(model !== undefined && { model: basename(model) }),
    }),
    ...(size > limit ? [`${megabytes(size).trim()} is more than ${megabytes(limit).trim()}`] : []),
  ];
  if (faults.length > 0) throw new Error(faults.join("\n"));
}
