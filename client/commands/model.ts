import { l10n, window } from "vscode";
import { fetchModelRequest } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";
import { sayDone, toCommand } from "../notices";
import { readSettings, writeSetting } from "../settings";
import { withWork } from "../work";
import { askAddress, askModelName } from "./askServer";
import { tellRefusal, type Commands } from "./command";

/** Choose Model and Fetch Model: what gives a draft the author's voice. */
export function modelCommands(server: PenprintServer): Commands {
  const fetch = (): Promise<void> => fetchModel(server);
  const choices = [
    {
      label: l10n.t("The built-in model"),
      detail: l10n.t("Small, runs on this machine, fetched once and checked."),
      choose: async () => {
        await writeSetting("model.serverUrl", "");
        await writeSetting("model.location", "");
        await fetch();
      },
    },
    {
      label: l10n.t("A GGUF file"),
      detail: l10n.t("Any model of llama.cpp's format on this machine."),
      choose: async () => {
        const title = l10n.t("Choose a GGUF file");
        const filters = { GGUF: ["gguf"] };
        const [file] = (await window.showOpenDialog({ title, filters })) ?? [];
        if (file === undefined) return;
        await writeSetting("model.sha256", "");
        await writeSetting("model.serverUrl", "");
        await writeSetting("model.location", file.fsPath);
      },
    },
    {
      label: l10n.t("An OpenAI-compatible server"),
      detail: l10n.t("A passage that is rewritten is sent there."),
      choose: async () => {
        const { model } = readSettings();
        const address = await askAddress(model.serverUrl || "http://localhost:11434/v1");
        const name = address && (await askModelName(model.serverModel));
        if (address === undefined || name === undefined) return;
        await writeSetting("model.serverModel", name);
        await writeSetting("model.serverUrl", address);
      },
    },
  ];
  return {
    "penprint.chooseModel": async () => {
      const title = l10n.t("Which model gives a draft your voice?");
      await (await window.showQuickPick(choices, { title }))?.choose();
    },
    "penprint.fetchModel": fetch,
  };
}

async function fetchModel(server: PenprintServer): Promise<void> {
  const fetched = await withWork(server, l10n.t("Fetching the model"), (workDoneToken, cancel) =>
    server.request(fetchModelRequest, { workDoneToken }, cancel),
  );
  if (fetched === undefined) return;
  if (!fetched.ok) {
    const again = toCommand(l10n.t("Fetch Again"), "penprint.fetchModel");
    tellRefusal(fetched, again, toCommand(l10n.t("Choose Model"), "penprint.chooseModel"));
    return;
  }
  sayDone(l10n.t("The model is in place: {0}", fetched.file));
}
