/** The candidate with the draft's own quotes, dashes and ellipses: a rewrite changes words, not typography. */
export function matchTypography(candidate: string, draft: string): string {
  return ellipses(dashes(quotes(candidate, draft), draft), draft);
}

function quotes(text: string, draft: string): string {
  const curly = /[\u2018\u2019\u201C\u201D]/.test(draft) && !/['"]/.test(draft);
  if (!curly) {
    if (/[\u2018\u2019\u201C\u201D]/.test(draft)) return text;
    return text.replace(/[\u2018\u2019]/g, "'").replace(/[\u201C\u201D]/g, '"');
  }
  return text
    .replace(/(?<=^|[\s([{\u2013\u2014-])"/g, "\u201C")
    .replace(/"/g, "\u201D")
    .replace(/(?<=^|[\s([{\u201C\u2013\u2014-])'(?!\d0s|em\b|tis\b)/g, "\u2018")
    .replace(/'/g, "\u2019");
}

const dash = /\s?\u2014\s?|\s\u2013\s|\s?(?<!-)---?(?!-)\s?/g;

function dashes(text: string, draft: string): string {
  const used = new Set(draft.match(dash));
  const [own] = used;
  return own === undefined || used.size > 1 ? text : text.replace(dash, own);
}

function ellipses(text: string, draft: string): string {
  if (draft.includes("\u2026")) return text.replaceAll("...", "\u2026");
  return draft.includes("...") ? text.replaceAll("\u2026", "...") : text;
}
