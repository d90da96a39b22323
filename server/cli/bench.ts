import type { Command } from "commander";
import { benchFaithfulnessCommand } from "./benchFaithfulness";
import { benchGateCommand } from "./benchGate";
import { benchLoopCommand } from "./benchLoop";
import { benchNotebenchCommand } from "./benchNotebench";
import { benchStyleCommand } from "./benchStyle";

/** `bench …`: the quality reports, one subcommand each. */
export function benchCommand(program: Command): void {
  const bench = program.command("bench").description("quality reports on data you name");
  benchFaithfulnessCommand(bench);
  benchGateCommand(bench);
  benchLoopCommand(bench);
  benchNotebenchCommand(bench);
  benchStyleCommand(bench);
}
