import type { Print } from "./boilerplate";
import { decodeIntegers, encodeIntegers } from "./bytes";

/** How a note's paragraphs are recognised elsewhere, as a profile keeps it: for each the number of hashes, then they. */
export function encodePrints(prints: readonly Print[]): string {
  return encodeIntegers(prints.flatMap((print) => [print.length, ...print]));
}

export function decodePrints(text: string): readonly Print[] {
  const numbers = decodeIntegers(text);
  const prints: Print[] = [];
  for (let at = 0; at < numbers.length;) {
    const length = numbers[at]!;
    prints.push(numbers.slice(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return prints;
}
