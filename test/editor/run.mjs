// Runs the suite in a real VS Code (code-server in Chromium): `npm run test:editor [pattern of test names]`.
import { appendFileSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { chromium } from "playwright-core";
import { startCodeServer, windowAddress } from "./codeServer.mjs";
import { lendHands } from "./hands.mjs";
import { findChromium, installCodeServer } from "./installCodeServer.mjs";
import { output, prepare, root } from "./prepare.mjs";

const limitMs = 8 * 60_000;
const screenshots = join(root, "test-output", "screenshots");
/** Everything the window says; what the suite says is indented and shown as well. */
const windowLog = join(output, "window.log");

let browserPath;
try {
  browserPath = await findChromium();
  await installCodeServer();
} catch (error) {
  await skip(error.message);
  process.exit(0);
}

const run = await prepare();
await rm(screenshots, { recursive: true, force: true });
await mkdir(screenshots, { recursive: true });
await rm(run.env.PENPRINT_SUITE_RESULTS, { force: true });
const server = await startCodeServer({
  folder: join(run.temporary, "editor"),
  settings: run.settings,
  installed: [run.scriptedModel],
  env: { ...run.env, PENPRINT_SUITE_ONLY: process.argv.slice(2).join(" ") },
  log: join(output, "code-server.log"),
});
const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const stopping = new AbortController();
let code;
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 860 } });
  const { promise: exit, resolve: exited } = withResolvers();
  await page.exposeFunction("codeAutomationLog", (_type, args) => {
    const line = args.map(String).join(" ");
    appendFileSync(windowLog, `${line}\n`);
    if (line.startsWith("  ")) console.log(line);
  });
  await page.exposeFunction("codeAutomationExit", (status) => exited(status));
  const { workspace, suite, harness } = run;
  const hands = lendHands(page, harness, screenshots, stopping.signal);
  await page.goto(windowAddress(server.port, { workspace, extension: root, suite }));
  const timer = setTimeout(() => exited("timeout"), limitMs);
  code = await exit;
  clearTimeout(timer);
  if (code === "timeout") {
    console.error(`The suite did not end within ${limitMs / 60_000} minutes.`);
    await page.screenshot({ path: join(screenshots, "timeout.png") });
  }
  stopping.abort();
  await hands;
} finally {
  stopping.abort();
  await browser.close();
  await server.stop();
  await run.clean();
}
console.log(`Screenshots: ${screenshots}`);
process.exit(code === 0 ? 0 : 1);

function withResolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

async function skip(why) {
  console.log(`The editor tests are skipped: ${why}`);
  const file = join(root, "test-output", "results", "editor.json");
  await mkdir(dirname(file), { recursive: true });
  const counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 1 };
  await writeFile(file, JSON.stringify(counts));
}
