import { MessageType, ShowMessageNotification, type Connection } from "vscode-languageserver/node";
import { messageText } from "../protocol/messageText";

/** Shows the user a warning. A notification, not a question: it is allowed at any time and needs no answer. */
export function warn(connection: Connection, message: string): void {
  show(connection, MessageType.Warning, message);
}

/** Shows the user what they asked for. */
export function tell(connection: Connection, message: string): void {
  show(connection, MessageType.Info, message);
}

function show(connection: Connection, type: MessageType, message: string): void {
  void connection.sendNotification(ShowMessageNotification.type, {
    type,
    message: messageText(message),
  });
}
