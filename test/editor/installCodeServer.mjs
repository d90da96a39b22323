import { spawn } from "node:child_process";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * Installs what the editor tests run in, into a cache folder outside the project's dependencies:
 * VS Code as the npm package code-server, the Node it is built for, and Chromium from apt.
 * `node test/editor/installCodeServer.mjs` does only this; it is quick when everything is there.
 */
const wanted = {
  "code-server": "4.139.1",
  [`node-${process.platform}-${process.arch}`]: "24.21.0",
  "node-gyp": "12.4.0",
};
const nativeModules = ["@vscode/native-watchdog", "@vscode/spdlog"];
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** PENPRINT_TEST_CACHE, or `.cache` in the repository. */
export function testCache() {
  return process.env["PENPRINT_TEST_CACHE"] ?? join(root, ".cache");
}

/** Runs a command, its output in `log`; the error names the command and the log. */
async function run(command, args, { log, ...options }) {
  const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  const out = createWriteStream(log, { flags: "a" });
  child.stdout.pipe(out, { end: false });
  child.stderr.pipe(out, { end: false });
  const code = await new Promise((done) => {
    child.once("error", () => done("not started"));
    child.once("close", done);
  });
  out.end();
  if (code !== 0) throw new Error(`"${command} ${args.join(" ")}" failed (${code}); see ${log}`);
}

async function stamped(file) {
  try {
    return JSON.stringify(JSON.parse(await readFile(file, "utf8"))) === JSON.stringify(wanted);
  } catch {
    return false;
  }
}

/** VS Code's server and its Node: `{node, server}`, both absolute paths. */
export async function installCodeServer(say = console.error) {
  const folder = join(testCache(), "code-server");
  const modules = join(folder, "node_modules");
  const nodeFolder = join(modules, `node-${process.platform}-${process.arch}`);
  const node = join(nodeFolder, "bin", "node");
  const editor = join(modules, "code-server", "lib", "vscode");
  const installed = { node, server: join(editor, "out", "server-main.js") };
  const stamp = join(folder, "installed.json");
  if ((await stamped(stamp)) && existsSync(installed.server)) return installed;

  say(
    `installing code-server ${wanted["code-server"]} into ${folder} (once: about 1 GB, some minutes) …`,
  );
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  const log = join(folder, "install.log");
  const packages = Object.entries(wanted).map(([name, version]) => `${name}@${version}`);
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = { cwd: folder, log, env: withoutNpmSettings() };
  await run("npm", ["install", ...quiet, ...packages], npm);
  await run("npm", ["install", "--omit=dev", ...quiet], { ...npm, cwd: editor });
  const gyp = join(modules, "node-gyp", "bin", "node-gyp.js");
  for (const name of nativeModules) {
    await run(node, [gyp, "rebuild", `--nodedir=${nodeFolder}`], {
      cwd: join(editor, "node_modules", name),
      log,
      env: { ...npm.env, PATH: `${dirname(node)}${delimiter}${process.env["PATH"]}` },
    });
  }
  await writeFile(stamp, JSON.stringify(wanted));
  return installed;
}

/** `npm run` hands its own settings (prefix, lock file, scripts) down; they are not meant for these folders. */
function withoutNpmSettings() {
  const own =
    /^npm_(config_(global|prefix|local_prefix|package_lock|omit|include)|package_|lifecycle_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

const browserNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function onPath(names) {
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) {
      if (folder !== "" && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

/** A Chromium: PENPRINT_CHROMIUM, one on the path, else from apt where this may install. */
export async function findChromium(say = console.error) {
  const named = process.env["PENPRINT_CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  const found = onPath(browserNames);
  if (found !== undefined) return found;
  const mayInstall = process.getuid?.() === 0 && onPath(["apt-get"]) !== undefined;
  if (mayInstall) {
    say("installing Chromium with apt …");
    const log = join(testCache(), "chromium-install.log");
    await mkdir(testCache(), { recursive: true });
    const apt = { log, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    await run("apt-get", ["update"], apt);
    await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], apt);
    const installed = onPath(browserNames);
    if (installed !== undefined) return installed;
  }
  throw new Error(
    "No Chromium found. Install one (Debian: `apt-get install chromium`) or name it in PENPRINT_CHROMIUM.",
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [{ server }, chromium] = await Promise.all([installCodeServer(), findChromium()]);
  console.log(`${server}\n${chromium}`);
}
