import { l10n, QuickPickItemKind, window, type QuickPickItem } from "vscode";
import { lentModels } from "../editorModels";
import { readSettings, writeSetting } from "../settings";
import { askAddress, askModelName } from "./askServer";
import type { Commands } from "./command";

/** Without `run` it is a heading. */
interface Choice extends QuickPickItem {
  readonly run?: () => Promise<void>;
}

/** Where well-known servers listen; the user can name any other address. */
const servers: Readonly<Record<string, string>> = {
  Ollama: "http://localhost:11434/v1",
  "llama-server": "http://localhost:8080/v1",
  "LM Studio": "http://localhost:1234/v1",
  vLLM: "http://localhost:8000/v1",
  OpenAI: "https://api.openai.com/v1",
};

/**
 * Choose Planner: sentences picked from the sources on this machine, a model behind an address, or one that VS Code
 * lends.
 */
export function plannerCommands(): Commands {
  return {
    "penprint.choosePlanner": async () => {
      const { planner } = readSettings();
      const inUse = [planner.kind, planner.kind === "extractive" ? "" : planner.model];
      const choices = [...builtIn(), ...(await ofEditor()), ...behindAddress()];
      const chosen = await window.showQuickPick(choices, {
        title: l10n.t("What plans and drafts? In use: {0}", inUse.join(" ").trim()),
        placeHolder: l10n.t("A model is given the brief, the sources and what is to be rewritten."),
        matchOnDescription: true,
      });
      await chosen?.run?.();
    },
  };
}

function builtIn(): readonly Choice[] {
  return [
    {
      label: l10n.t("Built in, extractive"),
      detail: l10n.t("Picks and orders sentences of the sources. Nothing leaves this machine."),
      run: () => writeSetting("planner.kind", "extractive"),
    },
  ];
}

async function ofEditor(): Promise<readonly Choice[]> {
  const models = [...(await lentModels())];
  if (models.length === 0) return [];
  return [
    { label: l10n.t("Language models of VS Code"), kind: QuickPickItemKind.Separator },
    ...models.map(([name, model]): Choice => ({
      label: model.name,
      description: name,
      detail: l10n.t("Text goes to {0}, which may ask for your leave first.", model.vendor),
      run: async () => {
        await writeSetting("planner.model", name);
        await writeSetting("planner.kind", "editor");
      },
    })),
  ];
}

function behindAddress(): readonly Choice[] {
  const { planner } = readSettings();
  const known = { ...servers, [l10n.t("Another server")]: planner.baseUrl };
  return [
    { label: l10n.t("Servers that speak OpenAI's protocol"), kind: QuickPickItemKind.Separator },
    ...Object.entries(known).map(([label, description]): Choice => ({
      label,
      description,
      run: async () => {
        const address = await askAddress(description);
        const suggested = planner.kind === "editor" ? "" : planner.model;
        const model = address && (await askModelName(suggested));
        if (address === undefined || model === undefined) return;
        await writeSetting("planner.baseUrl", address);
        await writeSetting("planner.model", model);
        await writeSetting("planner.kind", "openai");
      },
    })),
  ];
}
