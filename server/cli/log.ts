import { Option, type Command } from "commander";
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import type { Decision } from "../core/learning/decision";
import { exportFormats, type ExportFormat } from "../core/learning/exportRows";
import { trainingRows } from "../storage/captureExport";
import { readDecisions, type LogContent } from "../storage/captureLines";
import { captureLogFile } from "../storage/captureLog";
import { badInput, contextOf, type CommandContext } from "./context";
import { write } from "./jsonl";
import { textOrJson } from "./options";
import { complain, print } from "./output";

const listOptions = z.object({
  log: z.string().optional(),
  format: z.enum(["text", "json"], "--format: text or json").default("text"),
});
const exportOptions = z.object({
  log: z.string().optional(),
  format: z.enum(exportFormats, "--format: trl, openai or sharegpt").default("trl"),
});

/** `log list|export`: what was captured, to look at and to train on. */
export function logCommand(program: Command): void {
  const log = program
    .command("log")
    .description("decisions on suggestions that were kept on this machine");
  log
    .command("list")
    .description("every decision, the oldest first")
    .option("--log <file>", "another log than the one in the data folder")
    .addOption(textOrJson())
    .action(async (raw: unknown, command: Command) => {
      const options = parsed(listOptions, raw);
      await answer(options.log, contextOf(command), ({ decisions }) =>
        options.format === "json" ? write(decisions.map(shown)) : printed(decisions),
      );
    });
  log
    .command("export")
    .description("texts that were kept, as JSON lines for fine-tuning")
    .option("--log <file>", "another log than the one in the data folder")
    .addOption(new Option("--format <format>", "whose form").choices(exportFormats).default("trl"))
    .action(async (raw: unknown, command: Command) => {
      const options = parsed(exportOptions, raw);
      const context = contextOf(command);
      await answer(options.log, context, ({ decisions }) =>
        exported(decisions, options.format, context),
      );
    });
}

function parsed<T>(schema: z.ZodType<T>, raw: unknown): T {
  const options = schema.safeParse(raw);
  if (!options.success) throw badInput(z.prettifyError(options.error));
  return options.data;
}

/** Reports broken lines, does the work with the others, and ends as bad input when there were any. */
async function answer(
  named: string | undefined,
  context: CommandContext,
  work: (content: LogContent) => Promise<void>,
): Promise<void> {
  const file = named === undefined ? captureLogFile(context.dataFolder) : resolve(named);
  if (named !== undefined && !existsSync(file)) throw badInput(`${named} does not exist.`);
  if (existsSync(file) && statSync(file).isDirectory()) {
    throw badInput(`${file} is a folder: name a log file.`);
  }
  const content = await readDecisions(file);
  if (!existsSync(file)) context.note(`${file}: nothing has been kept yet.`);
  for (const { line, why } of content.problems) complain(`${file}:${line}: ${why}`);
  await work(content);
  if (content.problems.length > 0) {
    throw badInput(
      `${file}: lines that cannot be read were skipped: ${content.problems.length}. They stay in the file; correct or delete them.`,
    );
  }
}

function shown({ line, outcome, final, settled }: Decision): object {
  return { ...line, outcome, final, settled };
}

function printed(decisions: readonly Decision[]): Promise<void> {
  for (const { line, outcome, final } of decisions) {
    const by = line.adapter === null ? line.model : `${line.model} + ${line.adapter}`;
    const fate = outcome === "accepted" && final !== line.text ? "accepted, then revised" : outcome;
    print(
      `${line.time}  ${line.id}  ${fate}\n  ${line.note} (${by})\n  - ${oneLine(line.original)}\n  + ${oneLine(outcome === "accepted" ? final : line.text)}\n`,
    );
  }
  return Promise.resolve();
}

const longestLine = 100;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`;
}

async function exported(
  decisions: readonly Decision[],
  format: ExportFormat,
  context: CommandContext,
): Promise<void> {
  const rows = await trainingRows(decisions, format);
  for (const row of rows) await write(row);
  context.note(
    `${rows.length} of ${decisions.length} decisions are examples: texts that were accepted and kept.`,
  );
}
