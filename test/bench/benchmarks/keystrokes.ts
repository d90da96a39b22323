import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LspClient, uriOf } from "../../support/lspClient";
import { type Benchmark, type BenchOptions } from "../benchmark";
import { inventedAuthor } from "../inventedAuthor";
import { residentMegabytes } from "../../support/residentMemory";
import { writer } from "../prose";
import { count, duration, median, megabytes, quantile } from "../report/figures";
import { installRivals, rivalNames, typedInto } from "../rivals/install";
import { FRAME, typedTimes } from "../typing";

interface Row {
  readonly tool: string;
  readonly words: number;
  readonly p50: number;
  readonly p95: number;
  readonly peak: number;
}

const own = "Penprint";

/** One typed character to the complete findings of that version: over LSP stdio, rivals in one process of their own. */
export const keystrokes: Benchmark = {
  title: "A typed character to its findings",
  async run(options) {
    const { folder, quick, say } = options;
    const sizes = quick ? [1_000, 3_000] : [1_000, 3_000, 10_000, 30_000, 50_000];
    const profile = inventedAuthor(folder);
    const { rivals, leftOut } = installRivals();
    const failed: string[] = [];
    const rows: Row[] = [];
    for (const words of sizes) {
      const text = writer(words).note(words);
      rows.push(await penprintRow(options, profile, words, text));
      const file = join(folder, `note-${words}.md`);
      writeFileSync(file, text);
      for (const rival of rivals) {
        const measured = typedInto(rival, file, quick ? 3 : 15);
        if (typeof measured === "string") failed.push(`${count(words)} words: ${measured}`);
        else rows.push(rowOf(rivalNames[rival], words, measured.times, measured.megabytes));
      }
      say(`${count(words)} words measured`);
    }
    const points = (tool: string, of: (row: Row) => number) =>
      rows.filter((row) => row.tool === tool).map((row) => ({ x: row.words, y: of(row) }));
    const tools = [...new Set(rows.map(({ tool }) => tool))];
    return {
      says: [
        `A note of so many words is open; a character is typed in its middle. Every tenth edit plants a mistake or takes it out, and the run fails where the findings are not those of that version. Penprint answers over LSP from its own process, against a learned author. The rivals have their default rules (textlint: terminology and write-good), and their memory is that of a process that does nothing else. Limit: ${FRAME} ms at p95.`,
      ],
      table: {
        head: ["words", "", "p50", "p95", "p50 against Penprint's", "memory at most"],
        rows: rows.map(({ words, tool, p50, p95, peak }) => {
          const base = rows.find((row) => row.tool === own && row.words === words)!;
          const within = tool !== own ? "" : p95 <= FRAME ? "" : " (over the limit)";
          return [
            ...[count(words), tool, duration(p50), `${duration(p95)}${within}`],
            ...[`${(p50 / base.p50).toFixed(1)} times`, megabytes(peak)],
          ];
        }),
      },
      plots: [
        {
          name: "keystrokes",
          title: "A typed character to its findings, median, against the length of the note",
          ...{ x: "words in the note", y: "milliseconds" },
          lines: tools.map((tool) => ({ name: tool, points: points(tool, ({ p50 }) => p50) })),
        },
      ],
      growth: tools.map((tool) => ({
        ...{ what: tool, points: points(tool, ({ p50 }) => p50) },
        isRival: tool !== own,
      })),
      leftOut: [...leftOut, ...failed],
    };
  },
};

async function penprintRow(
  { folder, quick }: BenchOptions,
  profile: string,
  words: number,
  text: string,
): Promise<Row> {
  const client = await LspClient.start({
    dataFolder: join(folder, "data"),
    folders: [folder],
    args: ["--profile", profile],
  });
  const uri = uriOf(join(folder, "typed.md"));
  await client.open(uri, text);
  const times = await typedTimes(client, uri, quick ? 40 : 300);
  const peak = residentMegabytes(client.process.pid!, "peak");
  await client.stop();
  return rowOf(own, words, times, peak);
}

const rowOf = (tool: string, words: number, times: readonly number[], peak: number): Row => ({
  ...{ tool, words, peak },
  ...{ p50: median(times), p95: quantile(times, 0.95) },
});
