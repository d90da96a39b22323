import { randomUUID } from "node:crypto";
import type { CancellationToken } from "vscode-languageserver/node";
import type { z } from "zod";
import type { Span } from "../core/text/span";
import type { ArticleTask, Outline } from "../core/planner/types";
import type { Note } from "../core/note/types";
import type { RuleContext } from "../core/rules/types";
import { articleRequest, articleSectionNotification, outlineRequest } from "../protocol/requests";
import type { Settings } from "../protocol/settings";
import type { NotePlace } from "../workflows/checkNote";
import type { Article, PlannedArticle, WriteOptions } from "../workflows/articleParts";
import type { ServiceResult } from "../workflows/ports";
import type { CapturedSuggestion } from "../core/learning/decision";
import { asWorkspaceEdit } from "./codeActions";
import type { CommandOutcome } from "./commands";
import type { OpenNote } from "./openNotes";
import { untrusted } from "../workflows/trust";
import { withProgress } from "./progress";
import { answer } from "./requests";
import type { Session } from "./session";
import { refusedOutcome, type Refusal, type SuggestionBook } from "./rewriting";
import { t } from "../workflows/worded";

/** What an article is to be made from. `place` is where its sources are looked for. */
export interface Assignment {
  /** The note with the brief, when it is open. */
  readonly note?: Note;
  readonly place: NotePlace | undefined;
  /** Given by the user; empty = from the note's front matter. */
  readonly title: string;
  readonly brief: string;
  readonly sources: readonly string[];
  readonly uri: string;
  readonly settings: Settings;
  /** The author and what the user has stopped, where the note is open. */
  readonly rules?: RuleContext;
}

export interface WrittenArticle {
  readonly article: Article;
  readonly captured: CapturedSuggestion;
}

export interface ArticleDesk {
  /** Reads the sources. Throws the signal's reason. */
  task(assignment: Assignment, signal: AbortSignal): Promise<ServiceResult<ArticleTask>>;
  plan(
    assignment: Assignment,
    task: ArticleTask,
    signal: AbortSignal,
  ): Promise<ServiceResult<PlannedArticle>>;
  write(
    id: string,
    assignment: Assignment,
    task: ArticleTask,
    outline: Outline,
    options: WriteOptions,
  ): Promise<ServiceResult<WrittenArticle>>;
}

interface Tokens {
  readonly workDoneToken?: string | number | undefined;
}
interface Planned {
  readonly id: string;
  readonly outline: Outline;
}
interface Fields {
  readonly uri?: string | undefined;
  readonly title: string;
  readonly brief: string;
  readonly sources: readonly string[];
}

/** Plans an article, and writes it section by section as the user left the plan. */
export class Articles {
  constructor(
    private readonly session: Session,
    private readonly desk: ArticleDesk,
    private readonly book: SuggestionBook,
  ) {
    answer(session.connection, outlineRequest, (params, token) => this.plan(params, token));
    answer(session.connection, articleRequest, (params, token) => this.write(params, token));
  }

  /** Without a preview: puts the article below the front matter of its note, or answers it where none is open. */
  async generate(fields: Fields, token: CancellationToken): Promise<CommandOutcome> {
    const planned = await this.plan(fields, token);
    if (planned.kind === "refused") return refusedOutcome(planned);
    const id = randomUUID();
    const written = await this.write({ ...fields, id, outline: planned.outline }, token);
    if (written.kind === "refused") return refusedOutcome(written);
    const { markdown, notes, planner } = written;
    const said = { why: [t("Written by the {0}.", planner), ...notes].join(" "), markdown };
    const note = this.session.notes.get(fields.uri ?? "");
    if (note === undefined || !this.session.client.appliesEdits) return { ok: true, ...said };
    const span = await insertArticle(this.session, note, markdown);
    if (span === undefined) return { ok: false, ...said, why: t("The editor refused the edit.") };
    await this.book.accepted(id, 0, note, span);
    return { ok: true, ...said };
  }

  private async plan(
    { workDoneToken, ...fields }: Fields & Tokens,
    cancellation: CancellationToken,
  ): Promise<z.output<typeof outlineRequest.result>> {
    const { session, desk } = this;
    const title = t("Penprint plans an article");
    const result = await withProgress(
      session.connection,
      session.client,
      { title, workDoneToken, cancellation },
      async (signal) => {
        const assignment = await assignmentOf(session, fields);
        const task = await desk.task(assignment, signal);
        return task.kind === "ok" ? desk.plan(assignment, task.value, signal) : task;
      },
    );
    if (result.kind === "failed") return refusal(result);
    const { outline, planner, notes } = result.value;
    const { why, userAction } = untrusted();
    const here = session.isTrusted ? [] : [`${why} ${userAction}`];
    return { kind: "outline", outline, planner, notes: [...notes, ...here] };
  }

  private async write(
    { workDoneToken, id, outline, ...fields }: Fields & Tokens & Planned,
    cancellation: CancellationToken,
  ): Promise<z.output<typeof articleRequest.result>> {
    const { session, desk } = this;
    const { connection } = session;
    const title = t("Penprint writes an article");
    const result = await withProgress(
      connection,
      session.client,
      { title, workDoneToken, cancellation },
      async (signal, progress) => {
        const assignment = await assignmentOf(session, fields);
        const task = await desk.task(assignment, signal);
        if (task.kind === "failed") return task;
        return desk.write(id, assignment, task.value, outline, {
          signal,
          progress,
          withTitle: assignment.note?.frontMatter?.title === undefined,
          onSection: (section, text, done) =>
            void connection.sendNotification(articleSectionNotification.method, {
              id,
              section,
              text,
              done,
            }),
        });
      },
    );
    if (result.kind === "failed") return refusal(result);
    const { article, captured } = result.value;
    this.book.remember(captured);
    const { markdown, planner, notes } = article;
    return { kind: "article", id, markdown, planner, notes: [...notes] };
  }
}

/** One edit, so one undo step; answers where the article stands then. */
async function insertArticle(
  { connection, client }: Session,
  note: OpenNote,
  markdown: string,
): Promise<Span | undefined> {
  const at = note.note.frontMatter?.end ?? 0;
  const text = note.document.getText();
  const before = at === 0 ? "" : text.slice(0, at).endsWith("\n") ? "\n" : "\n\n";
  const body = markdown.trim();
  const newText = `${before}${body}\n${text.slice(at).trim() === "" ? "" : "\n"}`;
  const { applied } = await connection.workspace.applyEdit({
    label: t("Penprint: article"),
    edit: asWorkspaceEdit(note, [{ start: at, end: at, newText }], client.editsVersions),
  });
  const start = at + before.length;
  return applied ? { start, end: start + body.length } : undefined;
}

async function assignmentOf(session: Session, fields: Fields): Promise<Assignment> {
  const { title, brief, sources, uri = "" } = fields;
  const open = session.notes.get(uri);
  const given = { title, brief, sources, uri };
  if (open === undefined) {
    const root = session.folders[0];
    const place = root === undefined ? undefined : { root, path: `${root}/Untitled.md` };
    return { ...given, place, settings: session.settings.at(root) };
  }
  const context = await open.check.contextFor(open.note);
  return {
    ...given,
    note: open.note,
    place: open.check.place,
    settings: session.settingsOf(open),
    rules: context,
  };
}

function refusal({ why, userAction }: Omit<Refusal, "kind">): Refusal {
  return { kind: "refused", why, userAction };
}
