import type { ArticleTask, Outline } from "../core/planner/types";
import type { Note } from "../core/note/types";
import type { RuleContext } from "../core/rules/types";
import { articleRequest, articleSectionNotification, outlineRequest } from "../protocol/requests";
import type { Settings } from "../protocol/settings";
import type { NotePlace } from "../workflows/checkNote";
import type { Article, PlannedArticle, WriteOptions } from "../workflows/articleParts";
import type { ServiceResult } from "../workflows/ports";
import type { CapturedSuggestion } from "../core/learning/decision";
import { withProgress } from "./progress";
import { answer } from "./requests";
import type { Session } from "./session";
import type { Refusal } from "./rewriting";

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
  task(assignment: Assignment): Promise<ServiceResult<ArticleTask>>;
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

interface Fields {
  readonly uri?: string | undefined;
  readonly title: string;
  readonly brief: string;
  readonly sources: readonly string[];
}

/** Plans an article, and writes it section by section as the user left the plan. */
export function serveArticles(
  session: Session,
  desk: ArticleDesk,
  remember: (suggestion: CapturedSuggestion) => void,
): void {
  const { connection } = session;
  answer(connection, outlineRequest, async ({ workDoneToken, ...fields }, cancellation) => {
    const title = "Penprint plans an article";
    const result = await withProgress(
      connection,
      session.client,
      { title, workDoneToken, cancellation },
      async (signal) => {
        const assignment = await assignmentOf(session, fields);
        const task = await desk.task(assignment);
        return task.kind === "ok" ? desk.plan(assignment, task.value, signal) : task;
      },
    );
    if (result.kind === "failed") return refusal(result);
    const { outline, planner, notes } = result.value;
    return { kind: "outline" as const, outline, planner, notes: [...notes] };
  });
  answer(connection, articleRequest, async (params, cancellation) => {
    const { workDoneToken, id, outline, ...fields } = params;
    const title = "Penprint writes an article";
    const result = await withProgress(
      connection,
      session.client,
      { title, workDoneToken, cancellation },
      async (signal, progress) => {
        const assignment = await assignmentOf(session, fields);
        const task = await desk.task(assignment);
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
    remember(captured);
    const { markdown, planner, notes } = article;
    return { kind: "article" as const, id, markdown, planner, notes: [...notes] };
  });
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
