import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { LspClient, uriOf } from "../../support/lspClient";
import { root, type Benchmark } from "../benchmark";
import { residentMegabytes } from "../../support/residentMemory";
import { writer } from "../prose";
import { duration, median, megabytes } from "../report/figures";
import { installRivals, rivalNames, typedInto } from "../rivals/install";

const costSchema = z.object({ activation: z.number(), after: z.number() });

/** What activation costs the extension host, how soon the server answers, and what it then holds. */
export const startup: Benchmark = {
  title: "Start and memory",
  async run({ folder, quick }) {
    const runs = quick ? 2 : 10;
    const costs = repeated(runs, () => {
      const script = join(root, "test", "bench", "benchmarks", "activation.mjs");
      const answer = execFileSync(process.execPath, [script], { cwd: root, encoding: "utf8" });
      return costSchema.parse(JSON.parse(answer));
    });
    const note = writer(1).note(1_000);
    const ready: number[] = [];
    const found: number[] = [];
    const held: number[] = [];
    for (let i = 0; i < runs; i++) {
      const started = performance.now();
      const client = await LspClient.start({ dataFolder: join(folder, "data"), folders: [folder] });
      ready.push(performance.now() - started);
      const uri = uriOf(join(folder, "note.md"));
      await client.open(uri, note);
      await client.pull(uri);
      found.push(performance.now() - started);
      await wait(500);
      held.push(residentMegabytes(client.process.pid!));
      await client.stop();
    }
    const file = join(folder, "note.md");
    writeFileSync(file, note);
    const { rivals, leftOut } = installRivals();
    const failed: string[] = [];
    const others = rivals.flatMap((rival) => {
      const whole = repeated(Math.min(runs, 5), () => {
        const started = performance.now();
        const measured = typedInto(rival, file, 1);
        return { measured, milliseconds: performance.now() - started };
      });
      const first = whole[0]!.measured;
      if (typeof first === "string") {
        failed.push(first);
        return [];
      }
      const peaks = whole.flatMap(({ measured }) =>
        typeof measured === "string" ? [] : [measured.megabytes],
      );
      const name = rivalNames[rival];
      const times = whole.map(({ milliseconds }) => milliseconds);
      return [
        row(`${name}: its process, the note checked twice`, times, duration, "-"),
        row(`${name}: memory at most`, peaks, megabytes, "-"),
      ];
    });
    const bare = repeated(runs, () => {
      const started = performance.now();
      execFileSync(process.execPath, ["-e", ""]);
      return performance.now() - started;
    });
    const activation = costs.map((cost) => cost.activation);
    const after = costs.map((cost) => cost.after);
    return {
      says: [
        `${runs} starts. Activation is processor time in the editor's extension host, measured with an editor that does nothing; the server is started as an editor starts it, without a model.`,
      ],
      table: {
        head: ["", "median", "worst", "limit"],
        rows: [
          row("activation, processor time", activation, duration, "100 ms"),
          row("the client's other part, read after it", after, duration, "-"),
          row("language server ready", ready, duration, "500 ms"),
          row("findings of a note of 1,000 words", found, duration, "-"),
          row("memory of the server then", held, megabytes, "150 MB"),
          row("Node itself, with nothing to do", bare, duration, "-"),
          ...others,
        ],
      },
      ...{ plots: [], growth: [], leftOut: [...leftOut, ...failed] },
    };
  },
};

const repeated = <T>(times: number, work: () => T): readonly T[] =>
  Array.from({ length: times }, work);

const row = (
  name: string,
  values: readonly number[],
  said: (value: number) => string,
  limit: string,
): string[] => [name, said(median(values)), said(Math.max(...values)), limit];
