import { printable } from "../core/text/printable";

/**
 * Text from a note, a file or a server, to be put into an editor's message. VS Code makes `[words](command:…)` in a message
 * a link that runs the command: the two brackets are parted, so that it stays text.
 */
export function messageText(text: string): string {
  return printable(text).replace(/\](?=\()/g, "] ");
}
