import { headingLine } from "../core/planner/briefOutline";
import { checkSection, type FlaggedClaim } from "../core/planner/checkSection";
import { footnoteDefinition, footnoted, unmarkedSentences } from "../core/planner/citations";
import { believable } from "../core/planner/hostile";
import type { ArticleTask, Outline, SectionDraft } from "../core/planner/types";
import {
  insteadOf,
  type Article,
  type ArticleParts,
  type Failure,
  type SectionReport,
  type StyledSection,
  type WriteOptions,
} from "./articleParts";
import type { Planner, ServiceResult } from "./ports";
import { t } from "./worded";

/** Writes the sections of one article and keeps what is known about each. */
export class SectionWriter {
  private readonly texts: string[] = [];
  private readonly reports: SectionReport[] = [];
  private readonly cited = new Set<number>();
  private readonly believed;
  private readonly label;
  private planner: Planner;
  private readonly notes: string[] = [];

  constructor(
    private readonly parts: ArticleParts,
    private readonly task: ArticleTask,
    private readonly outline: Outline,
    private readonly options: WriteOptions,
  ) {
    this.planner = parts.planner;
    this.believed = believable(task.sources);
    this.label = options.label ?? ((source: number) => String(source + 1));
  }

  async write(index: number): Promise<Failure | undefined> {
    const { heading } = this.outline.sections[index]!;
    const line = headingLine(2, heading);
    const show = (text: string, done: boolean): void =>
      this.options.onSection?.(index, text === "" ? "" : `${line}\n\n${text}`, done);
    const written = await this.draft(index, (soFar) => show(this.cite(soFar).text, false));
    if (written.kind === "failed") return written;
    const draft = written.value;
    if (draft.text === "") {
      this.notes.push(...draft.notes);
      show("", true);
      return undefined;
    }
    const { text: neutral, cited, unknown } = this.cite(draft.text);
    for (const source of cited) this.cited.add(source);
    const flagged = checkSection(neutral, this.task.sources, this.believed);
    const styled = await this.style(neutral, heading, draft, flagged);
    this.texts.push(`${line}\n\n${styled.text}`);
    const notes = [
      ...draft.notes,
      ...(unknown === 0 ? [] : [t("{0} source marks named no source and were left out.", unknown)]),
      ...styled.checks,
    ];
    const unmarked = unmarkedSentences(draft.text);
    const report = {
      heading,
      planner: this.planner.name,
      voice: styled.by,
      unmarked,
      flagged,
      notes,
    };
    this.reports.push({ ...report, summary: this.cite(draft.summary).text });
    show(styled.text, true);
    return undefined;
  }

  article(): ServiceResult<Article> {
    if (this.texts.length === 0) {
      return {
        kind: "failed",
        why: t("The sources have nothing about any section. {0}", this.notes.join(" ")),
        userAction: t("Name other sources, or say in the brief what these are about."),
      };
    }
    const footnotes = this.task.sources.texts.flatMap((source, at) =>
      this.cited.has(at) ? [footnoteDefinition(this.label(at), source)] : [],
    );
    const title = this.options.withTitle === true ? [headingLine(1, this.outline.title)] : [];
    const blocks = [
      ...title,
      ...this.texts,
      ...(footnotes.length > 0 ? [footnotes.join("\n")] : []),
    ];
    const planners = [...new Set(this.reports.map(({ planner }) => planner))];
    return {
      kind: "ok",
      value: {
        markdown: `${blocks.join("\n\n")}\n`,
        planner: planners.join("; "),
        sections: this.reports,
        notes: [...this.notes, ...this.reports.flatMap((report) => [...reportLines(report)])],
      },
    };
  }

  private cite(draft: string) {
    return footnoted(draft, this.task.sources.texts.length, this.label);
  }

  private async draft(
    index: number,
    onText: (soFar: string) => void,
  ): Promise<ServiceResult<SectionDraft>> {
    const { signal } = this.options;
    const options = { onText, ...(signal && { signal }) };
    const first = await this.planner.section(this.task, this.outline, index, options);
    const { fallback } = this.parts;
    if (first.kind === "ok" || first.misconfigured === true) return first;
    if (fallback === undefined || this.planner === fallback) return first;
    // A server that failed once is not waited for again in every section.
    this.planner = fallback;
    const { heading } = this.outline.sections[index]!;
    this.notes.push(t('From "{0}" on: {1}', heading, insteadOf(fallback, first.why)));
    return fallback.section(this.task, this.outline, index, options);
  }

  /** Only what passed its checks is offered to the stylist, and only what passes them again is taken. */
  private async style(
    neutral: string,
    heading: string,
    { summary }: SectionDraft,
    flagged: readonly FlaggedClaim[],
  ): Promise<Omit<StyledSection, "accepted">> {
    const plain = { text: neutral, by: "neutral words" };
    const { stylist } = this.parts;
    if (stylist === undefined) return { ...plain, checks: [] };
    if (flagged.length > 0) {
      return {
        ...plain,
        checks: [t("Not offered to the stylist: look at the flagged claims first.")],
      };
    }
    const { signal } = this.options;
    const styled = await stylist(neutral, {
      heading,
      summary,
      task: this.task,
      ...(signal && { signal }),
    });
    if (!styled.accepted || styled.text === neutral) return { ...plain, checks: styled.checks };
    if (marksOf(styled.text) !== marksOf(neutral)) {
      return {
        ...plain,
        checks: [...styled.checks, t("The styled text lost source marks: neutral words stay.")],
      };
    }
    if (checkSection(styled.text, this.task.sources, this.believed).length > 0) {
      return {
        ...plain,
        checks: [
          ...styled.checks,
          t("The styled text said more than the sources: neutral words stay."),
        ],
      };
    }
    return styled;
  }
}

const marksOf = (text: string): string => (text.match(/\[\^[^\]\s]+\]/g) ?? []).sort().join(" ");

function* reportLines(report: SectionReport): Generator<string> {
  const at = `"${report.heading}"`;
  for (const { text, why } of report.flagged)
    yield t('{0}: not in the sources: "{1}" ({2})', at, text, why);
  if (report.unmarked > 0)
    yield t("{0}: sentences without a source mark: {1}.", at, report.unmarked);
  for (const note of report.notes) yield `${at}: ${note}`;
}
