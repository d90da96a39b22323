import type { Command } from "commander";
import { benchFaithfulnessCommand } from "./benchFaithfulness";
import { benchNotebenchCommand } from "./benchNotebench";
import { benchStyleCommand } from "./benchStyle";
import { trainingBenches } from "./training";

/** `bench …`: the quality reports, one subcommand each. */
export function benchCommand(program: Command): void {
  const bench = program.command("bench").description("quality reports on data you name");
  benchFaithfulnessCommand(bench);
  benchNotebenchCommand(bench);
  benchStyleCommand(bench);
  trainingBenches(bench);
}
