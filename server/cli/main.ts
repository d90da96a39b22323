import { Command, CommanderError } from "commander";
import { checkCommand } from "./check";
import { CommandError, interrupted } from "./context";
import { generateCommand } from "./generate";
import { learnCommand } from "./learn";
import { scoreCommand } from "./score";
import { benchCommand } from "./bench";
import { verifyCommand } from "./verify";
import { version } from "../../package.json";

const program = new Command("penprint")
  .description("Helps you write Markdown in your own voice, true to your sources.")
  .version(version)
  .option("--data-dir <dir>", "log, profiles, adapters and model cache (or PENPRINT_DATA)")
  .option(
    "--settings <file>",
    "settings as JSON, the same schema as the server's initialization options",
  )
  .option("--quiet", "no progress and no messages beside errors")
  .showHelpAfterError("(--help shows what is possible)")
  .exitOverride();

checkCommand(program);
generateCommand(program);
learnCommand(program);
scoreCommand(program);
verifyCommand(program);
benchCommand(program);

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    throw error;
  },
);

async function run(): Promise<number> {
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (interrupted()) return 130;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CommandError) {
      process.stderr.write(`penprint: ${error.message}\n`);
      return error.exitCode;
    }
    throw error;
  }
}
