import { l10n, Uri, window, workspace, type TextEditor } from "vscode";
import { rewriteArgument, type RewriteArgument } from "../../server/protocol/commands";
import { rewriteRequest } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";
import { Suggestion } from "../suggestions/suggestion";
import type { SuggestionPreview } from "../views/suggestionPreview";
import { withWork } from "../work";
import { tellRefusal, type Commands } from "./command";

type Mode = RewriteArgument["mode"];

/** Rewrites of the selection or of what a code action names, and the decisions on a suggestion. */
export function rewriteCommands(server: PenprintServer, preview: SuggestionPreview): Commands {
  const rewrite = async (argument: RewriteArgument): Promise<void> => {
    const document = await workspace.openTextDocument(Uri.parse(argument.uri));
    const answer = await withWork(server, titleOf(argument.mode), (workDoneToken, cancellation) =>
      server.request(rewriteRequest, { ...argument, workDoneToken }, cancellation),
    );
    if (answer === undefined) return;
    if (answer.kind === "refused") {
      tellRefusal(answer);
      return;
    }
    await preview.show(new Suggestion(document, answer));
  };
  const rewriteHere = async (mode: Mode): Promise<void> => {
    const editor = window.activeTextEditor;
    if (editor === undefined) {
      tellRefusal({ why: l10n.t("Open a note and select a passage first.") });
      return;
    }
    await rewrite(argumentOf(editor, mode));
  };
  return {
    "penprint.rewriteSelection": () => rewriteHere("style"),
    "penprint.rewriteToSources": () => rewriteHere("sources"),
    "penprint.previewRewrite": (argument) => rewrite(rewriteArgument.parse(argument)),
    "penprint.acceptSuggestion": () => preview.accept(),
    "penprint.rejectSuggestion": () => preview.reject(),
    "penprint.nextCandidate": () => preview.step(1),
    "penprint.previousCandidate": () => preview.step(-1),
    "penprint.showChecks": () => preview.showChecks(),
  };
}

/** The selection, or the paragraph of the cursor where nothing is selected. */
function argumentOf({ document, selection }: TextEditor, mode: Mode): RewriteArgument {
  let first = selection.start.line;
  let last = selection.end.line;
  if (selection.isEmpty) {
    const isBlank = (line: number): boolean => document.lineAt(line).isEmptyOrWhitespace;
    while (first > 0 && !isBlank(first - 1)) first--;
    while (last < document.lineCount - 1 && !isBlank(last + 1)) last++;
  }
  const { start, end } = selection.isEmpty
    ? { start: document.lineAt(first).range.start, end: document.lineAt(last).range.end }
    : selection;
  return {
    uri: document.uri.toString(),
    version: document.version,
    mode,
    range: {
      start: { line: start.line, character: start.character },
      end: { line: end.line, character: end.character },
    },
  };
}

function titleOf(mode: Mode): string {
  switch (mode) {
    case "style":
      return l10n.t("Rewriting in your style");
    case "sources":
      return l10n.t("Rewriting to match the sources");
    case "section":
      return l10n.t("Writing this section");
  }
}
