import { l10n } from "vscode";
import { askCaptureNotification, captureConsentRequest } from "../server/protocol/requests";
import type { PenprintServer } from "./languageClient";
import { notices } from "./notices";

/** The one question about keeping decisions, when the server asks; no answer means they are not kept. */
export function answerCaptureQuestion(server: PenprintServer): void {
  let asked = false;
  const ask = async (): Promise<void> => {
    if (asked) return;
    asked = true;
    const answer = (keep: boolean) => server.request(captureConsentRequest, { keep });
    const text = l10n.t(
      "Keep what you accept and reject, so that Penprint can learn from it? It stays on this machine; you can look at it, delete it and switch this off.",
    );
    await notices.tell({
      kind: "information",
      text,
      actions: [
        { title: l10n.t("Keep on This Machine"), run: () => answer(true) },
        { title: l10n.t("Don't Keep"), run: () => answer(false) },
      ],
    });
  };
  server.onNotification(askCaptureNotification, () => {
    ask().catch((error: unknown) => server.log.error(`Capture consent: ${String(error)}`));
  });
}
