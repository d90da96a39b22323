import {
  captureVersion,
  type CapturedSuggestion,
  type CaptureLine,
  type DecisionLine,
} from "../core/learning/decision";
import {
  fateOf,
  followEdit,
  narrowed,
  touches,
  trackRange,
  type TrackedRange,
} from "../core/learning/trackedRange";
import type { Span, TextEdit } from "../core/text/span";
import { newSentences } from "./acceptedText";
import type { AcceptedSentences, Clock, DecisionLog, Logger } from "./ports";
import { t } from "./worded";

/** The user's answer to the one question; `ask` = not answered yet, nothing is kept. */
export type Consent = "ask" | "on" | "off";

export interface CaptureParts {
  readonly log: DecisionLog;
  /** Told of every acceptance, whatever the user answered: its words must not be learned as the author's. */
  readonly sentences: AcceptedSentences;
  readonly clock: Clock;
  readonly logger: Logger;
  /** A new unguessable id. */
  newId(): string;
  consent(): Consent;
  /** Called once, when the first decision could have been kept. */
  ask(): void;
}

export interface Recorded {
  /** True once the decision is safe on the disk. */
  readonly recorded: boolean;
  /** Empty when recorded; otherwise a reason to show. */
  readonly why: string;
}

/** Where an accepted text stands right after it was put into the document. */
export interface AcceptedPlace extends Span {
  readonly uri: string;
  /** The whole document's text, the accepted text in it. */
  readonly text: string;
}

interface Tracked {
  readonly id: string;
  readonly original: string;
  readonly accepted: string;
  range: TrackedRange;
  /** Milliseconds; absent until an edit touches the range. */
  lastEdit: number | undefined;
  /** What the log says last. */
  logged:
    { readonly kind: "accepted" | "undone" } | { readonly kind: "revised"; readonly text: string };
}

interface OpenDocument {
  text: string;
  readonly tracked: Tracked[];
}

/** An edited range counts as settled after this many milliseconds without an edit. */
export const settledAfter = 10 * 60 * 1000;
/** Accepted texts followed in one document at a time; older ones have long been settled by a save. */
const mostTracked = 200;
/** Lines held in memory while the question is open. */
const mostPending = 100;

/**
 * Turns what the user does with suggestions into lines of the log, and follows accepted texts through later edits:
 * a `revised` line at the next save, at close, or when edits have rested; an `undone` line when the original is back.
 */
export class CaptureEdits {
  private readonly documents = new Map<string, OpenDocument>();
  private readonly pending: CaptureLine[] = [];
  private asked = false;

  constructor(private readonly parts: CaptureParts) {}

  async accepted(
    suggestion: CapturedSuggestion,
    chosen: number,
    place: AcceptedPlace,
  ): Promise<Recorded> {
    const line = this.decision("accepted", suggestion, chosen);
    // Followed from now on: edits may come in while the line is being written.
    if (this.parts.consent() !== "off") this.track(line, place);
    const { sentences, logger } = this.parts;
    const added = await sentences.add(newSentences(line.original, line.text));
    if (added.kind === "failed") logger.warn(`Accepted sentences were not noted: ${added.why}`);
    return this.keep([line]);
  }

  rejected(suggestion: CapturedSuggestion, chosen: number): Promise<Recorded> {
    return this.keep([this.decision("rejected", suggestion, chosen)]);
  }

  /** Another candidate was asked for instead of `chosen`. */
  replaced(suggestion: CapturedSuggestion, chosen: number): Promise<Recorded> {
    return this.keep([this.decision("replaced", suggestion, chosen)]);
  }

  /** `edits` one after the other, each relative to the text that the one before left; `text` is the result. */
  async documentChanged(uri: string, edits: readonly TextEdit[], text: string): Promise<void> {
    const document = this.documents.get(uri);
    if (document === undefined) return;
    const now = this.parts.clock.now().getTime();
    let before = document.text;
    for (const wide of edits) {
      const edit = narrowed(before, wide);
      for (const tracked of document.tracked) {
        if (touches(tracked.range, edit)) tracked.lastEdit = now;
        tracked.range = followEdit(tracked.range, edit);
      }
      before = before.slice(0, edit.start) + edit.newText + before.slice(edit.end);
    }
    document.text = text;
    await this.noteTurns(document);
  }

