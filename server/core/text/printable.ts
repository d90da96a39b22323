/**
 * What a terminal obeys instead of showing it (control characters, with them every escape sequence), and what turns the
 * order of the characters round (Unicode's bidirectional embeddings, overrides and isolates). Tabs and line ends stay.
 */
const unseen = /(?![\t\n]|\r\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** Text from anywhere as it may be shown: characters that would act instead of being seen are spelled out, `\u001b`. */
export function printable(text: string): string {
  return text.replace(unseen, spelled);
}

/** JSON for a terminal and for programs alike: the same value, with nothing in it that acts on a terminal. */
export function printableJson(value: unknown, space?: number): string {
  return JSON.stringify(value, null, space).replace(unseen, spelled);
}

/** What has no place in prose: control characters, and overrides that show letters in another order than they stand. */
const intruding = /(?![\t\n\r])[\p{Cc}\u202D\u202E]/gu;

/** Words of a source or of a server as they may stand in a note that Penprint writes. */
export function withoutIntruders(text: string): string {
  return text.replace(intruding, "");
}

const spelled = (found: string): string =>
  `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
