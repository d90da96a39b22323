import { randomUUID } from "node:crypto";
import { CancellationTokenSource, type Connection } from "vscode-languageserver/node";
import { editorChatRequest, editorChatTextNotification } from "../protocol/editorModel";
import type { AddressedChatModel, EditorModels } from "../workflows/lentModels";
import type { ChatMessage, ChatOptions, ServiceResult } from "../workflows/ports";
import { t } from "../workflows/worded";

type Failure = Extract<ServiceResult<never>, { kind: "failed" }>;

/** Longest answer in characters, as generous as that of a server. */
const mostCharacters = 1_000_000;

/** The language models of the editor: the client asks them, and what they say comes back piece by piece. `lends`: whether it does. */
export function lentModels(connection: Connection, lends: () => boolean): EditorModels {
  const listeners = new Map<string, (piece: string) => void>();
  connection.onNotification(editorChatTextNotification.method, (given: unknown) => {
    const { data } = editorChatTextNotification.params.safeParse(given);
    if (data !== undefined) listeners.get(data.id)?.(data.text);
  });
  return (name, { timeoutSeconds }): AddressedChatModel => ({
    name: t("{0} of this editor", name || t("a language model")),
    address: t("{0} (a language model of this editor)", name.split("/")[0] || "nobody"),
    async chat(messages, options) {
      options.signal?.throwIfAborted();
      const missing = whatIsMissing(lends(), name);
      if (missing !== undefined) return missing;
      const id = randomUUID();
      try {
        return await bounded(timeoutSeconds, name, options, (heard, stop) => {
          listeners.set(id, heard);
          return ask(connection, { id, model: name, messages }, stop);
        });
      } finally {
        listeners.delete(id);
      }
    },
  });
}

function whatIsMissing(lends: boolean, name: string): Failure | undefined {
  if (!lends) {
    return mend(
      t("This editor lends no language model to the planner."),
      t("Set `planner.kind` to extractive or openai."),
    );
  }
  if (name !== "") return undefined;
  return mend(
    t("No language model of the editor is chosen."),
    t("Choose one with *Penprint: Choose Planner*."),
  );
}

async function ask(
  connection: Connection,
  question: { id: string; model: string; messages: readonly ChatMessage[] },
  { token }: CancellationTokenSource,
): Promise<ServiceResult<string>> {
  try {
    const given: unknown = await connection.sendRequest(editorChatRequest.method, question, token);
    return editorChatRequest.result.parse(given);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return failed(t("The editor could not ask {0} ({1}).", question.model, said));
  }
}

/** Runs a question that silence, an endless answer or the signal ends. Throws the signal's reason. */
async function bounded(
  timeoutSeconds: number,
  name: string,
  { signal, onText }: ChatOptions,
  question: (
    heard: (piece: string) => void,
    stop: CancellationTokenSource,
  ) => Promise<ServiceResult<string>>,
): Promise<ServiceResult<string>> {
  const stop = new CancellationTokenSource();
  let giveUp: (failure: Failure) => void = () => undefined;
  let abort = (): void => undefined;
  const ended = new Promise<Failure>((resolve, reject) => {
    giveUp = resolve;
    abort = () => reject(signal?.reason as Error);
  });
  const tooQuiet = (): void => {
    giveUp(failed(t("{0} said nothing for {1} s.", name, timeoutSeconds)));
  };
  let timer = setTimeout(tooQuiet, timeoutSeconds * 1000);
  let characters = 0;
  const heard = (piece: string): void => {
    clearTimeout(timer);
    timer = setTimeout(tooQuiet, timeoutSeconds * 1000);
    characters += piece.length;
    if (characters > mostCharacters) giveUp(failed(t("{0} does not come to an end.", name)));
    else onText?.(piece);
  };
  signal?.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([ended, question(heard, stop)]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    stop.cancel();
    stop.dispose();
  }
}

function failed(why: string): Failure {
  return { kind: "failed", why, userAction: t("Try again later, or choose another planner.") };
}

function mend(why: string, userAction: string): Failure {
  return { kind: "failed", why, userAction, misconfigured: true };
}
