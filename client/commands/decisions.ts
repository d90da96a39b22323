import { commands, l10n, ThemeIcon, window, type QuickPickItem } from "vscode";
import type { z } from "zod";
import {
  deleteDecisionsRequest,
  exportDecisionsRequest,
  listDecisionsRequest,
  type decisionSchema,
} from "../../server/protocol/requests";
import { inHome } from "../home";
import type { PenprintServer } from "../languageClient";
import { VirtualDocuments } from "../views/virtualDocuments";
import { tellRefusal, type Commands } from "./command";
import { messageText } from "../../server/protocol/messageText";

type Decision = z.output<typeof decisionSchema>;
interface Item extends QuickPickItem {
  readonly decision: Decision;
}

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

async function showDecisions(server: PenprintServer, documents: VirtualDocuments): Promise<void> {
  const { decisions, file, problems } = await server.request(listDecisionsRequest, {});
  for (const problem of problems) server.log.warn(problem);
  if (decisions.length === 0) {
    void window.showInformationMessage(
      l10n.t("No decision has been kept. They would be in {0}.", messageText(file)),
    );
    return;
  }
  const remove = { iconPath: new ThemeIcon("trash"), tooltip: l10n.t("Delete this decision") };
  const pick = window.createQuickPick<Item>();
  pick.title = l10n.t("Decisions kept in {0}", file);
  pick.matchOnDetail = true;
  pick.items = [...decisions].reverse().map((decision) => ({
    label: `${decision.decision}: ${decision.note.split(/[\\/]/).at(-1) ?? ""}`,
    description: `${new Date(decision.time).toLocaleString()} · ${decision.model}`,
    detail: decision.offered.slice(0, 160).replace(/\s+/g, " "),
    buttons: [remove],
    decision,
  }));
  pick.onDidTriggerItemButton(async ({ item }) => {
    const ids = [item.decision.id];
    const { deleted } = await server.request(deleteDecisionsRequest, { ids });
    if (deleted > 0) pick.items = pick.items.filter((other) => other !== item);
  });
  pick.onDidAccept(async () => {
    const [item] = pick.selectedItems;
    if (item !== undefined) await showDecision(documents, item.decision);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

/** What stood there beside what stands there now. */
async function showDecision(documents: VirtualDocuments, decision: Decision): Promise<void> {
  const before = documents.set("before.md", decision.id, decision.original);
  const after = documents.set("after.md", decision.id, decision.final || decision.offered);
  await commands.executeCommand("vscode.diff", before, after, decision.decision);
}

async function exportDecisions(server: PenprintServer): Promise<void> {
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
  const input = { format: chosen.format, file: file.fsPath };
  const answer = await server.request(exportDecisionsRequest, input);
  if (!answer.ok) {
    tellRefusal(answer);
    return;
  }
  void window.showInformationMessage(
    l10n.t("Exported {0} rows to {1}.", answer.rows, messageText(file.fsPath)),
  );
}
