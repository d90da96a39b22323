import * as vscode from "vscode";

/** What the suite sees of the model: every question it was asked, and how many were called off. */
export interface ScriptedModel {
  readonly asked: { readonly model: string; readonly text: string }[];
  calledOff: number;
  /** What the next questions are answered, one after the other; the last one again and again. */
  answers: string[];
}

/** VS Code's interface for providers (1.104), as far as it is used here: the types that are installed are older. */
interface Providers {
  registerLanguageModelChatProvider(vendor: string, provider: object): vscode.Disposable;
}
interface Message {
  readonly content: readonly unknown[];
}

const about = { family: "scripted", version: "1", maxOutputTokens: 1000, capabilities: {} };
const models = [
  { ...about, id: "writer", name: "Scripted Writer", maxInputTokens: 100_000 },
  { ...about, id: "short", name: "Scripted Short", maxInputTokens: 10 },
  { ...about, id: "forbidden", name: "Scripted Forbidden", maxInputTokens: 100_000 },
  { ...about, id: "used-up", name: "Scripted Used Up", maxInputTokens: 100_000 },
  { ...about, id: "endless", name: "Scripted Endless", maxInputTokens: 100_000 },
];

/** A model that VS Code lends like any other; what it says is written down here and in the suite. */
export function activate(context: vscode.ExtensionContext): ScriptedModel {
  const seen: ScriptedModel = { asked: [], calledOff: 0, answers: [] };
  const provider = {
    provideLanguageModelChatInformation: () => models,
    provideTokenCount: (_: unknown, text: string | Message) =>
      Math.ceil((typeof text === "string" ? text : textOf([text])).length / 4),
    async provideLanguageModelChatResponse(
      { id }: { readonly id: string },
      messages: readonly Message[],
      _: unknown,
      progress: vscode.Progress<unknown>,
      token: vscode.CancellationToken,
    ): Promise<void> {
      seen.asked.push({ model: id, text: textOf(messages) });
      if (id === "forbidden") throw vscode.LanguageModelError.NoPermissions("the user said no");
      if (id === "used-up") throw vscode.LanguageModelError.Blocked("no requests left this month");
      if (id === "endless") {
        await new Promise((done) => token.onCancellationRequested(done));
        seen.calledOff++;
        return;
      }
      const answer = seen.answers.length > 1 ? seen.answers.shift() : seen.answers[0];
      for (const piece of answer?.match(/[^]{1,40}/g) ?? []) {
        progress.report(new vscode.LanguageModelTextPart(piece));
      }
    },
  };
  const providers = vscode.lm as unknown as Providers;
  context.subscriptions.push(providers.registerLanguageModelChatProvider("scripted", provider));
  return seen;
}

function textOf(messages: readonly Message[]): string {
  return messages
    .flatMap(({ content }) => content)
    .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ""))
    .join("\n");
}
