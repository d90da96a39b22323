import { fold } from "../text/fold";
import { functionWords } from "./functionWords";

const token =
  /\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]*)*|\p{N}+(?:[.,:]\p{N}+)*|--|\.\.\.|[^\s\p{L}\p{N}]/gu;
const endings = /(ing|ed|ly|tion|ment|ness|ity|er|est|al|ive|ous|able|ible|ful|less|ize|ise|s)$/;
const closing = /^(?:[.!?]|\.\.\.)$/;

/**
 * The tokens of a text without its topic: words of grammar and punctuation as they are, names as N, numbers as #, every
 * other word as its ending alone. `<p>` and `<s>` stand where a paragraph and a sentence begin.
 */
export function topicMasked(text: string): readonly string[] {
  const masked: string[] = [];
  for (const paragraph of fold(text).split("\n\n")) {
    masked.push("<p>");
    let begins = true;
    for (const [found] of paragraph.matchAll(token)) {
      if (begins && /[\p{L}\p{N}]/u.test(found)) {
        masked.push("<s>");
        masked.push(maskOf(found, true));
        begins = false;
        continue;
      }
      masked.push(maskOf(found, false));
      if (closing.test(found)) begins = true;
    }
  }
  return masked;
}

function maskOf(found: string, begins: boolean): string {
  if (/^\p{N}/u.test(found)) return "#";
  if (!/^\p{L}/u.test(found)) return found;
  const lower = found.toLowerCase();
  if (functionWords.has(lower)) return lower;
  if (found === "CODE" || found === "URL") return found;
  if (!begins && /^\p{Lu}/u.test(found)) return "N";
  if (lower.includes("'")) return lower.endsWith("'s") ? "w's" : "w'";
  if (lower.includes("-")) return "w-w";
  const ending = lower.length > 4 ? (endings.exec(lower)?.[1] ?? "") : "";
  return `w${ending}`;
}
