import { outlineSchema, type Outline } from "../../server/protocol/requests";

/** An outline as Markdown that a person can edit: title, a heading a section, a sentence, points as a list. */
export function writeOutline({ title, sections }: Outline): string {
  const blocks = sections.map(({ heading, summary, points }) =>
    [
      `## ${oneLine(heading)}`,
      ...(oneLine(summary) === "" ? [] : [escapeMark(oneLine(summary))]),
      ...(points.length === 0 ? [] : [points.map((point) => `- ${oneLine(point)}`).join("\n")]),
    ].join("\n\n"),
  );
  return [`# ${oneLine(title)}`, ...blocks].join("\n\n") + "\n";
}

export type OutlineReading =
  | { readonly kind: "outline"; readonly outline: Outline }
  | { readonly kind: "refused"; readonly why: string };

/** Reads what `writeOutline` wrote and a person edited. */
export function readOutline(markdown: string): OutlineReading {
  let title: string | undefined;
  const sections: { heading: string; summary: string[]; points: string[] }[] = [];
  for (const line of markdown.split(/\r\n|\r|\n/).map((one) => one.trim())) {
    if (line === "") continue;
    const heading = /^(#{1,6})(?:\s+(.*))?$/.exec(line);
    const point = /^[-*+](?:\s+(.*))?$/.exec(line);
    const section = sections.at(-1);
    if (heading?.[1] === "#") title ??= heading[2] ?? "";
    else if (heading) sections.push({ heading: heading[2] ?? "", summary: [], points: [] });
    else if (section === undefined) continue;
    else if (point) section.points.push(point[1] ?? "");
    else section.summary.push(line.replace(/^\\/, ""));
  }
  if (sections.length === 0) {
    return { kind: "refused", why: "The outline has no section. A section begins with ##." };
  }
  const outline = outlineSchema.parse({
    title: title ?? "",
    sections: sections.map(({ heading, summary, points }) => ({
      heading,
      summary: summary.join(" "),
      points: points.filter((point) => point !== ""),
    })),
  });
  return { kind: "outline", outline };
}

/** Keeps a sentence from being read as a heading or a point. */
const escapeMark = (line: string): string => line.replace(/^[-#*+\\]/, "\\$&");
const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
