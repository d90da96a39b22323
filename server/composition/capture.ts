import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { Decisions } from "../lsp/decisions";
import type { Session } from "../lsp/session";
import type { StatusReport } from "../lsp/statusReport";
import { AcceptedHashes } from "../storage/acceptedHashes";
import { CaptureConsent } from "../storage/captureConsent";
import { exportTo } from "../storage/captureExport";
import { CaptureLog, captureLogFile } from "../storage/captureLog";
import { CaptureEdits } from "../workflows/captureEdits";

export interface Capture {
  readonly decisions: Decisions;
  /** Heals the log and drops what its limits no longer allow; tells the status. */
  open(): Promise<void>;
  report(): void;
}

/** Decisions of the user, kept in the data folder once that is allowed. */
export function makeCapture(session: Session, status: StatusReport, dataFolder: string): Capture {
  const consent = new CaptureConsent(dataFolder);
  const clock = { now: () => new Date() };
  const settings = () => session.settings.at().capture;
  const current = () => consent.current(settings().enabled);
  const report = (): void => status.update({ capture: current() });
  let log: CaptureLog | undefined;
  /** Made when first needed: the limits are settings, which come after the start. */
  const theLog = (): CaptureLog => {
    log ??= new CaptureLog(captureLogFile(dataFolder), settings(), clock);
    return log;
  };
  const capture = new CaptureEdits({
    log: { append: (lines) => theLog().append(lines) },
    sentences: new AcceptedHashes(dataFolder),
    clock,
    logger: session.logger,
    newId: randomUUID,
    consent: current,
    ask: () => decisions.ask(),
  });
  const decisions = new Decisions(
    session,
    capture,
    {
      file: captureLogFile(dataFolder),
      list: async () => {
        const { decisions: all, problems } = await theLog().read();
        const lines = problems.map(({ line, why }) => `${theLog().file}:${line}: ${why}`);
        return { decisions: all, problems: lines };
      },
      lines: (id) => theLog().lines(id),
      delete: (ids) => theLog().delete(ids),
      export: async (format, file, ids) => {
        const { decisions: all } = await theLog().read();
        const chosen = all.filter(({ line }) => ids === undefined || ids.has(line.id));
        return exportTo(file, chosen, format);
      },
    },
    async (keep) => {
      await consent.answer(keep);
      report();
    },
  );
  const open = async (): Promise<void> => {
    report();
    if (current() !== "on") return;
    await mkdir(dataFolder, { recursive: true });
    const opened = await theLog().open();
    if (opened.kind === "failed") session.logger.warn(`${opened.why}. ${opened.userAction}`);
  };
  return { decisions, open, report };
}
