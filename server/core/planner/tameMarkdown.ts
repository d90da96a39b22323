import { withoutIntruders } from "../text/printable";

/** What a section of an article may not hold, taken out of a model's answer. */
export interface Tamed {
  readonly text: string;
  /** Plain words, one for each kind of thing that was taken out. */
  readonly removed: readonly string[];
}

const comment = /<!--[^]*?(?:-->|$)/g;
const tag = /<\/?[a-z][^<>]*>?|<[!?][^<>]*>?/gi;
const autolink = /<((?:https?|ftp|mailto|file|data|javascript):[^<>\s]*)>/gi;
const image = /!\[([^\]]*)\](?:\([^)]*\)?|\[[^\]]*\])?/g;
const inlineLink = /\[([^\]^][^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)/g;
const bareAddress =
  /\b(?:(?:https?|ftp|file|data|javascript):\/{0,2}|www\.)[^\s<>()[\]"'`]*[^\s<>()[\]"'`.,;:!?]/gi;
const mailAddress = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g;
const linkDefinition = /^[ \t]*\[[^\]\n]+\]:.*$/gm;

/**
 * Makes a model's section plain prose that stays in its place: no images, HTML, comments (they could switch checks
 * off) or footnote definitions; no address that the sources do not have; no headings above level 3; no open fence.
 */
export function tameMarkdown(answer: string, sources: string): Tamed {
  const removed: string[] = [];
  let text = withoutIntruders(answer)
    .replace(/\r\n?/g, "\n")
    .replace(/^\s*<think>[^]*?(?:<\/think>|$)/i, "");
  const drop = (
    pattern: RegExp,
    why: string,
    by: (found: string, ...groups: string[]) => string,
  ): void => {
    let count = 0;
    text = text.replace(pattern, (found: string, ...groups: string[]) => {
      const kept = by(found, ...groups);
      if (kept !== found) count++;
      return kept;
    });
    if (count > 0) removed.push(why);
  };
  const known = (address: string): boolean => address !== "" && sources.includes(address);
  drop(/^[ \t]*(?:```|~~~).*$/gm, "code fences", () => "");
  drop(comment, "comments", () => "");
  drop(autolink, "addresses that are not in the sources", (found, to = "") =>
    known(to) ? found : "",
  );
  drop(tag, "HTML", (found) => (known(found.slice(1, -1)) && found.includes("://") ? found : ""));
  drop(image, "images", (_, alt = "") => alt);
  drop(inlineLink, "addresses that are not in the sources", (found, words = "", to = "") =>
    known(to) ? found : words,
  );
  drop(linkDefinition, "link and footnote definitions", () => "");
  for (const address of [bareAddress, mailAddress]) {
    drop(address, "addresses that are not in the sources", (found) => (known(found) ? found : ""));
  }
  return {
    text: text
      .replace(/^[ \t]*#{1,2}(?=[ \t])/gm, "###")
      .replace(/^[ \t]*(?:-{3,}|={3,}|\*{3,}|_{3,})[ \t]*$/gm, "")
      .replace(/[ \t]+$/gm, "")
      .replace(/\n{3,}/g, "\n\n")
      .trim(),
    removed: [...new Set(removed)],
  };
}

/** Without the section's own heading, which models like to repeat. */
export function withoutHeading(text: string, heading: string): string {
  const first = /^(?:#{1,6}[ \t]+|\*\*)?(.*?)(?:\*\*)?:?[ \t]*(?:\n|$)/.exec(text);
  const bare = (line: string): string =>
    line
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .toLowerCase();
  return first !== null && bare(first[1] ?? "") === bare(heading)
    ? text.slice(first[0].length).trimStart()
    : text;
}

/** Without a last sentence that was cut in the middle; the whole text when no sentence ends in it. */
export function wholeSentences(text: string): string {
  const end = /^[^]*[.!?\u2026]["')\]\u201D\u2019]*(?:[ \t]*\[[^\]\n]*\])*/.exec(text);
  return end === null ? text : end[0];
}
