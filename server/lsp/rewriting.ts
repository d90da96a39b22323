import type { CancellationToken } from "vscode-languageserver/node";
import type { z } from "zod";
import type { CapturedSuggestion } from "../core/learning/decision";
import type { Note } from "../core/note/types";
import type { RuleContext } from "../core/rules/types";
import type { Span } from "../core/text/span";
import type { RewriteArgument } from "../protocol/commands";
import { rewriteRequest, type CandidateReport } from "../protocol/requests";
import type { Settings } from "../protocol/settings";
import type { NotePlace } from "../workflows/checkNote";
import type { Progress } from "../workflows/ports";
import { asWorkspaceEdit } from "./codeActions";
import type { CommandOutcome } from "./commands";
import type { OpenNote } from "./openNotes";
import { withProgress } from "./progress";
import { toRange, toSpan } from "./ranges";
import { answer } from "./requests";
import type { Session } from "./session";
import { t } from "../workflows/worded";

export interface RewriteTask {
  readonly note: Note;
  readonly span: Span;
  readonly mode: RewriteArgument["mode"];
  readonly context: RuleContext;
  readonly uri: string;
  readonly place: NotePlace | undefined;
  readonly settings: Settings;
}

export interface RewriteSuggestion {
  readonly kind: "suggestion";
  readonly id: string;
  /** What would be replaced, absolute. */
  readonly span: Span;
  readonly candidates: readonly CandidateReport[];
  readonly model: string;
  readonly notes: readonly string[];
  readonly captured: CapturedSuggestion;
}

export interface Refusal {
  readonly kind: "refused";
  readonly why: string;
  readonly userAction: string;
}

export type Rewrite = (
  task: RewriteTask,
  signal: AbortSignal,
  progress: Progress,
) => Promise<RewriteSuggestion | Refusal>;

/** Where suggestions wait for the user's decision. */
export interface SuggestionBook {
  remember(suggestion: CapturedSuggestion): void;
  accepted(id: string, candidate: number, note: OpenNote, span: Span): Promise<unknown>;
}

type Answer = z.input<typeof rewriteRequest.result>;

/** Rewrites as a request of clients with a preview, and as a command that applies the edit for all others. */
export class Rewriting {
  constructor(
    private readonly session: Session,
    private readonly rewrite: Rewrite,
    private readonly book: SuggestionBook,
  ) {
    answer(session.connection, rewriteRequest, async (params, token) => {
      const note = this.openAt(params);
      if (note === undefined) return moved();
      const result = await this.run(note, params, params.workDoneToken, token);
      return result.kind === "refused" ? result : asAnswer(note, result);
    });
  }

  /** Without a preview: replaces the text, unless it changed meanwhile. One edit, so one undo step. */
  async apply(argument: RewriteArgument, token: CancellationToken): Promise<CommandOutcome> {
    const note = this.openAt(argument);
    if (note === undefined) return refusedOutcome(moved());
    const result = await this.run(note, argument, undefined, token);
    if (result.kind === "refused") return refusedOutcome(result);
    const best = result.candidates[0]!;
    const { editsVersions } = this.session.client;
    const edits = [{ ...result.span, newText: best.text }];
    const { applied, failureReason } = await this.session.connection.workspace.applyEdit({
      label: t("Penprint: rewrite"),
      edit: asWorkspaceEdit(note, edits, editsVersions),
    });
    if (!applied) return { ok: false, why: failureReason ?? t("The editor refused the edit.") };
    const { start } = result.span;
    await this.book.accepted(result.id, 0, note, { start, end: start + best.text.length });
    return { ok: true, why: result.notes.join(" ") };
  }

  private async run(
    note: OpenNote,
    { range, mode }: Pick<RewriteArgument, "range" | "mode">,
    workDoneToken: string | number | undefined,
    cancellation: CancellationToken,
  ): Promise<RewriteSuggestion | Refusal> {
    const { session } = this;
    const { client, connection } = session;
    const title = t("Penprint is rewriting");
    const analysed = note.note;
    const span = toSpan(note.document, range);
    const context = await note.check.contextFor(analysed);
    const result = await withProgress(
      connection,
      client,
      { title, workDoneToken, cancellation },
      (signal, progress) =>
        this.rewrite(
          {
            note: analysed,
            span,
            mode,
            context,
            uri: note.uri,
            place: note.check.place,
            settings: session.settingsOf(note),
          },
          signal,
          progress,
        ),
    );
    if (result.kind === "refused") return result;
    const { start, end } = result.span;
    const stands =
      session.notes.get(note.uri) === note &&
      note.document.getText().slice(start, end) === analysed.text.slice(start, end);
    if (!stands) return moved();
    this.book.remember(result.captured);
    return result;
  }

  private openAt({ uri, version }: Pick<RewriteArgument, "uri" | "version">): OpenNote | undefined {
    const note = this.session.judged(uri);
    return note?.version === version ? note : undefined;
  }
}

const moved = (): Refusal => ({
  kind: "refused",
  why: t("The text changed meanwhile, or its note was closed or renamed; nothing was replaced."),
  userAction: t("Select the passage and ask again."),
});

export function refusedOutcome({ why, userAction }: Refusal): CommandOutcome {
  return { ok: false, why: `${why} ${userAction}` };
}

function asAnswer(
  note: OpenNote,
  { id, span, candidates, model, notes }: RewriteSuggestion,
): Answer {
  return {
    kind: "suggestion",
    id,
    range: toRange(note.document, span),
    original: note.document.getText().slice(span.start, span.end),
    candidates: [...candidates],
    model,
    notes: [...notes],
  };
}
