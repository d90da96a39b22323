import type { Command } from "commander";
import { z } from "zod";
import { trainingStages } from "../workflows/trainAuthor";
import { badInput, CommandError, contextOf, type CommandContext } from "./context";
import { write } from "./jsonl";
import { trainOne } from "./trainOne";
import { trainQueue } from "./trainQueue";

const optionsSchema = z.object({
  author: z.string().trim().min(1, "--author: the name is empty").optional(),
  data: z.string().optional(),
  authors: z.string().optional(),
  from: z.string().optional(),
  stages: z.enum(trainingStages, `--stages: ${trainingStages.join(" or ")}`),
  out: z.string().optional(),
  profile: z.string().optional(),
  seed: z.coerce.number("--seed: a number").int().min(0).max(0xffffffff),
  maxSteps: z.coerce.number("--max-steps: a number").int().min(1).optional(),
  dryRun: z.boolean().default(false),
  resume: z.boolean().default(false),
});

/** `train`: a LoRA adapter from an author's rows; JSON lines on stdout, the last one the gate's. */
export function trainCommand(program: Command): void {
  program
    .command("train")
    .description("train an adapter on the author's own texts; JSON lines, the last one the gate's")
    .option("--author <name>", "whose adapter it is")
    .option("--data <dir>", "what `dataset build` wrote")
    .option("--authors <dir>", "instead: a data set for each author, in a folder of the name")
    .option("--from <file>", "the adapter to go on from, or none (default: the one in use)")
    .option("--stages <stages>", trainingStages.join(" or "), "sft,filter,dpo")
    .option("--out <file>", "a copy of the adapter, whatever the gate says")
    .option(
      "--profile <file>",
      "the author's profile (default: the data set's, else the learned one)",
    )
    .option("--seed <n>", "the same seed gives the same adapter", "0")
    .option("--max-steps <n>", "stop every stage after so many steps")
    .option("--dry-run", "say what it would take in time and memory")
    .option("--resume", "go on where training stopped")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await train(options.data, contextOf(command));
    });
}

async function train(
  { author, data, authors, ...options }: z.infer<typeof optionsSchema>,
  context: CommandContext,
): Promise<void> {
  if (authors !== undefined) {
    const single = { "--author": author, "--data": data, ...ofOneAuthor(options) };
    const [name] = Object.entries(single).find(([, value]) => value !== undefined) ?? [];
    if (name !== undefined)
      throw badInput(`${name} is of one author: leave it out with --authors.`);
    await trainQueue(authors, options, context);
    return;
  }
  if (author === undefined || data === undefined) {
    throw badInput("Name an author and a data set (--author, --data), or many (--authors).");
  }
  const trained = await trainOne({ author, data, ...options }, context, (event) => {
    void write(event);
  });
  if (trained === undefined) return;
  await write(trained);
  if (!trained.gate.accepted) throw new CommandError("", 1);
}

const ofOneAuthor = ({
  out,
  profile,
}: {
  out?: string | undefined;
  profile?: string | undefined;
}) => ({
  "--out": out,
  "--profile": profile,
});
