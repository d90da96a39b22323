import type { Command } from "commander";
import { resolve } from "node:path";
import { z } from "zod";
import { restylePassage } from "../workflows/restylePassage";
import { badInput, contextOf, type CommandContext } from "./context";
import { answerLines } from "./jsonl";
import { openModel } from "./openModel";
import { openView } from "./score";

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), neutral: z.string() });

const optionsSchema = z.object({
  profile: z.string(),
  adapter: z.string().optional(),
  model: z.string().optional(),
  candidates: z.coerce
    .number("--candidates: a number")
    .int("--candidates: 1 to 16")
    .min(1, "--candidates: 1 to 16")
    .max(16, "--candidates: 1 to 16")
    .optional(),
  seed: z.coerce.number("--seed: a number").int().min(0).max(0xffffffff),
  typography: z.enum(["draft", "author"], "--typography: draft or author"),
});
type Options = z.infer<typeof optionsSchema>;

/** `restyle --profile FILE`: each draft in the author's voice, as the editor would offer it; JSON lines. */
export function restyleCommand(program: Command): void {
  program
    .command("restyle")
    .description('a draft in the author\'s voice: {"id","neutral"} lines on stdin')
    .requiredOption("--profile <file>", "a profile that `penprint learn` wrote")
    .option(
      "--adapter <file>",
      "a LoRA adapter, or none (default: the author's installed one, else what ships)",
    )
    .option("--model <file>", "a GGUF file instead of the embedded model")
    .option("--candidates <n>", "versions that the model writes (default 4)")
    .option("--seed <n>", "the same seed gives the same versions", "0")
    .option("--typography <whose>", "draft or author", "draft")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await restyle(options.data, contextOf(command));
    });
}

async function restyle(options: Options, context: CommandContext): Promise<void> {
  const style = await openView(resolve(options.profile));
  const { author } = style;
  const open = await openModel({ ...options, author }, context);
  const told = new Set<string>();
  try {
    await answerLines(
      lineSchema,
      async ({ id, neutral }) => {
        const { notes, ...answer } = await restylePassage({
          ...{ neutral, style, stylist: open.stylist },
          candidates: options.candidates ?? context.settings.model.candidates,
          seed: options.seed,
          typography: options.typography,
          signal: context.signal,
        });
        for (const note of notes) if (!told.has(note)) context.note(note);
        for (const note of notes) told.add(note);
        return { id, ...answer };
      },
      context.signal,
    );
  } finally {
    open.dispose();
  }
}
