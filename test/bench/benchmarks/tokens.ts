import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { figure } from "../../../server/core/report/figures";
import { embeddedModel } from "../../modelDependent/globalSetup";
import { penprint, type Benchmark } from "../benchmark";

const speed = z.object({ prompt: z.number(), answer: z.number() });
/** What `penprint model bench --format json` prints. */
const reportSchema = z.object({
  threads: speed,
  penprint: speed,
  raw: z.union([speed, z.object({ absent: z.string() })]),
  answerRatio: z.number().nullable(),
  promptRatio: z.number().nullable(),
  pairs: z.number(),
  firstToken: z.object({ cold: z.number(), warm: z.number(), ratio: z.number() }),
});

/** Milliseconds: two threads that wait for each other take forever where other work has the processors. */
const LIMIT = 240_000;

/** Tokens a second of the embedded model against llama.cpp's own, on the same file, threads and libraries. */
export const tokens: Benchmark = {
  title: "Tokens a second, against llama.cpp",
  async run({ folder, quick }) {
    const model = await embeddedModel();
    const none = { says: [], table: { head: [], rows: [] }, plots: [], growth: [] };
    if (model === "") {
      return { ...none, leftOut: ["the embedded model is not here: `penprint model fetch`"] };
    }
    const settings = join(folder, "settings.json");
    writeFileSync(settings, JSON.stringify({ model: { location: model } }));
    const bench = ["model", "bench", "--pairs", quick ? "1" : "5", "--format", "json"];
    const command = [...bench, "--settings", settings, "--quiet"];
    const output = answerOf(() => penprint(folder, command, LIMIT).output);
    if ("why" in output) return { ...none, leftOut: [`all of it: ${output.why}.`] };
    const report = reportSchema.parse(JSON.parse(output.value));
    const { raw, penprint: own, firstToken } = report;
    const ratio = (value: number | null): string => figure(value, 2);
    return {
      ...none,
      says: [
        `${report.pairs} measurements of each in turn, medians; ${report.threads.prompt} threads for a prompt, ${report.threads.answer} for an answer. The first token of a new passage takes ${firstToken.warm.toFixed(0)} ms where the rest of the prompt is known, ${firstToken.ratio.toFixed(2)} of what its new tokens' share would be (limit 1.25).`,
      ],
      table: {
        head: ["", "Penprint", "llama.cpp", "ratio", "wanted"],
        rows: (["prompt", "answer"] as const).map((kind) => [
          `${kind}, tokens a second`,
          figure(own[kind], 0),
          "absent" in raw ? "-" : figure(raw[kind], 0),
          ratio(kind === "prompt" ? report.promptRatio : report.answerRatio),
          "0.95",
        ]),
      },
      leftOut: "absent" in raw ? [`llama.cpp's own figure: ${raw.absent}.`] : [],
    };
  },
};

function answerOf<T>(work: () => T): { readonly value: T } | { readonly why: string } {
  try {
    return { value: work() };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}
