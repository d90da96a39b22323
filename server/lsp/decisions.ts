import type { CapturedSuggestion, Decision } from "../core/learning/decision";
import type { Span } from "../core/text/span";
import {
  askCaptureNotification,
  captureConsentRequest,
  decideRequest,
  decisionLinesRequest,
  deleteDecisionsRequest,
  exportDecisionsRequest,
  listDecisionsRequest,
} from "../protocol/requests";
import type { CaptureEdits, Recorded } from "../workflows/captureEdits";
import type { ServiceResult } from "../workflows/ports";
import type { OpenNote } from "./openNotes";
import { toSpan } from "./ranges";
import { answer } from "./requests";
import type { SuggestionBook } from "./rewriting";
import type { Session } from "./session";
import { warn } from "./tell";
import { t } from "../workflows/worded";

/** The log of decisions as the user looks at it. */
export interface DecisionStore {
  readonly file: string;
  list(): Promise<{
    readonly decisions: readonly Decision[];
    readonly problems: readonly string[];
  }>;
  /** The lines of one decision, as they stand in the file. */
  lines(id: string): Promise<readonly string[]>;
  delete(ids: ReadonlySet<string>): Promise<ServiceResult<{ readonly deleted: number }>>;
  export(
    format: "trl" | "openai" | "sharegpt",
    file: string,
    /** Absent = all. */
    ids?: ReadonlySet<string>,
  ): Promise<ServiceResult<{ readonly rows: number }>>;
}

/** Suggestions that may still be decided on; older ones are forgotten. */
const mostSuggestions = 100;
const tickEvery = 60_000;

/** Records what the user does with suggestions and follows accepted texts through the open documents. */
export class Decisions implements SuggestionBook {
  private readonly suggestions = new Map<string, CapturedSuggestion>();

  constructor(
    private readonly session: Session,
    private readonly capture: CaptureEdits,
    private readonly store: DecisionStore,
    /** Keeps the answer to the one question. */
    private readonly setConsent: (keep: boolean) => Promise<void>,
  ) {
    this.follow();
    this.serve();
  }

  remember(suggestion: CapturedSuggestion): void {
    this.suggestions.set(suggestion.suggestion, suggestion);
    const oldest = this.suggestions.keys().next();
    if (this.suggestions.size > mostSuggestions && oldest.done !== true) {
      this.suggestions.delete(oldest.value);
    }
  }

  accepted(id: string, candidate: number, note: OpenNote, span: Span): Promise<Recorded> {
    const suggestion = this.suggestions.get(id);
    if (suggestion === undefined) return Promise.resolve(unknownSuggestion());
    const place = { uri: note.uri, text: note.document.getText(), ...span };
    return this.capture.accepted(suggestion, candidate, place);
  }

  async list() {
    const { decisions, problems } = await this.store.list();
    return { file: this.store.file, decisions: decisions.map(shown), problems: [...problems] };
  }

  async delete(ids: readonly string[]): Promise<{ readonly deleted: number }> {
    const result = await this.store.delete(new Set(ids));
    if (result.kind === "ok") return result.value;
    warn(this.session.connection, `${result.why}. ${result.userAction}`);
    return { deleted: 0 };
  }

  /** Asks the user once whether decisions may be kept. */
  ask(): void {
    const { client, connection } = this.session;
    if (client.knowsPenprint) {
      void connection.sendNotification(askCaptureNotification.method, {});
    }
  }

  private follow(): void {
    const { notes, logger } = this.session;
    const kept = (work: Promise<unknown>): void => {
      work.catch((error: unknown) => logger.error(`A decision was not kept: ${String(error)}`));
    };
    notes.on("changed", (note, edit) =>
      kept(this.capture.documentChanged(note.uri, [edit], note.document.getText())),
    );
    notes.on("saved", (note) => kept(this.capture.saved(note.uri)));
    notes.on("closed", (note) => kept(this.capture.closed(note.uri)));
    setInterval(() => kept(this.capture.tick()), tickEvery).unref();
  }

  private serve(): void {
    const { connection, notes } = this.session;
    answer(
      connection,
      decideRequest,
      async ({ suggestion: id, decision, candidate, uri, range }) => {
        const suggestion = this.suggestions.get(id);
        if (suggestion?.candidates[candidate] === undefined) return unknownSuggestion();
        switch (decision) {
          case "accepted": {
            const note = notes.get(uri);
            if (note === undefined || range === undefined) {
              return {
                recorded: false,
                why: t("{0} is not open, or the place was not given.", uri),
              };
            }
            return this.accepted(id, candidate, note, toSpan(note.document, range));
          }
          case "rejected":
            return this.capture.rejected(suggestion, candidate);
          case "replaced":
            return this.capture.replaced(suggestion, candidate);
          case "undone":
            return { recorded: true, why: "" };
        }
      },
    );
    answer(connection, listDecisionsRequest, () => this.list());
    answer(connection, decisionLinesRequest, async ({ id }) => ({
      lines: [...(await this.store.lines(id))],
    }));
    answer(connection, deleteDecisionsRequest, ({ ids }) => this.delete(ids));
    answer(connection, exportDecisionsRequest, async ({ format, file, ids }) => {
      const only = ids === undefined ? undefined : new Set(ids);
      const result = await this.store.export(format, file, only);
      return result.kind === "ok"
        ? { ok: true, why: "", rows: result.value.rows }
        : { ok: false, why: `${result.why}. ${result.userAction}`, rows: 0 };
    });
    answer(connection, captureConsentRequest, async ({ keep }) => {
      await this.setConsent(keep);
      await this.capture.answered();
      return { ok: true };
    });
  }
}

const unknownSuggestion = (): Recorded => ({
  recorded: false,
  why: t("This suggestion is no longer known; ask for it again."),
});

function shown({ line, outcome, final }: Decision) {
  return {
    id: line.id,
    time: line.time,
    decision: outcome,
    note: line.note,
    original: line.original,
    offered: line.text,
    final,
    model: line.model,
  };
}
