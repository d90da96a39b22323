import { l10n, Uri, window } from "vscode";

export async function askAddress(value: string): Promise<string | undefined> {
  const address = await window.showInputBox({
    title: l10n.t("Address of an OpenAI-compatible server"),
    prompt: l10n.t("Text that is worked on is sent there, and nowhere else."),
    value,
    validateInput: (text) =>
      isHttp(text.trim()) ? undefined : l10n.t("It begins with http:// or https://."),
  });
  return address?.trim();
}

export async function askModelName(value: string): Promise<string | undefined> {
  const name = await window.showInputBox({
    title: l10n.t("Name of the model, as the server knows it"),
    prompt: l10n.t("Leave it empty where the server has only one."),
    value,
  });
  return name?.trim();
}

function isHttp(text: string): boolean {
  try {
    return ["http", "https"].includes(Uri.parse(text, true).scheme);
  } catch {
    return false;
  }
}
