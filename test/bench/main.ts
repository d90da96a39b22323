/** npm run bench [-- --only NAME,… --quick --out DIR]: measures, and writes docs/performance.md with its drawings. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { alignedTable } from "../../server/core/report/figures";
import type { Benchmark } from "./benchmark";
import { checking } from "./benchmarks/checking";
import { keystrokes } from "./benchmarks/keystrokes";
import { learning } from "./benchmarks/learning";
import { rewriting } from "./benchmarks/rewriting";
import { sources } from "./benchmarks/sources";
import { startup } from "./benchmarks/startup";
import { tokens } from "./benchmarks/tokens";
import { drawingName, growthRows, performancePage } from "./report/page";
import { growthPlot } from "./report/plot";
import { readResults, thisMachine, withSection, type Results } from "./report/results";

const benchmarks: Readonly<Record<string, Benchmark>> = {
  keystrokes,
  startup,
  learning,
  sources,
  checking,
  rewriting,
  tokens,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      quick: { type: "boolean", default: false },
      out: { type: "string" },
    },
  });
  const names = Object.keys(benchmarks);
  const wanted = values.only?.split(",") ?? names;
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark ${unknown.join(", ")}: --only ${names.join("|")}`);
    process.exitCode = 2;
    return;
  }
  // Figures of the quick form never take the place of real ones.
  const out = resolve(values.out ?? (values.quick ? ".cache/bench-quick" : "docs"));
  const file = join(out, "performance.json");
  let results = readResults(file);
  for (const name of wanted) {
    const { title, run } = benchmarks[name]!;
    const machine = thisMachine();
    console.log(`\n── ${title} (${name}), load ${machine.load}`);
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "penprint-bench-")));
    const taken = new Date().toISOString();
    const started = performance.now();
    try {
      const findings = await run({ quick: values.quick, folder, say: console.log });
      const seconds = (performance.now() - started) / 1000;
      const section = { name, title, taken, seconds, quick: values.quick, machine, findings };
      results = withSection(results, section, names);
      const { head, rows } = findings.table;
      console.log(alignedTable(head, rows));
      for (const row of growthRows(findings)) console.log(`growth: ${row.join("  ")}`);
      for (const why of findings.leftOut) console.log(`left out: ${why}`);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    }
    // After each: an interrupted run has what it measured.
    await writeAll(out, results);
  }
  console.log(`\nWritten: ${join(out, "performance.md")}`);
}

/** The figures, the drawings and the page, formatted as the repository's files are. */
async function writeAll(out: string, results: Results): Promise<void> {
  const images = join(out, "images");
  mkdirSync(images, { recursive: true });
  for (const plot of results.sections.flatMap(({ findings }) => findings.plots)) {
    writeFileSync(join(images, drawingName(plot.name)), growthPlot(plot));
  }
  const style = await resolveConfig(resolve("docs/performance.md"));
  const write = async (name: string, parser: string, text: string): Promise<void> =>
    writeFileSync(join(out, name), await format(text, { ...style, parser }));
  await write("performance.json", "json", JSON.stringify(results));
  await write("performance.md", "markdown", performancePage(results));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
