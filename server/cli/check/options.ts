import { Option, type Command } from "commander";
import { z } from "zod";
import { formats } from "./reporters";

const severities = ["error", "warning", "information", "never"] as const;
const kinds = ["style", "faithfulness"] as const;

export const checkOptionsSchema = z.object({
  profile: z.string().optional(),
  only: z.enum(kinds).optional(),
  failOn: z.enum(severities),
  root: z.string().optional(),
  format: z.enum(formats),
  sarif: z.string().optional(),
  baseline: z.string().optional(),
  writeBaseline: z.boolean().default(false),
  /** True = since HEAD. */
  changed: z.union([z.string(), z.literal(true)]).optional(),
  changedLines: z.boolean().default(false),
  jobs: z
    .string()
    .regex(/^(?:[1-9]|[1-5]\d|6[0-4])$/, "--jobs: a number from 1 to 64")
    .transform(Number)
    .optional(),
});
export type CheckOptions = z.infer<typeof checkOptionsSchema>;

/** The options of `check`. */
export function withCheckOptions(command: Command): Command {
  return command
    .option("--profile <file>", "the author, as `learn` wrote it; without one style is not judged")
    .addOption(new Option("--only <kind>", "one kind of rules").choices(kinds))
    .addOption(
      new Option("--fail-on <severity>", "exit 1 when a finding is at least that severe")
        .choices(severities)
        .default("warning"),
    )
    .option("--root <dir>", "the folder that sources may not leave")
    .addOption(new Option("--format <format>", "what to print").choices(formats).default("text"))
    .option("--sarif <file>", "SARIF into a file, beside what is printed")
    .option("--baseline <file>", "leave out the findings that the file knows already")
    .option("--write-baseline", "write all findings of now into the --baseline file")
    .option(
      "--changed [ref]",
      "only notes that changed in git: since HEAD, or since the branch left REF",
    )
    .option("--changed-lines", "of those, only findings on lines that changed")
    .option("--jobs <n>", "threads (default: by the number of notes and processors)");
}
