import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { silentLogger } from "../core/log";
import { benchModel, type BenchReport } from "../models/bench/benchModel";
import { findModel } from "../models/files/modelFiles";
import { modelFileOptions, openStylist } from "../models/openStylist";
import { assetsFolder, installationRoot } from "../storage/installation";
import { badInput, missing, type CommandContext } from "./context";
import { ProgressBar } from "./progress";

const optionsSchema = z.object({
  pairs: z.coerce.number("--pairs: a number").int().min(1).max(1000),
  format: z.enum(["text", "json"], "--format: text or json"),
});

/** `model bench`: the runner's speed beside raw llama.cpp's. */
export async function modelBench(raw: unknown, context: CommandContext): Promise<void> {
  const options = optionsSchema.safeParse(raw);
  if (!options.success) throw badInput(z.prettifyError(options.error));
  const { dataFolder, signal } = context;
  const settings = {
    ...context.settings,
    model: { ...context.settings.model, serverUrl: "" },
  };
  const assets = { dataFolder, assetsFolder: assetsFolder() };
  const file = await findModel(modelFileOptions(settings, assets), signal);
  if (file.kind === "failed") throw missing(`${file.why}\n${file.userAction}`);
  const open = openStylist({
    settings,
    ...assets,
    childFile: join(installationRoot(), "dist", "model-child.js"),
    template: readFileSync(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
    adapter: null,
    key: "",
    logger: silentLogger,
  });
  const bar = new ProgressBar(context, "pairs");
  try {
    const report = await benchModel(
      open.embedded!,
      options.data.pairs,
      {
        installation: installationRoot(),
        modelFile: file.value.file,
        buildFolder: join(dataFolder, "bench"),
        signal,
      },
      bar.report,
    );
    if (report.kind === "failed") throw missing(`${report.why}\n${report.userAction}`);
    const { format } = options.data;
    process.stdout.write(
      format === "json" ? `${JSON.stringify(report.value)}\n` : inWords(report.value),
    );
  } finally {
    bar.stop();
    open.dispose();
  }
}

function inWords({ threads, penprint, raw, pairs, firstToken, ...report }: BenchReport): string {
  const ratio = (value: number | null): string => (value === null ? "-" : value.toFixed(3));
  const beside =
    "absent" in raw
      ? [`no raw figure: ${raw.absent}`]
      : [
          `raw llama.cpp   prompt ${raw.prompt.toFixed(0)} tok/s   answer ${raw.answer.toFixed(1)} tok/s`,
          `ratio           prompt ${ratio(report.promptRatio)}   answer ${ratio(report.answerRatio)}   (medians of ${pairs} pairs)`,
        ];
  return [
    `threads         prompt ${threads.prompt}   answer ${threads.answer}`,
    `penprint        prompt ${penprint.prompt.toFixed(0)} tok/s   answer ${penprint.answer.toFixed(1)} tok/s`,
    ...beside,
    `first token     cold ${firstToken.cold.toFixed(0)} ms, with ${firstToken.newTokens} of ${firstToken.allTokens} tokens new ${firstToken.warm.toFixed(0)} ms: ${firstToken.ratio.toFixed(2)} x their share`,
    `candidate 2     evaluates ${firstToken.secondCandidate} token of the prompt`,
    "",
  ].join("\n");
}