  saved(uri: string): Promise<void> {
    return this.settle(this.documents.get(uri), "saved", () => true);
  }

  async closed(uri: string): Promise<void> {
    const document = this.documents.get(uri);
    this.documents.delete(uri);
    await this.settle(document, "closed", () => true);
  }

  /** To be called now and then, at least once a minute while documents are open. */
  async tick(): Promise<void> {
    const rested = this.parts.clock.now().getTime() - settledAfter;
    for (const document of this.documents.values()) {
      await this.settle(
        document,
        "settled",
        ({ lastEdit }) => lastEdit !== undefined && lastEdit <= rested,
      );
    }
  }

  /** The question was answered: what was held in memory is kept, or dropped. */
  async answered(): Promise<void> {
    const lines = this.pending.splice(0);
    if (this.parts.consent() === "on" && lines.length > 0) await this.keep(lines);
    if (this.parts.consent() === "off") this.documents.clear();
  }

  private decision(
    kind: DecisionLine["kind"],
    suggestion: CapturedSuggestion,
    chosen: number,
  ): DecisionLine {
    const candidate = suggestion.candidates[chosen];
    if (candidate === undefined) {
      throw new RangeError(`Suggestion ${suggestion.suggestion} has no candidate ${chosen}.`);
    }
    const id = this.parts.newId();
    return { ...this.stamp(id), kind, ...suggestion, chosen, text: candidate.text };
  }

  private stamp(id: string): Pick<CaptureLine, "version" | "id" | "time"> {
    return { version: captureVersion, id, time: this.parts.clock.now().toISOString() };
  }

  private async keep(lines: readonly CaptureLine[]): Promise<Recorded> {
    const consent = this.parts.consent();
    if (consent === "off") return { recorded: false, why: t("Decisions are not kept.") };
    if (consent === "ask") {
      this.pending.push(...lines);
      this.pending.splice(0, Math.max(0, this.pending.length - mostPending));
      if (!this.asked) this.parts.ask();
      this.asked = true;
      return { recorded: false, why: t("Decisions are kept only once you allow it.") };
    }
    const result = await this.parts.log.append(lines);
    if (result.kind === "ok") return { recorded: true, why: "" };
    this.parts.logger.warn(`A decision was not kept: ${result.why}`);
    return { recorded: false, why: `${result.why}. ${result.userAction}` };
  }

  private track(line: DecisionLine, { uri, text, start, end }: AcceptedPlace): void {
    const document = this.documents.get(uri) ?? { text, tracked: [] };
    document.text = text;
    document.tracked.push({
      id: line.id,
      original: line.original,
      accepted: line.text,
      range: trackRange({ start, end }),
      lastEdit: undefined,
      logged: { kind: "accepted" },
    });
    document.tracked.splice(0, Math.max(0, document.tracked.length - mostTracked));
    this.documents.set(uri, document);
  }

  private async noteTurns(document: OpenDocument): Promise<void> {
    for (const tracked of document.tracked) {
      const fate = fateOf(tracked.range, document.text, tracked).kind;
      if (fate === "undone" && tracked.logged.kind !== "undone") {
        tracked.logged = { kind: "undone" };
        await this.keep([{ ...this.stamp(tracked.id), kind: "undone" }]);
      } else if (fate === "kept" && tracked.logged.kind === "undone") {
        // Redone: the next save says so.
        tracked.logged = { kind: "accepted" };
      }
    }
  }

  private async settle(
    document: OpenDocument | undefined,
    when: "saved" | "closed" | "settled",
    isDue: (tracked: Tracked) => boolean,
  ): Promise<void> {
    for (const tracked of document?.tracked ?? []) {
      if (!isDue(tracked)) continue;
      tracked.lastEdit = undefined;
      if (tracked.logged.kind === "undone") continue;
      const fate = fateOf(tracked.range, document!.text, tracked);
      if (fate.kind === "undone") continue;
      if (tracked.logged.kind === "revised" && tracked.logged.text === fate.text) continue;
      tracked.logged = { kind: "revised", text: fate.text };
      await this.keep([{ ...this.stamp(tracked.id), kind: "revised", when, text: fate.text }]);
    }
  }
}
