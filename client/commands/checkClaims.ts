import { l10n, window } from "vscode";
import { checkClaimsRequest } from "../../server/protocol/requests";
import type { PenprintServer } from "../languageClient";
import { notices, toCommand } from "../notices";
import { withWork } from "../work";
import { tellRefusal, type Commands } from "./command";

/** Has the model behind the planner's server hold the note's claims against its sources. */
export function checkClaimsCommands(server: PenprintServer): Commands {
  return {
    "penprint.checkClaims": async () => {
      const uri = window.activeTextEditor?.document.uri.toString();
      if (uri === undefined) {
        tellRefusal({ why: l10n.t("Open a note that names its sources first.") });
        return;
      }
      const answer = await withWork(
        server,
        l10n.t("Penprint checks claims against sources"),
        (workDoneToken, cancellation) =>
          server.request(checkClaimsRequest, { uri, workDoneToken }, cancellation),
      );
      if (answer === undefined) return;
      if (answer.ok) {
        const show = toCommand(l10n.t("Show Findings"), "penprint.findings.focus");
        void notices.answer({ kind: "information", text: answer.why, actions: [show] });
      } else tellRefusal(answer);
    },
  };
}
