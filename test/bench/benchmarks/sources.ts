import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { paragraph } from "../../support/writtenNotes";
import { LspClient, uriOf } from "../../support/lspClient";
import { type Benchmark } from "../benchmark";
import { inventedAuthor } from "../inventedAuthor";
import { residentMegabytes } from "../../support/residentMemory";
import { writer } from "../prose";
import { count, duration, median, megabytes, quantile } from "../report/figures";
import { FRAME, full, typedTimes } from "../typing";

interface Row {
  readonly sources: number;
  readonly words: number;
  readonly opened: number;
  readonly p50: number;
  readonly p95: number;
  readonly peak: number;
}

const WORDS = 2_000;
/** No source says this, so that it is found once they are all read. */
const claim = "In 1987 the port of Velmora counted 4,321 lanterns.";

/** A note of 1,000 words with 1 to 50 sources, and with one of 100,000 words. */
export const sources: Benchmark = {
  title: "Claims, against the number of sources",
  async run({ folder, quick, say }) {
    const profile = inventedAuthor(folder);
    const sets = (quick ? [1, 3] : [1, 5, 10, 20, 50]).map((n) => ({ sources: n, each: WORDS }));
    const rows: Row[] = [];
    for (const { sources: number, each } of [
      ...sets,
      { sources: 1, each: quick ? 5_000 : 100_000 },
    ]) {
      const place = join(folder, `sources-${number}-${each}`);
      mkdirSync(place);
      const named = Array.from({ length: number }, (_, i) => {
        writeFileSync(join(place, `s${i}.md`), sourceOf(each, i));
        return `  - s${i}.md\n`;
      });
      const text = `---\nsources:\n${named.join("")}---\n\n${claim}\n\n${writer(7).note(1_000)}`;
      const client = await LspClient.start({
        dataFolder: join(folder, "data"),
        folders: [place],
        args: ["--profile", profile],
      });
      const uri = uriOf(join(place, "note.md"));
      const started = performance.now();
      await client.open(uri, text);
      await claimFound(client, uri, started);
      const opened = performance.now() - started;
      const times = await typedTimes(client, uri, quick ? 40 : 200);
      const peak = residentMegabytes(client.process.pid!, "peak");
      await client.stop();
      const spent = { p50: median(times), p95: quantile(times, 0.95) };
      rows.push({ sources: number, words: number * each, opened, ...spent, peak });
      say(`${number} of ${count(each)} words: ${duration(opened)}, then ${duration(spent.p50)}`);
    }
    const grown = rows.slice(0, -1);
    const points = (of: (row: Row) => number) => grown.map((row) => ({ x: row.words, y: of(row) }));
    const costs = [
      { name: "opened, until a claim is found", points: points(({ opened }) => opened) },
      { name: "a typed character", points: points(({ p50 }) => p50) },
    ];
    return {
      says: [
        `A note of 1,000 words whose sources have ${count(WORDS)} words each, and one with a single long source. A claim that no source carries is found once all are read. None of the rivals reads sources: the limit is that of a note without any, ${FRAME} ms at p95 for a typed character.`,
      ],
      table: {
        head: [
          ...["sources", "words in them", "opened, until the claim is found"],
          ...["a typed character, p50", "p95", "memory at most"],
        ],
        rows: rows.map((row) => [
          ...[count(row.sources), count(row.words), duration(row.opened), duration(row.p50)],
          `${duration(row.p95)}${row.p95 <= FRAME ? "" : " (over the limit)"}`,
          megabytes(row.peak),
        ]),
      },
      plots: [
        {
          name: "sources",
          title: "Opening a note and typing in it, against the words in its sources",
          ...{ x: "words in all sources", y: "milliseconds" },
          lines: costs,
        },
      ],
      growth: [
        ...costs.map(({ name, points: own }) => ({ what: name, points: own })),
        { what: "memory", points: points(({ peak }) => peak) },
      ],
      leftOut: [],
    };
  },
};

async function claimFound(client: LspClient, uri: string, started: number): Promise<void> {
  for (;;) {
    const { items } = full(await client.pull(uri));
    if (items.some(({ code }) => String(code).startsWith("faithfulness/"))) return;
    if (performance.now() - started > 60_000) throw new Error("The claim was not found.");
    await wait(5);
  }
}

const sourceOf = (words: number, seed: number): string =>
  Array.from({ length: Math.ceil(words / 100) }, (_, i) =>
    paragraph("formal", 100, seed * 10_000 + i),
  ).join("\n\n");
