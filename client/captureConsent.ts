import { l10n, window } from "vscode";
import { askCaptureNotification, captureConsentRequest } from "../server/protocol/requests";
import type { PenprintServer } from "./languageClient";

/** The one question about keeping decisions, when the server asks; no answer means they are not kept. */
export function answerCaptureQuestion(server: PenprintServer): void {
  let asked = false;
  const ask = async (): Promise<void> => {
    if (asked) return;
    asked = true;
    const keep = l10n.t("Keep on This Machine");
    const never = l10n.t("Don't Keep");
    const question = l10n.t(
      "Keep what you accept and reject, so that Penprint can learn from it? It stays on this machine; you can look at it, delete it and switch this off.",
    );
    const answer = await window.showInformationMessage(question, keep, never);
    if (answer !== undefined) {
      await server.request(captureConsentRequest, { keep: answer === keep });
    }
  };
  server.onNotification(askCaptureNotification, () => {
    ask().catch((error: unknown) => server.log.error(`Capture consent: ${String(error)}`));
  });
}
