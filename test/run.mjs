// `npm test`: every kind of test there is, a stage each, with seconds per stage and one closing line.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";

const results = "test-output/results";
const inCi = process.env.CI === "true";
const npx = process.platform === "win32" ? "npx.cmd" : "npx";
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const check = (name, ...command) => ({ name, run: () => ({ ...counted(run(command)) }) });
const vitest = (project) => ({
  name: `${project} tests`,
  run: () => {
    const file = `${results}/${project}.json`;
    const code = run([
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
  run: () => report(`${results}/${file}`, run(command)),
});

const stages = [
  { name: "packages of the system", run: installPackages },
  check("build", process.execPath, "esbuild.mjs"),
  check("formatting", npx, "prettier", "--check", "--log-level", "warn", "."),
  check("lint", npx, "eslint", ".", "--cache", "--cache-location", ".cache/eslint"),
  check("types", npx, "tsc", "-p", "."),
  check("types of the core", npx, "tsc", "-p", "server/core"),
  check("unused code", npx, "knip", "--no-progress"),
  check("grammar", "npm", "run", "--silent", "test:grammar"),
  vitest("unit"),
  vitest("model"),
  vitest("trainer"),
  script("editor", "editor.json", process.execPath, "test/editor/run.mjs"),
];

const wanted = process.argv.slice(2);
const rows = [];
for (const stage of stages) {
  if (wanted.length > 0 && !wanted.some((word) => stage.name.includes(word))) continue;
  console.log(`\n── ${stage.name}`);
  const started = performance.now();
  const outcome = stage.run();
  rows.push({ ...outcome, name: stage.name, seconds: (performance.now() - started) / 1000 });
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

function run([command, ...args]) {
  const result = spawnSync(command, args, {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  return result.status ?? 1;
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

/** Chromium for the editor tests and Neovim as a second client, by apt where we are root. */
function installPackages() {
  const needed = [
    ["chromium", "chromium"],
    ["nvim", "neovim"],
  ].filter(([program]) => spawnSync("which", [program]).status !== 0);
  if (needed.length === 0) return counted(0);
  const names = needed.map(([, name]) => name);
  const root = process.getuid?.() === 0 && spawnSync("which", ["apt-get"]).status === 0;
  if (!root) {
    console.log(`Not installed: ${names.join(", ")}. The tests that need them are skipped.`);
    console.log(`To run them: sudo apt-get install ${names.join(" ")}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  run(["apt-get", "update", "-qq"]);
  return counted(run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", ...names]));
}
