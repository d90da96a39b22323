import { ErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver/node";
import { z } from "zod";
import { serverCommands } from "../protocol/commands";
import type { Session } from "./session";
import { tell, warn } from "./tell";

/** `why` is shown to the user of an editor that does not show it itself; a command may answer more. */
export interface CommandOutcome {
  readonly ok: boolean;
  readonly why: string;
}

/** Throws a `ResponseError` for an argument that does not fit. */
export type Command = (argument: unknown, token: CancellationToken) => Promise<CommandOutcome>;
export type Commands = Readonly<Record<keyof typeof serverCommands, Command>>;

export const commandOptions = { commands: Object.values<string>(serverCommands) };

export function command<T>(
  schema: z.ZodType<T>,
  run: (argument: T, token: CancellationToken) => Promise<CommandOutcome>,
): Command {
  return (argument, token) => {
    const parsed = schema.safeParse(argument ?? {});
    if (parsed.success) return run(parsed.data, token);
    throw new ResponseError(ErrorCodes.InvalidParams, z.prettifyError(parsed.error));
  };
}

/** What code actions and users trigger; a refusal is shown, not thrown. */
export function runCommands(session: Session, commands: Commands): void {
  const { connection } = session;
  const byName = new Map<string, Command>(
    (Object.keys(serverCommands) as (keyof Commands)[]).map((key) => [
      serverCommands[key],
      commands[key],
    ]),
  );
  connection.onExecuteCommand(async ({ command: name, arguments: [argument] = [] }, token) => {
    const run = byName.get(name);
    if (run === undefined) {
      throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${name}.`);
    }
    const outcome = await run(argument, token);
    if (!outcome.ok) warn(connection, outcome.why);
    else if (outcome.why !== "" && !session.client.knowsPenprint) tell(connection, outcome.why);
    return outcome;
  });
}
