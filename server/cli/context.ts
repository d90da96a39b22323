import type { Command } from "commander";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import {
  defaultSettings,
  settingsSchema,
  unknownSetting,
  type Settings,
} from "../protocol/settings";
import { defaultDataFolder } from "../storage/installation";
import type { ServiceResult } from "../workflows/ports";
import { complain } from "./output";

/** Ends the command with one message on stderr and an exit code. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: 1 | 2 | 3,
  ) {
    super(message);
  }
}

/** Bad usage or bad input: names file, line or field and the way out. */
export const badInput = (message: string): CommandError => new CommandError(message, 2);

/** A model, adapter or training is missing: names the command that gets it. */
export const missing = (message: string): CommandError => new CommandError(message, 3);

/** The value; a failure ends the command as bad input. */
export function orBad<T>(result: ServiceResult<T>): T {
  if (result.kind === "failed") throw badInput(`${result.why} ${result.userAction}`);
  return result.value;
}

export interface CommandContext {
  readonly dataFolder: string;
  readonly settings: Settings;
  readonly quiet: boolean;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /** A line on stderr, dropped with `--quiet`. */
  note(message: string): void;
}

const interrupt = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => {
    interrupt.abort(new Error("interrupted"));
    process.once(name, () => process.exit(130));
  });
}

export const interrupted = (): boolean => interrupt.signal.aborted;

/** The options that every command has, read from wherever on the line they stood. */
export function contextOf(command: Command): CommandContext {
  const options = z
    .object({
      dataDir: z.string().optional(),
      settings: z.string().optional(),
      quiet: z.boolean().default(false),
    })
    .parse(command.optsWithGlobals());
  return {
    dataFolder: resolve(options.dataDir ?? defaultDataFolder()),
    settings: options.settings === undefined ? defaultSettings : readSettings(options.settings),
    quiet: options.quiet,
    signal: interrupt.signal,
    note: (message) => {
      if (!options.quiet) complain(message);
    },
  };
}

function readSettings(file: string): Settings {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw badInput(
      `${file}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const parsed = settingsSchema.safeParse(json);
  const unknown = unknownSetting(json);
  if (unknown !== undefined) throw badInput(`${file}: ${unknown}`);
  if (parsed.success) return parsed.data;
  throw badInput(`${file}: ${z.prettifyError(parsed.error)}`);
}
