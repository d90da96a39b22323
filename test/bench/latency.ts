/** npm run bench:latency: one typed character to the complete findings of that version, over LSP stdio. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { DocumentDiagnosticReport } from "vscode-languageserver-protocol/node";
import { LspClient, uriOf } from "../support/lspClient";
import { writer } from "./prose";
import { installRivals, measureRival, rivals } from "./rivals/install";

const sizes = [1_000, 10_000, 50_000];
const keystrokes = 300;
const warmUp = 50;
/** Every tenth edit plants this or takes it out again; the invented writer always contracts. */
const planted = "It is not the case that we do not know. ";

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "penprint-bench-"));
  try {
    const profile = learn(folder);
    const installed = installRivals();
    if ("why" in installed) console.log(`harper.js and textlint left out: ${installed.why}`);
    console.log(
      `${"words".padStart(7)}  ${"".padEnd(10)}     p50 ms     p95 ms   times Penprint's p50`,
    );
    for (const words of sizes) {
      const text = writer(words).note(words);
      const own = await keystrokeTimes(folder, profile, text);
      const median = quantile(own, 0.5);
      print(words, "penprint", own, median);
      if (!("folder" in installed)) continue;
      const file = join(folder, `note-${words}.md`);
      writeFileSync(file, text);
      for (const rival of rivals) {
        const times = measureRival(rival, installed.folder, file);
        if ("why" in times) console.log(`         ${rival} left out: ${times.why}`);
        else print(words, rival, times, median);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Learns the invented writer with the built command line. */
function learn(folder: string): string {
  const notes = join(folder, "learned");
  mkdirSync(notes);
  for (let i = 1; i <= 20; i++) writeFileSync(join(notes, `${i}.md`), writer(i).note(1_000));
  const profile = join(folder, "profile.json");
  const cli = resolve(__dirname, "..", "..", "dist", "penprint.js");
  const args = [cli, "learn", notes, "--author", "Bench", "--profile", profile, "--quiet"];
  const result = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (result.status !== 0) throw new Error(`learn failed: ${result.stderr}`);
  return profile;
}

async function keystrokeTimes(
  folder: string,
  profile: string,
  text: string,
): Promise<readonly number[]> {
  const client = await LspClient.start({
    dataFolder: join(folder, "data"),
    folders: [folder],
    args: ["--profile", profile],
  });
  const uri = uriOf(join(folder, "typed.md"));
  await client.open(uri, text);
  let shown = full(await client.pull(uri));
  const home = text.indexOf(". ", text.length >> 1) + 2;
  let at = home;
  let isPlanted = false;
  const times: number[] = [];
  for (let i = 1; i <= warmUp + keystrokes; i++) {
    const started = performance.now();
    if (i % 10 === 0) {
      if (isPlanted) await client.edit(uri, home, home + planted.length, "");
      else await client.edit(uri, home, home, planted);
      at += isPlanted ? -planted.length : planted.length;
      isPlanted = !isPlanted;
    } else {
      await client.edit(uri, at, at, "x");
      at++;
    }
    const report = await client.pull(uri, shown.id);
    if (i > warmUp) times.push(performance.now() - started);
    if (report.kind === "full") shown = full(report);
    const line = client.document(uri).positionAt(home);
    const found = shown.items.some(
      ({ range, code }) =>
        code === "style/contractions" &&
        range.start.line === line.line &&
        range.start.character >= line.character &&
        range.start.character < line.character + planted.length,
    );
    if (found !== isPlanted) {
      throw new Error(`Edit ${i}: the planted text is ${isPlanted ? "not found" : "still found"}.`);
    }
  }
  await client.stop();
  return times;
}

function full(report: DocumentDiagnosticReport) {
  if (report.kind !== "full" || report.resultId === undefined) throw new Error("No full report.");
  return { id: report.resultId, items: report.items };
}

function print(words: number, name: string, times: readonly number[], base: number): void {
  const p50 = quantile(times, 0.5);
  const cells = [p50, quantile(times, 0.95)].map((ms) => ms.toFixed(1).padStart(9));
  const ratio = (p50 / base).toFixed(1).padStart(8);
  console.log(
    `${String(words).padStart(7)}  ${name.padEnd(10)}  ${cells.join("  ")}  ${ratio}   (${times.length} edits)`,
  );
}

function quantile(times: readonly number[], q: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
