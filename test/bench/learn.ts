/**
 * npm run bench:learn [-- --posts DIR]: seconds and peak memory of `penprint learn` for 100,000 and 300,000 words of
 * posts from DIR, or of generated prose; and how long scoring takes afterwards. Needs `npm run build`.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { viewOf } from "../../server/core/style/view";
import { readBackground } from "../../server/storage/backgroundFile";
import { readProfile } from "../../server/storage/profileStore";
import { noteText } from "../support/writtenNotes";

const sizes = [100_000, 300_000] as const;
const bundle = resolve("dist/penprint.js");
/** Prints the peak of its own resident memory when the command is done. */
const measured = `
  process.on("exit", () => process.stderr.write("maxrss " + process.resourceUsage().maxRSS + "\\n"));
  process.argv.splice(1, 1, ${JSON.stringify(bundle)});
  require(${JSON.stringify(bundle)});
`;

async function main(): Promise<void> {
  const { posts } = parseArgs({ options: { posts: { type: "string" } } }).values;
  const folder = mkdtempSync(join(tmpdir(), "penprint-bench-"));
  try {
    const peaks: number[] = [];
    for (const words of sizes) {
      const notes = join(folder, String(words));
      writeNotes(notes, words, posts);
      const profile = join(folder, `${words}.json`);
      const first = learn(notes, profile);
      const again = learn(notes, profile);
      peaks.push(first.megabytes);
      console.log(
        `${words} words: ${first.seconds.toFixed(1)} s, peak ${first.megabytes} MB; again, nothing changed: ${again.seconds.toFixed(1)} s`,
      );
      await score(profile);
    }
    console.log(`peak memory ratio ${(peaks[1]! / peaks[0]!).toFixed(2)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function learn(notes: string, profile: string): { seconds: number; megabytes: number } {
  const script = `${profile}.js`;
  writeFileSync(script, measured);
  const started = performance.now();
  const args = ["learn", notes, "--author", "Bench", "--profile", profile, "--quiet"];
  const ran = spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });
  if (ran.status !== 0) throw new Error(ran.stderr);
  const seconds = (performance.now() - started) / 1000;
  const peak = /maxrss (\d+)/.exec(ran.stderr)?.[1];
  return { seconds, megabytes: Math.round(Number(peak) / 1024) };
}

async function score(file: string): Promise<void> {
  const read = await readProfile(file);
  if (read.kind !== "read") throw new Error("no profile");
  const background = await readBackground();
  const { notes } = read.profile.rates;
  const passage = noteText("plain", 3, 12345);
  const started = performance.now();
  viewOf(read.profile, background).score(passage);
  const whole = performance.now();
  viewOf(read.profile, background, { place: notes[0]!.location }).score(passage);
  const without = performance.now();
  const view = viewOf(read.profile, background);
  const times = 200;
  for (let i = 0; i < times; i++) view.score(passage);
  const scored = performance.now();
  view.nearest(passage, 4);
  const near = performance.now();
  console.log(
    `  ${notes.length} notes: first score ${Math.round(whole - started)} ms, without a note ${Math.round(without - whole)} ms, ` +
      `then ${((scored - without) / times).toFixed(2)} ms a passage, nearest ${Math.round(near - scored)} ms`,
  );
}

/** Posts from `source`, or generated ones, until there are enough words. */
function writeNotes(folder: string, words: number, source: string | undefined): void {
  mkdirSync(folder, { recursive: true });
  const texts = source === undefined ? generated() : existing(source);
  let written = 0;
  for (let i = 0; written < words; i++) {
    const next = texts.next();
    if (next.done === true) throw new Error(`${source ?? ""} holds fewer than ${words} words.`);
    writeFileSync(join(folder, `${i}.md`), next.value);
    written += next.value.split(/\s+/).length;
  }
}

function* generated(): Generator<string> {
  for (let i = 0; ; i++) yield noteText("plain", 12, i);
}

function* existing(folder: string): Generator<string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".md")).sort()) {
    yield readFileSync(join(folder, file), "utf8");
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
