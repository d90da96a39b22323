import {
  learnRequest,
  listProfilesRequest,
  profileRequest,
  stopPatternRequest,
  transferProfileRequest,
  useProfileRequest,
  type Status,
} from "../protocol/requests";
import type { CancellationToken } from "vscode-languageserver/node";
import type { z } from "zod";
import { tooSmall, wordsOf } from "../core/style/profile";
import type { AuthorProfiles, Outcome } from "../workflows/authorProfiles";
import type { Progress } from "../workflows/ports";
import type { Diagnostics } from "./diagnostics";
import type { OpenNote } from "./openNotes";
import { withProgress } from "./progress";
import { answer } from "./requests";
import type { Session } from "./session";
import type { StatusReport } from "./statusReport";
import { warn } from "./tell";
import { pathOf } from "./uris";
import { t } from "../workflows/worded";

/** Milliseconds after a save: several notes are often saved at once. */
const learnAfter = 1000;

type LearnParams = z.output<typeof learnRequest.params>;

const asAnswer = (outcome: Outcome): { ok: boolean; why: string } =>
  outcome.kind === "done" ? { ok: true, why: "" } : { ok: false, why: outcome.why };

/** Learning, and everything a user does with profiles. */
export class Profiles {
  private readonly saved = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  /** Learning goes one after the other: each starts from what the one before left. */
  private queue: Promise<unknown> = Promise.resolve();
  private readonly stopping = new AbortController();
  /** Shown already, to a client that has no status bar for it. */
  private readonly told = new Set<string>();

  constructor(
    private readonly session: Session,
    private readonly authors: AuthorProfiles,
    private readonly diagnostics: Diagnostics,
    private readonly status: StatusReport,
    /** Called after a profile or a choice was written. */
    private readonly written: () => void,
  ) {
    this.serve();
    session.notes.on("saved", (note) => this.learnSoon(note));
  }

  /** For the status bar: the profile of the first workspace folder, or the one for all. */
  async report(): Promise<void> {
    this.status.update({ profile: await this.state() });
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stopping.abort();
  }

  async learn(
    { folders, author, workDoneToken }: LearnParams,
    cancellation: CancellationToken,
  ): Promise<z.input<typeof learnRequest.result>> {
    const { session, authors } = this;
    const paths = folders.map((folder) => this.path(folder));
    const title = t("Penprint learns how {0} writes", author);
    const result = await withProgress(
      session.connection,
      session.client,
      { title, workDoneToken, cancellation },
      (signal, progress) =>
        this.inTurn(async () => {
          const learning = { state: "learning", author, words: 0, message: title } as const;
          this.status.update({ profile: learning });
          const both: Progress = (done, total, message) => {
            progress(done, total, message);
            const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
            this.status.update({ profile: { ...learning, percent } });
          };
          try {
            return await authors.learn({ author, folders: paths, signal, progress: both });
          } finally {
            await this.report();
          }
        }),
    );
    if (result.kind === "refused") return result;
    this.written();
    this.diagnostics.refresh();
    const { profile, skipped, habits, warning } = result;
    return {
      kind: "learned",
      author,
      words: wordsOf(profile),
      notes: profile.rates.notes.length,
      skipped: [...skipped],
      habits: [...habits],
      warning,
    };
  }

  async list() {
    return [...(await this.authors.list())];
  }

  describe({ uri }: { readonly uri?: string | undefined }) {
    return this.authors.describe(this.path(uri));
  }

  async use({ author, folder }: z.output<typeof useProfileRequest.params>) {
    return this.changed(await this.authors.use(author, this.path(folder)));
  }

  /** *This is how I write*, or its undoing. */
  async setStopped(pattern: string, stopped: boolean, uri: string | undefined) {
    return this.changed(await this.authors.stop(pattern, stopped, this.path(uri)));
  }

  private serve(): void {
    const { authors } = this;
    const { connection } = this.session;
    answer(connection, learnRequest, (params, token) => this.learn(params, token));
    answer(connection, profileRequest, (params) => this.describe(params));
    answer(connection, listProfilesRequest, () => this.list());
    answer(connection, useProfileRequest, (params) => this.use(params));
    answer(connection, transferProfileRequest, async ({ action, author, file }) =>
      this.changed(await authors.transfer(action, author, this.path(file))),
    );
    answer(connection, stopPatternRequest, ({ pattern, stopped, uri }) =>
      this.setStopped(pattern, stopped, uri),
    );
  }

  private async changed(outcome: Outcome): Promise<{ ok: boolean; why: string }> {
    if (outcome.kind === "done") {
      this.written();
      this.diagnostics.refresh();
      await this.report();
    }
    return asAnswer(outcome);
  }

  private learnSoon(note: OpenNote): void {
    const path = note.check.place?.path;
    if (path === undefined) return;
    this.saved.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const paths = [...this.saved];
      this.saved.clear();
      this.inTurn(() => this.relearn(paths)).catch((error: unknown) =>
        this.session.logger.warn(`Learning after a save failed: ${String(error)}`),
      );
    }, learnAfter);
    this.timer.unref();
  }

  private async relearn(paths: readonly string[]): Promise<void> {
    let learned = false;
    for (const path of paths) {
      learned = (await this.authors.relearnAfterSave(path, this.stopping.signal)) || learned;
    }
    if (!learned) return;
    this.written();
    this.diagnostics.refresh();
    await this.report();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async state(): Promise<Status["profile"]> {
    const path = this.session.folders[0];
    const problem = await this.authors.problemWith(path);
    if (problem !== undefined) this.tellOnce(problem);
    const found = await this.authors.profileFor(path);
    if (found === undefined) {
      return {
        state: "none",
        author: "",
        words: 0,
        message: problem ?? t("Nothing is learned yet: learn the style of a folder of notes."),
      };
    }
    const { author } = found.profile;
    const words = wordsOf(found.profile);
    const why = tooSmall(author, words);
    return why === undefined
      ? { state: "ready", author, words, message: t("{0}, learned from {1} words.", author, words) }
      : { state: "tooSmall", author, words, message: why };
  }

  /** A client without Penprint's status bar would see nothing of it. */
  private tellOnce(problem: string): void {
    const { client, connection } = this.session;
    if (client.knowsPenprint || this.told.has(problem)) return;
    this.told.add(problem);
    warn(connection, problem);
  }

  /** Folders and files come as URIs or as paths. */
  private path(place: string): string;
  private path(place: string | undefined): string | undefined;
  private path(place: string | undefined): string | undefined {
    const isUri = place !== undefined && /^[a-z][a-z0-9+.-]+:/i.test(place);
    return isUri ? (pathOf(place, this.session.folders[0]) ?? place) : place;
  }
}
