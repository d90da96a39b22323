import { window, workspace, type ExtensionContext } from "vscode";
import { handApiKey } from "./apiKey";
import { answerCaptureQuestion } from "./captureConsent";
import { checkClaimsCommands } from "./commands/checkClaims";
import { registerCommands } from "./commands/command";
import { decisionCommands } from "./commands/decisions";
import { articleCommands } from "./commands/generateArticle";
import { learnCommands } from "./commands/learnStyle";
import { menuCommands } from "./commands/menu";
import { modelCommands } from "./commands/model";
import { plannerCommands } from "./commands/choosePlanner";
import { profileCommands } from "./commands/profile";
import { rewriteCommands } from "./commands/rewrite";
import { greetInSamples, sampleCommands } from "./commands/samples";
import { trainingCommands } from "./commands/training";
import { lendModels } from "./editorModels";
import { PenprintServer } from "./languageClient";
import { showServerMessages } from "./serverMessages";
import { AcceptedSuggestions } from "./suggestions/acceptedSuggestions";
import { ArticlePreview } from "./views/articlePreview";
import { FindingsTree } from "./views/findingsTree";
import { followNotes } from "./views/noteContext";
import { OutlineEditor } from "./views/outlineEditor";
import { StatusBar } from "./views/statusBar";
import { StylePages } from "./views/stylePages";
import { SuggestionPreview } from "./views/suggestionPreview";
import { TrainingView } from "./views/trainingView";
import { trustNotification } from "../server/protocol/requests";

/** What the editor suite looks at; no interface for other extensions. */
export interface PenprintParts {
  readonly server: PenprintServer;
  readonly statusBar: StatusBar;
  readonly findings: FindingsTree;
  readonly suggestions: SuggestionPreview;
  readonly training: TrainingView;
  readonly pages: StylePages;
}

let running: PenprintServer | undefined;

export function activate(context: ExtensionContext): PenprintParts {
  const log = window.createOutputChannel("Penprint", { log: true });
  const server = new PenprintServer(context.extensionPath, log);
  running = server;
  const accepted = new AcceptedSuggestions(server);
  const suggestions = new SuggestionPreview(server, accepted);
  const articles = new ArticlePreview();
  const outlines = new OutlineEditor();
  const pages = new StylePages(server);
  const training = new TrainingView(server);
  const statusBar = new StatusBar(server, training);
  const findings = new FindingsTree(server);
  answerCaptureQuestion(server);
  lendModels(server);
  showServerMessages(server);
  const commands = registerCommands(server, {
    ...learnCommands(server),
    ...rewriteCommands(server, suggestions),
    ...checkClaimsCommands(server),
    ...articleCommands(server, outlines, articles),
    ...profileCommands(server, pages),
    ...plannerCommands(),
    ...modelCommands(server),
    ...handApiKey(server, context.secrets),
    ...decisionCommands(server),
    ...trainingCommands(server, training),
    ...menuCommands(server, statusBar),
    ...sampleCommands(context),
  });
  const languages = workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("penprint.languages") && server.isNeeded) {
      void server.restart();
    }
  });
  const trust = workspace.onDidGrantWorkspaceTrust(() => {
    if (server.isNeeded) void server.notify(trustNotification, {});
  });
  const parts = [
    log,
    accepted,
    suggestions,
    articles,
    outlines,
    pages,
    training,
    statusBar,
    findings,
    languages,
    trust,
    followNotes(() => server.need()),
  ];
  context.subscriptions.push(...parts, ...commands);
  greetInSamples(context.globalState).catch((error: unknown) => log.warn(String(error)));
  return { server, statusBar, findings, suggestions, training, pages };
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
