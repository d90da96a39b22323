import { Option, type Command } from "commander";
import { missing } from "./context";

const notYet = "not available yet: ";

/** What training a stylist of one's own will take: named and described, but this version cannot do it. */
function waits(command: Command, description: string): Command {
  return command.description(notYet + description).action(() => {
    throw missing(
      `\`${pathOf(command)}\` is not part of this version: no stylist can be trained yet. ` +
        "Without an adapter `penprint restyle --adapter none` works; `penprint log export` gives your decisions as training rows.",
    );
  });
}

function pathOf(command: Command): string {
  const { parent } = command;
  return parent === null ? command.name() : `${pathOf(parent)} ${command.name()}`;
}

/** `train`: a LoRA adapter from an author's examples. */
export function trainCommand(program: Command): void {
  waits(program.command("train"), "train an adapter on the author's own texts")
    .requiredOption("--author <name>", "whose adapter it is")
    .requiredOption("--data <dir>", "what `dataset build` wrote")
    .option("--from <file>", "the adapter to go on from, or none")
    .addOption(
      new Option("--stages <stages>", "what to train").choices(["vanilla", "sft,filter,dpo"]),
    )
    .option("--out <file>", "where the adapter goes")
    .option("--seed <n>", "the same seed gives the same adapter")
    .option("--max-steps <n>", "stop after so many steps")
    .option("--dry-run", "say what would be done")
    .option("--resume", "go on where training stopped");
}

/** `bench loop`: what training is worth. */
export function trainingBenches(bench: Command): void {
  waits(bench.command("loop"), "how rewrites get better with decisions").requiredOption(
    "--posts <dir>",
    "posts of several authors",
  );
}
