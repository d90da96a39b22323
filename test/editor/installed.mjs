// `npm run test:installed [-- FILE.vsix]`: what a person installs, used without a network. Installs the VSIX with the model
// for this machine into an empty code-server, learns an author, looks at findings, has a passage rewritten and accepts it;
// then in a folder that is not trusted; at last the editor is killed, and no process may stay behind.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startCodeServer } from "./codeServer.mjs";
import { findChromium, installCodeServer } from "./installCodeServer.mjs";
import { Person } from "./person.mjs";
import { killed, processesWith } from "./processes.mjs";

const self = fileURLToPath(import.meta.url);
const root = resolve(dirname(self), "..", "..");
/** Milliseconds for any one thing to appear, on a machine that has other work as well. */
const patience = 90_000;
const screenshots = join(root, "test-output", "installed");
const draft = "the-tap-in-winter.md";
const { node, server } = await installCodeServer();
const browserPath = await findChromium();
const vsix = process.argv[2] === undefined ? packed() : resolve(process.argv[2]);
if (process.env["PENPRINT_ISOLATED"] === undefined && canIsolate()) isolate();

const temporary = await mkdtemp(join(tmpdir(), "penprint-installed-"));
const workspace = join(temporary, "notes");
for (const part of ["notes", "sources", "drafts"]) {
  await cp(join(root, "samples", part), join(workspace, part), { recursive: true });
}
await rm(screenshots, { recursive: true, force: true });
await mkdir(screenshots, { recursive: true });
const user = join(temporary, "editor");
const data = join(temporary, "data");
const note = join(workspace, "drafts", draft);
const before = await readFile(note, "utf8");

