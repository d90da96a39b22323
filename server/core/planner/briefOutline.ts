import type { ArticleTask, Outline, PlannedSection } from "./types";
import { escapeMarkdown } from "./escapeMarkdown";

const mostSections = 12;
const longestHeading = 70;

/** How long the brief wants the article, in words. */
export function wordsWanted(brief: string): number | undefined {
  const found = /\b(\d{2,4})(?:\s*(?:-|\u2013|to)\s*(\d{2,4}))?[ -]?words?\b/i.exec(brief);
  return found === null ? undefined : Number(found[2] ?? found[1]);
}

/**
 * The outline that a brief already holds: its list items, else what stands behind a colon, else its sentences.
 * Without a brief, one section about the title. Undefined when there is neither.
 */
export function briefOutline({
  title,
  brief,
}: Pick<ArticleTask, "title" | "brief">): Outline | undefined {
  const sections = [items, clauses, sentences]
    .map((read) => read(brief).filter((section) => !isOrder(section.summary)))
    .find((found) => found.length > 0);
  const name = title.trim() || sections?.[0]?.heading || "";
  if (name === "") return undefined;
  return {
    title: name,
    sections: (sections ?? [{ heading: headingOf(name), summary: name, points: [] }]).slice(
      0,
      mostSections,
    ),
  };
}

const itemLine = /^([ \t]*)(?:[-*+\u2022]|\d{1,3}[.)])[ \t]+(.*\S)[ \t]*$/;

/** One section for each item of the outermost list level; deeper items are its points. */
function items(brief: string): readonly PlannedSection[] {
  const found: { heading: string; summary: string; points: string[] }[] = [];
  let outermost = Infinity;
  for (const line of brief.split(/\r?\n/)) {
    const item = itemLine.exec(line);
    if (item === null) continue;
    const indent = item[1]!.length;
    const text = item[2]!;
    outermost = Math.min(outermost, indent);
    const last = found.at(-1);
    if (indent > outermost && last !== undefined) last.points.push(text);
    else found.push({ heading: headingOf(text), summary: text, points: [] });
  }
  return found;
}

/** "…: what was damaged, who paid, and when the ferries return." */
function clauses(brief: string): readonly PlannedSection[] {
  const list = /:\s+([^:\n]+?)[.!?]?\s*(?:$|\n|(?<=[.!?])\s)/.exec(brief)?.[1] ?? "";
  const parts = list.split(
    list.includes(";") ? /;\s*(?:and\s+)?/ : /,\s*(?:and\s+)?|\s+and\s+(?=wh|how)/,
  );
  return parts.length < 2 ? [] : parts.map(sectionAbout).filter(hasWords);
}

function sentences(brief: string): readonly PlannedSection[] {
  return brief
    .split(/(?<=[.!?])\s+|\n+/)
    .map(sectionAbout)
    .filter(hasWords);
}

const hasWords = ({ summary }: PlannedSection): boolean => /\p{L}{2}/u.test(summary);

function sectionAbout(text: string): PlannedSection {
  const summary = text.trim();
  return { heading: headingOf(summary), summary, points: [] };
}

/** Sentences of a brief about the article itself: its length, tone and readers. */
function isOrder(sentence: string): boolean {
  return (
    wordsWanted(sentence) !== undefined ||
    /^(?:please |keep |use |avoid |write in |do not |don't |no |tone\b|style\b|length\b|audience\b|for readers\b|address\b)/i.test(
      sentence,
    )
  );
}

/** "Explain why a pressure washer is a bad idea." -> "Why a pressure washer is a bad idea" */
export function headingOf(text: string): string {
  const bare = text
    .replace(
      /^(?:please\s+)?(?:explain|describe|discuss|cover|tell|say|show|mention|write about|report(?: on)?|summari[sz]e)\s+(?:about\s+)?/i,
      "",
    )
    .replace(/\s+/g, " ")
    .replace(/[\s.!;:,]+$/, "")
    .trim();
  const cut =
    bare.length <= longestHeading ? bare : bare.slice(0, bare.lastIndexOf(" ", longestHeading));
  return cut.charAt(0).toUpperCase() + cut.slice(1);
}

/** A heading as one line of Markdown. */
export function headingLine(level: number, heading: string): string {
  return `${"#".repeat(level)} ${escapeMarkdown(heading.replace(/\s+/g, " ").trim())}`;
}
