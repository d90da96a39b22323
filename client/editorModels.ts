import {
  l10n,
  LanguageModelChatMessage,
  LanguageModelError,
  lm,
  workspace,
  type CancellationToken,
  type LanguageModelChat,
} from "vscode";
import {
  editorChatRequest,
  editorChatTextNotification,
  type EditorChatAnswer,
} from "../server/protocol/editorModel";
import type { PenprintServer } from "./languageClient";

type Failure = Extract<EditorChatAnswer, { kind: "failed" }>;

/** The language models that VS Code lends now, by the name that `planner.model` has for each. */
export async function lentModels(): Promise<ReadonlyMap<string, LanguageModelChat>> {
  const models = workspace.isTrusted ? await lm.selectChatModels() : [];
  return new Map(models.map((model) => [`${model.vendor}/${model.id}`, model]));
}

/** Answers the server's questions to a language model of VS Code, which asks for the user's leave itself. */
export function lendModels(server: PenprintServer): void {
  server.onRequest(editorChatRequest, async ({ id, model: name, messages }, token) => {
    if (!workspace.isTrusted) return untrusted();
    const models = await lentModels();
    const model = models.get(name);
    if (model === undefined) return unknown(name, models.size);
    const said = messages.map(({ role, content }) =>
      role === "assistant"
        ? LanguageModelChatMessage.Assistant(content)
        : LanguageModelChatMessage.User(content),
    );
    try {
      return await ask(model, said, token, (text) => {
        void server.notify(editorChatTextNotification, { id, text });
      });
    } catch (error) {
      return failure(error, `${model.name} (${model.vendor})`);
    }
  });
}

async function ask(
  model: LanguageModelChat,
  messages: LanguageModelChatMessage[],
  token: CancellationToken,
  onText: (piece: string) => void,
): Promise<EditorChatAnswer> {
  const counts = messages.map((message) => model.countTokens(message, token));
  const tokens = (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  if (tokens > model.maxInputTokens) return tooLong(model, tokens);
  const justification = l10n.t(
    "Penprint plans and drafts with it: it is given the brief, the sources and what you have rewritten.",
  );
  const response = await model.sendRequest(messages, { justification }, token);
  let value = "";
  for await (const piece of response.text) {
    value += piece;
    onText(piece);
  }
  return { kind: "ok", value };
}

function untrusted(): Failure {
  return {
    kind: "failed",
    why: l10n.t("This folder is not trusted: nothing is given to a language model from it."),
    userAction: l10n.t("Trust the folder, or choose the built-in planner."),
    misconfigured: true,
  };
}

function unknown(name: string, others: number): Failure {
  return {
    kind: "failed",
    why: l10n.t('VS Code lends no language model "{0}" now.', name),
    userAction:
      others === 0
        ? l10n.t(
            "Sign in to the extension that provides it, or choose another with Penprint: Choose Planner.",
          )
        : l10n.t("Choose one of the {0} others with Penprint: Choose Planner.", others),
    misconfigured: true,
  };
}

function tooLong({ name, maxInputTokens }: LanguageModelChat, tokens: number): Failure {
  return {
    kind: "failed",
    why: l10n.t(
      "Brief and sources are too long for {0}: {1} tokens of {2}.",
      name,
      tokens,
      maxInputTokens,
    ),
    userAction: l10n.t("Name fewer or shorter sources, or choose a model that takes more."),
    misconfigured: false,
  };
}

/** What VS Code says of a request that it refused or a model that failed, in the user's words. */
function failure(error: unknown, name: string): Failure {
  const said = error instanceof Error ? error.message : String(error);
  const code = error instanceof LanguageModelError ? error.code : "";
  if (code === LanguageModelError.NoPermissions.name) {
    return {
      kind: "failed",
      why: l10n.t("Penprint has no leave to use {0} ({1}).", name, said),
      userAction: l10n.t(
        "Ask again and allow it, or allow it with Manage Language Model Access in the Accounts menu.",
      ),
      misconfigured: true,
    };
  }
  if (code === LanguageModelError.Blocked.name) {
    return {
      kind: "failed",
      why: l10n.t("{0} is blocked, or your quota is used up ({1}).", name, said),
      userAction: l10n.t("Try again later, or choose another planner."),
      misconfigured: false,
    };
  }
  return {
    kind: "failed",
    why: l10n.t("{0} failed ({1}).", name, said),
    userAction: l10n.t("Try again later, or choose another planner."),
    misconfigured: code === LanguageModelError.NotFound.name,
  };
}