let passed = 0;
let failed = 0;
let stopServer = () => Promise.resolve();
let browser;
try {
  await step(`${basename(vsix)} is installed`, install);
  browser = await chromium.launch({
    executablePath: browserPath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  await inWindow({ trust: false }, use);
  await inWindow({ trust: true }, useUntrusted);
} catch (error) {
  failed = 1;
  console.error(`  ✗ ${error.message}`);
  const page = browser?.contexts()[0]?.pages()[0];
  await page?.screenshot({ path: join(screenshots, "failed.png") });
} finally {
  await browser?.close();
  await stopServer();
  await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
}
console.log(`\n${passed} passed, ${failed} failed. Screenshots: ${screenshots}`);
process.exit(failed);

/** Opens the folder in a window of its own, where somebody does `work`. */
async function inWindow({ trust }, work) {
  const { port, pid, stop } = await startCodeServer({
    folder: user,
    settings: {
      "files.simpleDialog.enable": true,
      "files.autoSave": "off",
      "workbench.startupEditor": "none",
      "chat.disableAIFeatures": true,
      "workbench.secondarySideBar.defaultVisibility": "hidden",
      ...(trust && { "penprint.author": "me" }),
    },
    env: { ...closedDoors(), PENPRINT_DATA: data },
    trust,
    log: join(screenshots, trust ? "code-server-untrusted.log" : "code-server.log"),
  });
  stopServer = stop;
  const context = await browser.newContext({ viewport: { width: 1400, height: 860 } });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(`http://localhost:${port}/?folder=${workspace}`, { timeout: patience });
  await page.locator(".monaco-workbench").waitFor();
  await work(new Person(page), page, pid);
  await context.close();
  await stop();
}

async function useUntrusted(person, page, server) {
  await step("a folder that is not trusted is said to be so", async () => {
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    await person.open(draft);
    const bar = page
      .locator(".statusbar-item", { hasText: "Penprint" })
      .or(page.locator(".statusbar-item", { hasText: /^\s*me\s*$/u }));
    await bar.first().hover();
    await person.sees("what is not done there", async () =>
      (await person.texts(".workbench-hover")).some((text) => text.includes("is not trusted")),
    );
    await shoot(page, "6-untrusted");
  });
  await step("its notes have findings", () => seesFindings(person, page, "7-untrusted-findings"));
  await step("a rewrite there starts no model", async () => {
    await rewriteParagraph(person, page);
    await shoot(page, "8-untrusted-rewrite");
    const models = modelsOf(await processesWith(data));
    if (models.length > 0) throw new Error(`a model runs: ${models.join(", ")}`);
  });
  await step("the editor is killed: no process stays behind", async () => {
    if ((await processesWith(data)).length === 0) throw new Error("no process was there before");
    await killed(server);
    await nothingStays();
  });
}

async function nothingStays() {
  const end = performance.now() + 20_000;
  let left;
  do {
    await wait(500);
    left = await processesWith(data);
  } while (left.length > 0 && performance.now() < end);
  if (left.length > 0) throw new Error(`left behind: ${left.map((one) => one.command).join("; ")}`);
}

function modelsOf(processes) {
  return processes.map((one) => one.command).filter((line) => line.includes("model-child"));
}

async function seesFindings(person, page, picture) {
  await person.command("Problems: Focus on Problems View");
  await person.sees("findings", async () => {
    const rows = await person.texts(".markers-panel .monaco-list-row");
    const has = (words) => rows.some((row) => row.includes(words));
    return has("the source says 22") && has("does not read like you");
  });
  await shoot(page, picture);
  await person.command("View: Hide Panel");
}

async function rewriteParagraph(person, page) {
  await person.open(draft);
  await person.selectLine(before.split("\n").findIndex((one) => one.startsWith("Only 31 %")) + 1);
  await person.command("Penprint: Rewrite Selection");
  await page.locator(".tab.active", { hasText: "suggestion 1 of" }).waitFor();
  await page.locator(".monaco-diff-editor .view-line").first().waitFor();
}

function shoot(page, name) {
  return page.screenshot({ path: join(screenshots, `${name}.png`) });
}

async function use(person, page, server) {
  await step("its page can be read", async () => {
    await person.command("View: Show Extensions");
    await page.locator(".extension-list-item", { hasText: "Penprint" }).first().click();
    await person.sees("the page's text", async () => {
      const texts = await Promise.all(page.frames().map(textOf));
      return texts.some((text) => text.includes("What stays on your machine"));
    });
    await shoot(page, "1-page");
  });
  await step("the author of a folder is learned", async () => {
    await person.open(draft);
    await person.command("Penprint: Learn My Style");
    await person.answer("Folders with notes", `${join(workspace, "notes")}/`);
    await person.answer("Whose style is this?", "me");
    await person.sees("the author in the status bar", async () =>
      (await person.texts(".statusbar-item")).some((text) => text.trim() === "me"),
    );
    await shoot(page, "2-learned");
  });
  await step("the note has findings of style and of sources", () =>
    seesFindings(person, page, "3-findings"),
  );
  await step("a passage is rewritten by the model inside the package", async () => {
    await rewriteParagraph(person, page);
    await person.sees("who wrote it", async () =>
      (await page.locator(".monaco-diff-editor .view-line span").evaluateAll(besidesText)).some(
        (text) => text.includes("written by SmolLM2"),
      ),
    );
    await shoot(page, "4-suggestion");
  });
  await step("accepted and saved, the file on disk holds it", async () => {
    await person.command("Penprint: Accept Suggestion");
    await page.locator(".tab", { hasText: "suggestion 1 of" }).waitFor({ state: "hidden" });
    // The note takes the focus when it is shown again, and that closes a palette.
    await wait(2000);
    await person.press("Control+S");
    await person.sees("the saved note", async () =>
      (await readFile(note, "utf8")).includes("I don't think that"),
    );
    await shoot(page, "5-accepted");
  });
  await step("no model was fetched", async () => {
    const models = await readdir(join(data, "models")).catch(() => []);
    const fetched = models.filter((name) => name.endsWith(".gguf"));
    if (fetched.length > 0) throw new Error(`${fetched.join(", ")} stands in the data folder.`);
  });
  await step(
    "the editor is killed while the model stands by: no process stays behind",
    async () => {
      if (modelsOf(await processesWith(data)).length === 0) throw new Error("no model was running");
      await killed(server);
      await nothingStays();
      await writeFile(note, before);
    },
  );
}

async function step(name, work) {
  const started = performance.now();
  await work();
  passed += 1;
  console.log(`  ✓ ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
}

/** What the editor writes beside a text is content of style sheets. */
function besidesText(spans) {
  // eslint-disable-next-line no-undef -- runs in the window
  return spans.map((span) => getComputedStyle(span, "::after").content);
}

/** Pages of the editor stand in frames that come and go. */
function textOf(frame) {
  return frame
    .locator("body")
    .innerText({ timeout: 2000 })
    .catch(() => "");
}

/** The editor's own way to install from a file. */
async function install() {
  const folder = join(user, "extensions");
  const args = ["--install-extension", vsix, "--user-data-dir", user, "--extensions-dir", folder];
  const { stdout, stderr } = spawnSync(node, [server, ...args], { encoding: "utf8" });
  const installed = existsSync(folder) ? await readdir(folder) : [];
  if (!installed.some((name) => name.startsWith("penprint.penprint"))) {
    throw new Error(`not installed: ${stdout}${stderr}`);
  }
}

/** Packs the extension for this machine, with the model. */
function packed() {
  const out = join(root, "test-output", "packages");
  const script = join(root, "client", "packaging", "package.mjs");
  const target = `${process.platform}-${process.arch}`;
  const command = [script, target, "--offline", "--out", out];
  const made = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit" });
  if (made.status !== 0) process.exit(made.status ?? 1);
  const { stdout } = spawnSync("npm", ["pkg", "get", "version"], { cwd: root, encoding: "utf8" });
  return join(out, "offline", `penprint-${target}-offline-${JSON.parse(stdout)}.vsix`);
}

function canIsolate() {
  return spawnSync("unshare", ["-rn", "ip", "link", "set", "lo", "up"]).status === 0;
}

/** Runs this again where there is a loopback interface and no other. */
function isolate() {
  console.log("In a network namespace with nothing but loopback.");
  const loopbackFirst = 'ip link set lo up && exec "$@"';
  const args = ["-rn", "sh", "-c", loopbackFirst, "sh", process.execPath, self, vsix];
  const env = { ...process.env, PENPRINT_ISOLATED: "1" };
  process.exit(spawnSync("unshare", args, { env, stdio: "inherit" }).status ?? 1);
}

/** Where the network cannot be taken away, all that follows a proxy meets a closed door. */
function closedDoors() {
  const names = ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "PIP_INDEX_URL"];
  return Object.fromEntries(names.map((name) => [name, "http://127.0.0.1:9"]));
}
