// `npm test`: every kind of test there is, a stage each, with seconds per stage and one closing line.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

const results = "test-output/results";
const inCi = process.env.CI === "true";
const npx = process.platform === "win32" ? "npx.cmd" : "npx";
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Checks need a processor each and say little: two run at a time, what they say comes when they are done. */
const checks = (...named) => ({ name: "checks", together: named });
const vitest = (project) => ({
  name: `${project} tests`,
  run: async () => {
    const file = `${results}/${project}.json`;
    const code = await run([
      npx,
      "vitest",
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ]);
    return report(file, code);
  },
});
const script = (name, file, ...command) => ({
  name,
  run: async () => report(`${results}/${file}`, await run(command)),
});

const stages = [
  { name: "packages of the system", run: installPackages },
  checks(
    ["lint", npx, "eslint", ".", "--cache", "--cache-location", ".cache/eslint"],
    ["types", npx, "tsc", "-p", "."],
    ["build", process.execPath, "esbuild.mjs"],
    ["types of the core", npx, "tsc", "-p", "server/core"],
    ["formatting", npx, "prettier", "--check", "--log-level", "warn", "."],
    ["unused code", npx, "knip", "--no-progress"],
    ["grammar", "npm", "run", "--silent", "test:grammar"],
  ),
  vitest("unit"),
  { name: "downloads", run: async () => counted(await downloads) },
  vitest("model"),
  vitest("trainer"),
  script("editor", "editor.json", process.execPath, "test/editor/run.mjs"),
];

const wanted = process.argv.slice(2);
const isWanted = (name) => wanted.length === 0 || wanted.some((word) => name.includes(word));
const rows = [];
// The model, the editor and the trainer's packages come while other tests run.
const needsDownloads = stages.some(
  ({ name }) => /model|trainer|editor/.test(name) && isWanted(name),
);
const downloads = needsDownloads ? run([npx, "tsx", "test/support/downloads.mts"]) : 0;
for (const stage of stages) {
  if (stage.together !== undefined) {
    await runTogether(stage.together.filter(([name]) => isWanted(name)));
    continue;
  }
  if (!isWanted(stage.name) && !(stage.name === "downloads" && needsDownloads)) continue;
  console.log(`\n── ${stage.name}`);
  await timed(stage.name, () => stage.run());
}

console.log("\nstage                     seconds  passed  failed  skipped");
for (const row of rows) {
  const cells = [row.seconds.toFixed(1), row.passed, row.failed, row.skipped];
  console.log(row.name.padEnd(24) + cells.map((cell) => String(cell).padStart(9)).join(""));
}
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const skippedInCi = inCi ? sum("skipped") : 0;
if (skippedInCi > 0)
  console.log(`\n${skippedInCi} tests were skipped, which CI=true counts as failed.`);
const failed = sum("failed") + skippedInCi;
const skipped = inCi ? 0 : sum("skipped");
console.log(
  `\n${sum("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
);
process.exitCode = failed > 0 ? 1 : 0;

async function timed(name, work) {
  const started = performance.now();
  const outcome = await work();
  rows.push({ ...outcome, name, seconds: (performance.now() - started) / 1000 });
}

async function runTogether(waiting) {
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, ...command] = next;
      await timed(name, async () => counted(await run(command, `\n── ${name}\n`)));
    }
  };
  await Promise.all([worker(), worker()]);
}

/** The exit code. With a heading the output is kept until the end. */
function run([command, ...args], heading) {
  const child = spawn(command, args, {
    stdio: heading === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text) => (said += text));
  }
  return new Promise((done) => {
    const end = (code) => {
      if (heading !== undefined) process.stdout.write(heading + said);
      done(code);
    };
    child.once("error", (error) => {
      said += `${error.message}\n`;
      end(1);
    });
    child.once("close", (code) => end(code ?? 1));
  });
}

function counted(code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** Counts of a JSON report in vitest's format; a run that broke before writing one has failed. */
function report(file, code) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
    readFileSync(file, "utf8"),
  );
  const brokenOutsideTests = code !== 0 && numFailedTests === 0 ? 1 : 0;
  return {
    passed: numPassedTests,
    failed: numFailedTests + brokenOutsideTests,
    skipped: numPendingTests,
  };
}

/** Chromium for the editor tests, Neovim and Emacs as other clients, by apt where we are root. */
async function installPackages() {
  const needed = [
    ["chromium", "chromium"],
    ["nvim", "neovim"],
    ["emacs", "emacs-nox", "elpa-eglot", "elpa-markdown-mode"],
  ].filter(([program]) => spawnSync("which", [program]).status !== 0);
  if (needed.length === 0) return counted(0);
  const names = needed.flatMap(([, ...packages]) => packages);
  const root = process.getuid?.() === 0 && spawnSync("which", ["apt-get"]).status === 0;
  if (!root) {
    console.log(`Not installed: ${names.join(", ")}. The tests that need them are skipped.`);
    console.log(`To run them: sudo apt-get install ${names.join(" ")}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  await run(["apt-get", "update", "-qq"]);
  const install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...names];
  return counted(await run(install));
}
