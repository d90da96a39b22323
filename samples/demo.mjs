// `npm run demo`: the whole path once, on the invented author of this folder. `-- --offline` proves that after the
// model was fetched nothing needs a network: everything runs where no connection can be made.
import { diffWords } from "diff";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { acceptRewrite } from "./accept.mjs";

const samples = fileURLToPath(new URL(".", import.meta.url));
const penprint = resolve(samples, "../dist/penprint.js");
const offline = process.argv.includes("--offline");
const started = performance.now();
const origins = {
  model: "the model",
  rules: "the rules: no candidate of the model passed the checks",
  draft: "nobody: the draft is the safest version there is",
};

if (offline && !process.env.PENPRINT_DEMO_ISOLATED) isolate();

const work = mkdtempSync(join(tmpdir(), "penprint-demo-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
for (const folder of [".penprint.json", "notes", "sources", "drafts"])
  cpSync(join(samples, folder), join(work, folder), { recursive: true });
const profile = join(work, "author.penprint.json");
const draft = join(work, "drafts", "the-tap-in-winter.md");
/** Decisions of the demo stay in its own folder; the model is shared with everything else. */
const data = join(work, "data");

title("1  The embedded model");
if (!offline) show(["model", "fetch"]);
const [name, model, state] = run(["model", "status"]).split("\n");
if (offline) console.log(`${name}\n${model}\n${state}`);

title("2  Learn the author of samples/notes");
show(["learn", "notes", "--author", "Demo", "--profile", profile]);

title("3  Check a note with planted drift and planted false claims");
show(["check", "drafts/the-tap-in-winter.md", "--profile", profile, "--fail-on", "never"]);

title("4  Rewrite a passage in the author's voice");
const passage = readFileSync(draft, "utf8")
  .split("\n\n")
  .find((paragraph) => paragraph.includes("visitors' fault"));
const question = `${JSON.stringify({ id: "demo", neutral: passage })}\n`;
const restyled = JSON.parse(run(["restyle", "--profile", profile], question));
console.log(`draft       ${passage}\n`);
console.log(`result      ${restyled.text}\n`);
console.log(`difference  ${wordDiff(passage, restyled.text)}\n`);
console.log(`written by  ${origins[restyled.origin]}`);
console.log(
  `style       ${percent(restyled.style.draft)} -> ${percent(restyled.style.text)} likely the author's`,
);
console.log(`kept        ${percent(restyled.kept)} of the draft's numbers and names`);
console.log(`added       ${restyled.added.length === 0 ? "nothing" : restyled.added.join(", ")}`);

title("5  Generate an article from a brief and sources");
process.stdout.write(run(["generate", "drafts/wash-your-chain.md", "--profile", profile]));

title("6  Accept a suggestion, as in the editor, and look at what was kept");
const { before, after } = await acceptRewrite({ work, data, draft, profile, passage, model });
console.log(`the note    ${wordDiff(before, after)}\n`);
const records = run(["log", "list", "--data-dir", data, "--format", "json"]);
console.log(`the record  ${records.trim()}`);

const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`\nDone in ${seconds} s${offline ? ", without a network" : ""}.`);

/** What a command of the product prints; its progress goes to the terminal. Ends the demo when the command fails. */
function run(args, input = "", stdout = "pipe") {
  const result = spawnSync(process.execPath, [penprint, ...args], {
    cwd: work,
    input,
    encoding: "utf8",
    stdio: ["pipe", stdout, "inherit"],
  });
  if (result.status !== 0) {
    console.error(`\npenprint ${args.join(" ")} ended with ${result.status}.`);
    process.exit(result.status ?? 1);
  }
  return result.stdout ?? "";
}

function show(args) {
  run(args, "", "inherit");
}

function wordDiff(before, after) {
  const colour = process.stdout.isTTY;
  return diffWords(before, after)
    .map(({ value, added, removed }) => {
      if (added) return colour ? `\x1b[32m${value}\x1b[0m` : `{+${value}+}`;
      if (removed) return colour ? `\x1b[31m${value}\x1b[0m` : `[-${value}-]`;
      return value;
    })
    .join("");
}

function percent(share) {
  return share === null ? "cannot say" : `${Math.round(share * 100)} %`;
}

function title(text) {
  console.log(`\n\x1b[1m${text}\x1b[0m\n`);
}

/** Starts this script again where no connection can be made: a network namespace, else a guard in every process. */
function isolate() {
  const self = fileURLToPath(import.meta.url);
  const env = { ...process.env, PENPRINT_DEMO_ISOLATED: "1" };
  const namespace = ["-rn", process.execPath, self, "--offline"];
  const works = spawnSync("unshare", ["-rn", "true"]).status === 0;
  const guard = join(samples, "noNetwork.cjs");
  console.log(
    works
      ? "Offline: running in a network namespace without any interface."
      : "Offline: every process refuses to open a connection.",
  );
  const child = works
    ? spawnSync("unshare", namespace, { env, stdio: "inherit" })
    : spawnSync(process.execPath, [self, "--offline"], {
        env: { ...env, NODE_OPTIONS: `--require ${JSON.stringify(guard)}` },
        stdio: "inherit",
      });
  process.exit(child.status ?? 1);
}
