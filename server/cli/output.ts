import { printable } from "../core/text/printable";

/** Text for people on stdout. Words of notes, sources and servers are in it: they cannot act on the terminal. */
export function print(text: string): void {
  process.stdout.write(printable(text));
}

/** A message on stderr, of one line or more. */
export function complain(message: string): void {
  process.stderr.write(`${printable(message)}\n`);
}
