import type { Command } from "commander";
import { resolve } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { replaceFile } from "../storage/replaceFile";
import { servedAdapters, type ServedAdapter } from "../storage/servedAdapters";
import { badInput, contextOf, missing, type CommandContext } from "./context";
import { print } from "./output";

const optionsSchema = z.object({
  base: z.string().min(1, "--base: the name is empty"),
  out: z.string().optional(),
  maxLoras: z.coerce.number("--max-loras: a number").int().min(1),
});

/** The embedded model as the Hugging Face hub has it. */
const BASE = "HuggingFaceTB/SmolLM2-135M-Instruct";
/** Ranks that vLLM makes room for. */
const RANKS = [8, 16, 32, 64, 128, 256, 320, 512];

/** `adapter serve-config`: one base model and every author's adapter, as vLLM serves them by name. */
export function serveConfigCommand(adapter: Command): void {
  adapter
    .command("serve-config")
    .description("vLLM's configuration for the adapters that authors have in use")
    .option("--base <name>", "the base model: a folder, or a name of the hub", BASE)
    .option("--max-loras <n>", "adapters in one batch", "4")
    .option("--out <file>", "where it goes (default: stdout)")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await serveConfig(options.data, contextOf(command));
    });
}

async function serveConfig(
  { base, out, maxLoras }: z.infer<typeof optionsSchema>,
  context: CommandContext,
): Promise<void> {
  const { adapters, leftOut } = await servedAdapters(context.dataFolder);
  for (const line of leftOut) context.note(`Left out: ${line}`);
  if (adapters.length === 0) {
    throw missing("No author has an adapter in use: `penprint train` makes one.");
  }
  const text = `# vllm serve --config THIS_FILE\n# "penprint.model.serverModel": "{author}"\n${stringify(configOf(base, maxLoras, adapters))}`;
  if (out === undefined) print(text);
  else {
    await replaceFile(resolve(out), [Buffer.from(text, "utf8")]);
    context.note(`${adapters.length} adapters -> ${out}`);
  }
}

function configOf(base: string, maxLoras: number, adapters: readonly ServedAdapter[]) {
  const rank = Math.max(...adapters.map((adapter) => adapter.rank));
  return {
    model: base,
    "enable-lora": true,
    "max-lora-rank": RANKS.find((room) => room >= rank) ?? rank,
    "max-loras": Math.min(maxLoras, adapters.length),
    "max-cpu-loras": adapters.length,
    // vLLM takes each as JSON in a string.
    "lora-modules": adapters.map(({ name, path }) => JSON.stringify({ name, path })),
  };
}
