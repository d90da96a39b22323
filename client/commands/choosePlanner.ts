import { l10n, window, type QuickPickItem } from "vscode";
import { readSettings, writeSetting } from "../settings";
import { askAddress, askModelName } from "./askServer";
import type { Commands } from "./command";

interface Choice extends QuickPickItem {
  /** Absent: the planner that is built in. */
  readonly address?: string;
}

/** Where well-known servers listen; the user can name any other address. */
const servers: Readonly<Record<string, string>> = {
  Ollama: "http://localhost:11434/v1",
  "llama-server": "http://localhost:8080/v1",
  "LM Studio": "http://localhost:1234/v1",
  vLLM: "http://localhost:8000/v1",
  OpenAI: "https://api.openai.com/v1",
};

/** Choose Planner: sentences picked from the sources on this machine, or a model behind an address. */
export function plannerCommands(): Commands {
  return {
    "penprint.choosePlanner": async () => {
      const { planner } = readSettings();
      const builtIn: Choice = {
        label: l10n.t("Built in, extractive"),
        detail: l10n.t("Picks and orders sentences of the sources. Nothing leaves this machine."),
      };
      const known = Object.entries({ ...servers, [l10n.t("Another server")]: planner.baseUrl });
      const behindAddress = known.map(([label, address]): Choice => ({
        label,
        description: address,
        address,
      }));
      const chosen = await window.showQuickPick([builtIn, ...behindAddress], {
        title: l10n.t("What plans and drafts? In use: {0}", planner.kind),
        placeHolder: l10n.t("A server is sent the brief, the sources and what is to be rewritten."),
      });
      if (chosen === undefined) return;
      if (chosen.address === undefined) return writeSetting("planner.kind", "extractive");
      const address = await askAddress(chosen.address);
      const model = address && (await askModelName(planner.model));
      if (address === undefined || model === undefined) return;
      await writeSetting("planner.baseUrl", address);
      await writeSetting("planner.model", model);
      await writeSetting("planner.kind", "openai");
    },
  };
}
