import { l10n, window, type SecretStorage } from "vscode";
import { apiKeyNotification } from "../server/protocol/requests";
import type { Commands } from "./commands/command";
import type { PenprintServer } from "./languageClient";

const name = "penprint.apiKey";

/** The key lives in the editor's secret storage and the server's memory: it is sent at every start and change. */
export function handApiKey(server: PenprintServer, secrets: SecretStorage): Commands {
  const send = async (): Promise<void> => {
    const key = await secrets.get(name);
    if (key !== undefined) await server.notify(apiKeyNotification, { key });
  };
  server.onRunning(() => void send());
  return {
    "penprint.setApiKey": async () => {
      const key = await window.showInputBox({
        title: l10n.t("API key of the planner's server"),
        prompt: l10n.t("Kept in the editor's secret storage. Leave it empty to forget the key."),
        password: true,
        ignoreFocusOut: true,
      });
      if (key === undefined) return;
      if (key.trim() === "") await secrets.delete(name);
      else await secrets.store(name, key.trim());
      await server.notify(apiKeyNotification, { key: key.trim() });
    },
  };
}
