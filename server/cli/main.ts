import { Command, CommanderError } from "commander";
import { fileFailure } from "../storage/fileErrors";
import { CommandError, interrupted } from "./context";
import { version } from "../../package.json";
import { complain } from "./output";

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

/** By first word; loaded when the line names it, so that no command waits for what another one needs. */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  adapter: async () => (await import("./adapter")).adapterCommand,
  bench: async () => (await import("./bench")).benchCommand,
  check: async () => (await import("./check")).checkCommand,
  dataset: async () => (await import("./dataset")).datasetCommand,
  generate: async () => (await import("./generate")).generateCommand,
  learn: async () => (await import("./learn")).learnCommand,
  log: async () => (await import("./log")).logCommand,
  model: async () => (await import("./model")).modelCommand,
  profile: async () => (await import("./profile")).profileCommand,
  restyle: async () => (await import("./restyle")).restyleCommand,
  score: async () => (await import("./score")).scoreCommand,
  train: async () => (await import("./train")).trainCommand,
  "train-hosted": async () => (await import("./trainHosted")).trainHostedCommand,
  verify: async () => (await import("./verify")).verifyCommand,
};

// A reader that has seen enough (`| head`) closes the pipe: that is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

/** "Internal software error" of sysexits.h: never taken for findings (1) or for bad input (2). */
const SOFTWARE = 70;

run().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const stack = process.env["PENPRINT_DEBUG"] && error instanceof Error ? error.stack : undefined;
    const why = (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
    complain(`penprint: unexpected: ${stack ?? `${why} (PENPRINT_DEBUG=1 says more)`}`);
    process.exitCode = SOFTWARE;
  },
);

async function run(): Promise<number> {
  try {
    await register();
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (interrupted()) return 130;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof CommandError) {
      if (error.message !== "") complain(`penprint: ${error.message}`);
      return error.exitCode;
    }
    const file = fileFailure(error);
    if (file === undefined || process.env["PENPRINT_DEBUG"]) throw error;
    complain(`penprint: ${file}`);
    return 2;
  }
}

/** All of them where the line names none: for help, and for "did you mean". */
async function register(): Promise<void> {
  if (/^(?:-V|--version)$/.test(process.argv[2] ?? "")) return;
  const named = process.argv.slice(2).filter((word) => Object.hasOwn(commands, word));
  for (const name of named.length > 0 ? new Set(named) : Object.keys(commands)) {
    (await commands[name]!())(program);
  }
}
