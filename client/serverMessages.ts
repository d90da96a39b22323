import * as z from "zod";
import type { PenprintServer } from "./languageClient";
import type { NoticeKind } from "./noticeQueue";
import { notices, toLog, toMenu } from "./notices";

/** `window/showMessage` of LSP: what the server has to say by itself. */
const showMessage = {
  method: "window/showMessage",
  params: z.object({ type: z.int(), message: z.string() }),
} as const;

/** The server's messages wait their turn like every other notice. */
export function showServerMessages(server: PenprintServer): void {
  server.onNotification(showMessage, ({ type, message }) => {
    const kind: NoticeKind = type === 1 ? "error" : type === 2 ? "warning" : "information";
    void notices.tell({ kind, text: message, actions: [toMenu(), toLog()] });
  });
}
