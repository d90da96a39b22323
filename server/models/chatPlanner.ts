import { randomBytes } from "node:crypto";
import { z } from "zod";
import { wordsWanted } from "../core/planner/briefOutline";
import { believable } from "../core/planner/hostile";
import { delimited, fill, type PromptName, type Prompts } from "../core/planner/prompt";
import { tameMarkdown, wholeSentences, withoutHeading } from "../core/planner/tameMarkdown";
import type { ArticleTask, Outline, SectionDraft } from "../core/planner/types";
import type { AddressedChatModel } from "../workflows/lentModels";
import type {
  ChatMessage,
  Neutraliser,
  Planner,
  PlannerOptions,
  ServiceResult,
} from "../workflows/ports";
import { askForJson } from "./structuredAnswer";
import { t } from "../workflows/worded";

const mostSections = 12;
const line = z.string().trim().min(1).max(300);
const outlineAnswer = z.object({
  title: line,
  sections: z
    .array(
      z.object({
        heading: line,
        summary: z.string().max(1000),
        points: z.array(z.string().max(1000)).max(30),
      }),
    )
    .min(1)
    .max(mostSections),
});

/** Plans and writes neutral content with a language model, wherever it stands. */
export class ChatPlanner implements Planner, Neutraliser {
  constructor(
    private readonly model: AddressedChatModel,
    private readonly prompts: Prompts,
  ) {}

  get name(): string {
    return this.model.name;
  }

  get address(): string {
    return this.model.address;
  }

  async outline(task: ArticleTask, { signal }: PlannerOptions): Promise<ServiceResult<Outline>> {
    const token = freshToken();
    const answer = await askForJson(this.model, {
      name: "outline",
      schema: outlineAnswer,
      messages: this.messages("outline", {
        token,
        title: task.title || "(choose one)",
        brief: task.brief || "An article about what the sources report.",
        sources: delimited(task.sources, token).text,
        most: String(mostSections),
      }),
      options: { temperature: 0.2, maxTokens: 2000, ...(signal && { signal }) },
      repair: (problem) => fill(this.prompts.repair.user, { problem }),
    });
    if (answer.kind === "failed") return answer;
    return { kind: "ok", value: tamedOutline(answer.value, task) };
  }

  async section(
    task: ArticleTask,
    outline: Outline,
    index: number,
    options: PlannerOptions,
  ): Promise<ServiceResult<SectionDraft>> {
    const section = outline.sections[index];
    if (section === undefined) throw new RangeError(`The outline has no section ${index}.`);
    const token = freshToken();
    const sources = delimited(task.sources, token);
    const believed = believedText(task);
    const words = Math.round(
      (wordsWanted(task.brief) ?? 150 * outline.sections.length) / outline.sections.length,
    );
    const clean = (
      text: string,
    ): { readonly text: string; readonly removed: readonly string[] } => {
      const tamed = tameMarkdown(text, believed);
      return { ...tamed, text: withoutHeading(tamed.text, section.heading) };
    };
    let soFar = "";
    const answer = await this.model.chat(
      this.messages("section", {
        token,
        title: outline.title,
        headings: outline.sections.map(({ heading }) => heading).join("; "),
        heading: section.heading,
        summary: section.summary,
        points: section.points.map((point) => `- ${point}`).join("\n") || "(none)",
        words: String(words),
        sources: sources.text,
      }),
      {
        temperature: 0.3,
        maxTokens: Math.min(4000, 3 * words + 200),
        ...(options.signal && { signal: options.signal }),
        onText: (piece) => {
          soFar += piece;
          options.onText?.(clean(soFar).text);
        },
      },
    );
    if (answer.kind === "failed") return answer;
    const { text, removed } = clean(answer.value);
    const notes = [
      ...removed.map((what) => t("Taken out of the planner's answer: {0}.", what)),
      ...sources.cut.map((name) => t("Only the beginning of {0} was sent: it is too long.", name)),
    ];
    if (/^\W*NOTHING\W*$/.test(text)) {
      return {
        kind: "ok",
        value: {
          text: "",
          summary: "",
          notes: [t('The sources say nothing about "{0}".', section.heading), ...notes],
        },
      };
    }
    const draft = wholeSentences(text);
    const summary = await this.summary(draft, options);
    return { kind: "ok", value: { text: draft, summary: summary || section.summary, notes } };
  }

  async neutralise(text: string, options: PlannerOptions): Promise<ServiceResult<string>> {
    const token = freshToken();
    const answer = await this.model.chat(this.messages("neutral", { token, text }), {
      temperature: 0.3,
      maxTokens: Math.min(8000, text.length),
      ...(options.signal && { signal: options.signal }),
    });
    if (answer.kind === "failed") return answer;
    return { kind: "ok", value: tameMarkdown(answer.value, text).text };
  }

  /** Empty when the model has none: an article does not fail for want of it. */
  private async summary(text: string, { signal }: PlannerOptions): Promise<string> {
    if (text === "") return "";
    const token = freshToken();
    const answer = await this.model.chat(this.messages("summary", { token, text }), {
      temperature: 0,
      maxTokens: 80,
      ...(signal && { signal }),
    });
    return answer.kind === "ok" ? (tameMarkdown(answer.value, text).text.split("\n")[0] ?? "") : "";
  }

  private messages(
    name: PromptName,
    values: Readonly<Record<string, string>>,
  ): readonly ChatMessage[] {
    const { system, user } = this.prompts[name];
    return [
      { role: "system", content: fill(system, values) },
      { role: "user", content: fill(user, values) },
    ];
  }
}

/** Only addresses that stand in here may stand in an article. */
const believedText = ({ sources }: ArticleTask): string =>
  believable(sources)
    .texts.map(({ text }) => text)
    .join("\n");

/** 96 bits: no source can hold it but by reading this process's memory. */
const freshToken = (): string => randomBytes(12).toString("hex");

function tamedOutline(outline: Outline, task: ArticleTask): Outline {
  const sources = believedText(task);
  const plain = (text: string): string =>
    tameMarkdown(text, sources).text.replace(/\s+/g, " ").replace(/^#+ /, "").trim();
  return {
    title: task.title.trim() || plain(outline.title),
    sections: outline.sections.map(({ heading, summary, points }) => ({
      heading: plain(heading) || plain(summary) || "Section",
      summary: plain(summary),
      points: points.map(plain).filter((point) => point !== ""),
    })),
  };
}
