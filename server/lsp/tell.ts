import { MessageType, ShowMessageNotification, type Connection } from "vscode-languageserver/node";

/** Shows the user a warning. A notification, not a question: it is allowed at any time and needs no answer. */
export function warn(connection: Connection, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, {
    type: MessageType.Warning,
    message,
  });
}
