import type { Command } from "commander";
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

/** `bench loop`: what training is worth. */
export function trainingBenches(bench: Command): void {
  waits(bench.command("loop"), "how rewrites get better with decisions").requiredOption(
    "--posts <dir>",
    "posts of several authors",
  );
}
