import type { CancellationToken } from "vscode-languageserver/node";
import type { z } from "zod";
import type { Note } from "../core/note/types";
import { checkClaimsRequest } from "../protocol/requests";
import type { Settings } from "../protocol/settings";
import type { NotePlace } from "../workflows/checkNote";
import type { Judged } from "../workflows/judgeClaims";
import type { Progress, ServiceResult } from "../workflows/ports";
import type { CommandOutcome } from "./commands";
import type { Diagnostics } from "./diagnostics";
import type { OpenNote } from "./openNotes";
import { withProgress } from "./progress";
import { answer } from "./requests";
import type { Session } from "./session";
import { t } from "../workflows/worded";

export interface ClaimDesk {
  /** Asks the server that the settings name; throws the signal's reason. */
  judge(
    note: Note,
    place: NotePlace | undefined,
    settings: Settings,
    signal: AbortSignal,
    progress: Progress,
  ): Promise<ServiceResult<Judged & { readonly by: string }>>;
}

interface Asked {
  readonly workDoneToken: string | number | undefined;
  readonly cancellation: CancellationToken | undefined;
}

/** Claims that a language model holds against the sources: when it is asked for, and on save where the user wants that. */
export class ClaimChecks {
  private readonly busy = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly desk: ClaimDesk,
    private readonly diagnostics: Diagnostics,
  ) {
    answer(session.connection, checkClaimsRequest, (params, token) => this.check(params, token));
    session.notes.on("saved", (note) => {
      const { planner } = session.settingsOf(note);
      if (planner.kind === "openai" && planner.checkOnSave) void this.onSave(note);
    });
  }

  async check(
    { uri, workDoneToken }: z.output<typeof checkClaimsRequest.params>,
    cancellation: CancellationToken,
  ): Promise<CommandOutcome> {
    const note = this.session.judged(uri);
    if (note === undefined)
      return { ok: false, why: t("Open a note that names its sources first.") };
    const judged = await this.judge(note, { workDoneToken, cancellation });
    if (judged === undefined) return { ok: false, why: t("This note is being checked already.") };
    if (judged.kind === "failed") return { ok: false, why: `${judged.why} ${judged.userAction}` };
    return { ok: true, why: inWords(judged.value) };
  }

  private async onSave(note: OpenNote): Promise<void> {
    try {
      const judged = await this.judge(note, { workDoneToken: undefined, cancellation: undefined });
      // Nobody asked just now: a server that is away is no news at every save.
      if (judged?.kind === "failed") this.session.logger.warn(`Checked on save: ${judged.why}`);
    } catch (error) {
      this.session.logger.warn(`Checked on save: ${String(error)}`);
    }
  }

  private async judge(note: OpenNote, asked: Asked) {
    if (this.busy.has(note.uri)) return undefined;
    this.busy.add(note.uri);
    const { connection, client } = this.session;
    const settings = this.session.settingsOf(note);
    const { kind, model, baseUrl } = settings.planner;
    const name = model || t("the model");
    const title =
      kind === "editor"
        ? t("Penprint asks {0} of this editor about claims", name)
        : t("Penprint asks {0} at {1} about claims", name, baseUrl);
    try {
      return await withProgress(connection, client, { title, ...asked }, (signal, progress) =>
        this.desk.judge(note.note, note.check.place, settings, signal, progress),
      );
    } finally {
      this.busy.delete(note.uri);
      // What was answered before a failure or a cancellation counts.
      this.diagnostics.refresh();
    }
  }
}

function inWords({ asked, unbelieved, left, by }: Judged & { readonly by: string }): string {
  if (asked === 0) return t("There is no claim that the model has not been asked about.");
  const said = [
    asked === 1
      ? t("{0} was asked about 1 claim.", by)
      : t("{0} was asked about {1} claims.", by, asked),
  ];
  if (unbelieved > 0) {
    said.push(
      t(
        "{0} of its answers quoted nothing that stands in the sources and count for nothing.",
        unbelieved,
      ),
    );
  }
  if (left > 0) said.push(t("{0} claims are left: ask again.", left));
  return said.join(" ");
}
