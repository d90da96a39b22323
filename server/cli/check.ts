import { Option, type Command } from "commander";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import type { CheckedFile } from "./check/checkedFile";
import { badInput, CommandError, contextOf, type CommandContext } from "./context";
import { printableJson } from "../core/text/printable";
import { print } from "./output";

const optionsSchema = z.object({
  profile: z.string().optional(),
  only: z.enum(["style", "faithfulness"]).optional(),
  failOn: z.enum(["error", "warning", "information", "never"]),
  root: z.string().optional(),
  format: z.enum(["text", "json", "sarif"]),
});
type Options = z.infer<typeof optionsSchema>;

/** `check PATH...`: the editor's diagnostics on a terminal, for scripts and continuous integration. */
export function checkCommand(program: Command): void {
  program
    .command("check")
    .description("check notes: against how their author writes, and against their sources")
    .argument("<path...>", "Markdown files and folders")
    .option("--profile <file>", "the author, as `learn` wrote it; without one style is not judged")
    .addOption(new Option("--only <kind>", "one kind of rules").choices(["style", "faithfulness"]))
    .addOption(
      new Option("--fail-on <severity>", "exit 1 when a finding is at least that severe")
        .choices(["error", "warning", "information", "never"])
        .default("warning"),
    )
    .option("--root <dir>", "the folder that sources may not leave")
    .addOption(
      new Option("--format <format>", "what to print")
        .choices(["text", "json", "sarif"])
        .default("text"),
    )
    .action((paths: string[], raw: unknown, command: Command) =>
      check(paths, optionsSchema.parse(raw), contextOf(command)),
    );
}

async function check(
  paths: readonly string[],
  options: Options,
  context: CommandContext,
): Promise<void> {
  if (options.only === "style" && options.profile === undefined) {
    throw badInput("--only style needs --profile FILE: there is no author to compare with.");
  }
  if (options.root !== undefined && !existsSync(options.root)) {
    throw badInput(`--root ${options.root} does not exist: name a folder.`);
  }
  const { checkFiles } = await import("./check/checkFiles");
  const { diagnostics } = context.settings;
  const request = {
    paths,
    profile: options.profile,
    root: options.root === undefined ? undefined : resolve(options.root),
    settings: {
      ...context.settings,
      diagnostics: {
        ...diagnostics,
        style: diagnostics.style && options.only !== "faithfulness",
        faithfulness: diagnostics.faithfulness && options.only !== "style",
      },
    },
  };
  const reporter = await reporters[options.format]();
  const files: CheckedFile[] = [];
  await checkFiles(request, context, (file) => {
    files.push(file);
    reporter.each(file);
  });
  reporter.end(files);
  const { summary } = await import("./check/textReport");
  const { failing } = await import("./check/checkedFile");
  if (failing(files, options.failOn).length > 0) {
    throw new CommandError(context.quiet ? "" : summary(files), 1);
  }
  if (files.length > 0 && options.format === "text") context.note(summary(files));
}

interface Reporter {
  each(file: CheckedFile): void;
  end(files: readonly CheckedFile[]): void;
}

const printJson = (value: unknown): void => {
  process.stdout.write(`${printableJson(value, 1)}\n`);
};
const nothing = (): void => undefined;

const reporters: Readonly<Record<Options["format"], () => Promise<Reporter>>> = {
  text: async () => {
    const { textReport } = await import("./check/textReport");
    const each = (file: CheckedFile): void => {
      print(textReport(file, process.cwd()));
    };
    return { each, end: nothing };
  },
  json: async () => {
    const { jsonReport } = await import("./check/jsonReport");
    return { each: nothing, end: (files) => printJson(jsonReport(files, process.cwd())) };
  },
  sarif: async () => {
    const { sarifReport } = await import("./check/sarifReport");
    const { sarifContext } = await import("./check/sarifContext");
    return { each: nothing, end: (files) => printJson(sarifReport(files, sarifContext())) };
  },
};
