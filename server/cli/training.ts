import type { Command } from "commander";
import { missing } from "./context";

const notYet = "not available yet: ";

/** Named and described, but this version cannot do it. */
function waits(command: Command, description: string): Command {
  return command.description(notYet + description).action(() => {
    throw missing(
      `\`${pathOf(command)}\` is not part of this version. What a training was worth is said by its gate: \`penprint train\`.`,
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
