import { commands, l10n, Uri, window } from "vscode";
import {
  decisionLinesRequest,
  deleteDecisionsRequest,
  exportDecisionsRequest,
  listDecisionsRequest,
} from "../../server/protocol/requests";
import type { DecisionFilter } from "../decisions/decisionFilter";
import { inHome } from "../home";
import type { PenprintServer } from "../languageClient";
import { sayDone } from "../notices";
import {
  chooseDecision,
  chooseDeed,
  chooseFilter,
  narrowed,
  wordsOf,
  type Decision,
} from "../views/decisionList";
import { VirtualDocuments } from "../views/virtualDocuments";
import { tellRefusal, type Commands } from "./command";
import { messageText } from "../../server/protocol/messageText";

const formats = {
  trl: l10n.t("TRL: prompt-completion and preference rows"),
  openai: l10n.t("OpenAI fine-tuning"),
  sharegpt: l10n.t("ShareGPT conversations"),
} as const;
type Format = keyof typeof formats;

/** Show Decisions and Export Fine-tuning Data: what was captured, to look at, delete and take away. */
export function decisionCommands(server: PenprintServer): Commands {
  const documents = new VirtualDocuments("penprint-decision");
  return {
    "penprint.showDecisions": () => showDecisions(server, documents),
    "penprint.exportDecisions": () => exportDecisions(server),
  };
}

/** The list, again after everything that is done with it, until it is left or something is opened. */
async function showDecisions(server: PenprintServer, documents: VirtualDocuments): Promise<void> {
  let filter: DecisionFilter = {};
  for (;;) {
    const { decisions, file, problems } = await server.request(listDecisionsRequest, {});
    for (const problem of problems) server.log.warn(problem);
    if (decisions.length === 0) {
      void window.showInformationMessage(
        l10n.t("No decision has been kept. They would be in {0}.", messageText(file)),
      );
      return;
    }
    const shown = narrowed(decisions, filter);
    const facts = { file, all: decisions.length, filter: wordsOf(filter) };
    const choice = await chooseDecision(shown, facts);
    switch (choice?.kind) {
      case undefined:
        return;
      case "filter":
        filter = (await chooseFilter(decisions, filter)) ?? filter;
        break;
      case "export":
        return exportDecisions(server, shown);
      case "delete":
        await deleteDecisions(server, shown);
        break;
      case "decision":
        if (await actOn(server, documents, choice.decision)) return;
    }
  }
}

/** True when something was opened, so that the list is no longer wanted. */
async function actOn(
  server: PenprintServer,
  documents: VirtualDocuments,
  decision: Decision,
): Promise<boolean> {
  switch (await chooseDeed(decision)) {
    case undefined:
      return false;
    case "delete":
      await deleteDecisions(server, [decision]);
      return false;
    case "difference":
      await showDecision(documents, decision);
      return true;
    case "record": {
      const { lines } = await server.request(decisionLinesRequest, { id: decision.id });
      const text = lines.map((line) => JSON.stringify(JSON.parse(line), null, 2)).join("\n\n");
      await window.showTextDocument(documents.set("decision.jsonc", decision.id, text));
      return true;
    }
    case "note": {
      const { note } = decision;
      const uri = /^[a-z][\w+.-]+:/i.test(note) ? Uri.parse(note) : Uri.file(note);
      try {
        await window.showTextDocument(uri);
      } catch {
        tellRefusal({ why: l10n.t("{0} cannot be opened: it was moved or deleted.", note) });
      }
      return true;
    }
  }
}

async function deleteDecisions(
  server: PenprintServer,
  decisions: readonly Decision[],
): Promise<void> {
  const title =
    decisions.length === 1
      ? l10n.t("Delete this decision?")
      : l10n.t("Delete {0} decisions?", decisions.length);
  const remove = {
    label: l10n.t("Delete"),
    detail: l10n.t("They are taken out of the log and cannot be brought back."),
  };
  const answer = await window.showQuickPick([{ label: l10n.t("Keep") }, remove], { title });
  if (answer !== remove) return;
  const ids = decisions.map(({ id }) => id);
  const { deleted } = await server.request(deleteDecisionsRequest, { ids });
  sayDone(l10n.t("Deleted {0} decisions.", deleted));
}

/** What stood there beside what stands there now. */
async function showDecision(documents: VirtualDocuments, decision: Decision): Promise<void> {
  const before = documents.set("before.md", decision.id, decision.original);
  const after = documents.set("after.md", decision.id, decision.final || decision.offered);
  await commands.executeCommand("vscode.diff", before, after, decision.decision);
}

/** @param only absent = all */
async function exportDecisions(server: PenprintServer, only?: readonly Decision[]): Promise<void> {
  const items = (Object.keys(formats) as Format[]).map((format) => ({
    label: format,
    detail: formats[format],
    format,
  }));
  const chosen = await window.showQuickPick(items, { title: l10n.t("Export in which format?") });
  if (chosen === undefined) return;
  const file = await window.showSaveDialog({
    title: l10n.t("Export: the file will hold text of your notes"),
    defaultUri: inHome(`penprint-${chosen.format}.jsonl`),
  });
  if (file === undefined) return;
  const ids = only?.map(({ id }) => id);
  const input = { format: chosen.format, file: file.fsPath, ...(ids && { ids }) };
  const answer = await server.request(exportDecisionsRequest, input);
  if (!answer.ok) {
    tellRefusal(answer);
    return;
  }
  void window.showInformationMessage(
    l10n.t("Exported {0} rows to {1}.", answer.rows, messageText(file.fsPath)),
  );
}
