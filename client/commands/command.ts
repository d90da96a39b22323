import { CancellationError, commands, l10n, type Disposable } from "vscode";
import type { PenprintServer } from "../languageClient";
import type { NoticeAction } from "../noticeQueue";
import { notices, toLog, toMenu } from "../notices";

type CommandHandler = (...args: unknown[]) => Promise<void> | void;

/** A command by its id, as contributed in package.json. */
export type Commands = Readonly<Record<`penprint.${string}`, CommandHandler>>;

/** Registers commands; a failure is told to the user with a way to the log, a cancellation is silent. */
export function registerCommands(server: PenprintServer, handlers: Commands): Disposable[] {
  return Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await handler(...args);
      } catch (error) {
        if (!(error instanceof CancellationError)) await tellFailure(server, error);
      }
    }),
  );
}

async function tellFailure(server: PenprintServer, error: unknown): Promise<void> {
  const why = error instanceof Error ? error.message : String(error);
  server.log.error(why);
  await notices.answer({ kind: "error", text: l10n.t("Penprint: {0}", why), actions: [toLog()] });
}

/** Shows why something was refused, and what to do about it; the buttons are `actions`, or the menu. */
export function tellRefusal(
  { why, userAction }: { why: string; userAction?: string },
  ...actions: readonly NoticeAction[]
): void {
  const text = userAction === undefined || userAction === "" ? why : `${why} ${userAction}`;
  const [first = toMenu(), ...others] = actions;
  void notices.answer({ kind: "warning", text, actions: [first, ...others] });
}
