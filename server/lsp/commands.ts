import { dirname } from "node:path";
import { ErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver/node";
import { z } from "zod";
import { ignoreRuleArgument, serverCommands, stopPatternArgument } from "../protocol/commands";
import type { Session } from "./session";
import { warn } from "./tell";

type Outcome = { readonly ok: boolean; readonly why: string };

export interface CommandHandlers {
  readonly stopPattern: (argument: z.infer<typeof stopPatternArgument>) => Promise<Outcome>;
  /** `folder` is an absolute path. */
  readonly ignoreRuleIn: (folder: string, rule: string) => Promise<Outcome>;
  readonly applyRewrite: (argument: unknown, token: CancellationToken) => Promise<Outcome>;
}

export const commandOptions = { commands: Object.values(serverCommands) };

/** What code actions trigger; a refusal is shown to the user, not thrown. */
export function runCommands(session: Session, handlers: CommandHandlers): void {
  const { connection } = session;
  connection.onExecuteCommand(async ({ command, arguments: [argument] = [] }, token) => {
    const outcome = await run(session, handlers, command, argument, token);
    if (!outcome.ok) warn(connection, outcome.why);
    return outcome;
  });
}

function run(
  session: Session,
  handlers: CommandHandlers,
  command: string,
  argument: unknown,
  token: CancellationToken,
): Promise<Outcome> {
  switch (command) {
    case serverCommands.stopPattern:
      return handlers.stopPattern(parse(stopPatternArgument, argument, command));
    case serverCommands.ignoreRuleInFolder: {
      const { uri, rule } = parse(ignoreRuleArgument, argument, command);
      const path = session.notes.get(uri)?.check.place?.path;
      if (path === undefined) {
        return Promise.resolve({
          ok: false,
          why: "This note stands in no folder on this machine. Save it first.",
        });
      }
      return handlers.ignoreRuleIn(dirname(path), rule);
    }
    case serverCommands.applyRewrite:
      return handlers.applyRewrite(argument, token);
    default:
      throw new ResponseError(ErrorCodes.InvalidParams, `There is no command ${command}.`);
  }
}

function parse<T>(schema: z.ZodType<T>, argument: unknown, command: string): T {
  const parsed = schema.safeParse(argument);
  if (parsed.success) return parsed.data;
  throw new ResponseError(ErrorCodes.InvalidParams, `${command}: ${z.prettifyError(parsed.error)}`);
}
