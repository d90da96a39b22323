import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from "vscode-languageserver/node";
import { LONGEST_NOTE } from "../core/note/analyseNote";
import type { FolderRules } from "../workflows/ports";
import { cancelled, contentModified } from "./cancellation";
import { refreshCodeLenses } from "./codeLenses";
import { sameDiagnostics, severities, toDiagnostic } from "./diagnostic";
import type { OpenNote } from "./openNotes";
import { rulePage } from "./ruleDocs";
import type { Session } from "./session";
import { uriOf } from "./uris";
import { t } from "../workflows/worded";

export const diagnosticOptions = {
  identifier: "penprint",
  interFileDependencies: true,
  workspaceDiagnostics: false,
} as const;

interface Report {
  readonly id: string;
  readonly version: number;
  readonly items: readonly Diagnostic[];
}

/** Findings as LSP diagnostics: answered when pulled, or pushed to a client that cannot pull. */
export class Diagnostics {
  private readonly reports = new WeakMap<OpenNote, Report>();
  private readonly waiting = new Set<OpenNote>();
  private readonly badFolderFiles = new WeakMap<OpenNote, ReadonlySet<string>>();
  private nextId = 1;

  constructor(
    private readonly session: Session,
    private readonly docsFolder: string,
  ) {
    const { connection, notes } = session;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
      const note = session.judged(textDocument.uri);
      if (note === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
      const report = await this.reportOf(note);
      if (token.isCancellationRequested) throw cancelled();
      return asAnswer(report, previousResultId);
    });
    notes.on("opened", (note) => this.pushSoon(note));
    notes.on("changed", (note) => this.pushSoon(note));
    notes.on("closed", (note) => this.clear(note));
  }

  /** After something around the notes changed: forgets what was resolved and has every open note shown anew. */
  refresh(): void {
    const { client, connection, notes } = this.session;
    for (const note of notes.all()) note.check.invalidate();
    if (client.refreshesDiagnostics) {
      connection.languages.diagnostics.refresh().catch((error: unknown) => {
        this.session.logger.warn(`The editor refused to refresh diagnostics: ${String(error)}`);
      });
    }
    refreshCodeLenses(this.session);
    for (const note of notes.all()) this.pushSoon(note);
  }

  /** For the newest version, also when the text changes while files are read. */
  private async reportOf(note: OpenNote): Promise<Report> {
    if (note.document.getText().length > LONGEST_NOTE) return this.keep(note, [tooLong()]);
    for (;;) {
      const checked = await note.checked();
      if (this.session.notes.get(note.uri) !== note) throw contentModified();
      if (checked === undefined) continue;
      const { findings, folderProblems } = checked;
      this.showFolderProblems(note, folderProblems);
      const { opensServedContent } = this.session.client;
      const items = findings.map((finding) =>
        toDiagnostic(finding, note.document, (rule) =>
          rulePage(rule, this.docsFolder, opensServedContent),
        ),
      );
      return this.keep(note, items);
    }
  }

  private keep(note: OpenNote, items: readonly Diagnostic[]): Report {
    const before = this.reports.get(note);
    const same = before !== undefined && sameDiagnostics(before.items, items);
    const id = same ? before.id : String(this.nextId++);
    const report = { id, version: note.version, items };
    this.reports.set(note, report);
    return report;
  }

  /** Several changes in one turn are answered by one push of the newest state. */
  private pushSoon(note: OpenNote): void {
    if (this.session.client.pullsDiagnostics || this.waiting.has(note)) return;
    this.waiting.add(note);
    setImmediate(() => {
      this.waiting.delete(note);
      this.push(note).catch((error: unknown) => {
        if (this.session.notes.get(note.uri) === note) {
          this.session.logger.error(`Checking failed: ${String(error)}`);
        }
      });
    });
  }

  private async push(note: OpenNote): Promise<void> {
    if (this.session.notes.get(note.uri) !== note) return;
    const judged = this.session.judged(note.uri) === note;
    const { version, items } = judged
      ? await this.reportOf(note)
      : { version: note.version, items: [] };
    await this.session.connection.sendDiagnostics({
      uri: note.uri,
      version,
      diagnostics: [...items],
    });
  }

  private clear(note: OpenNote): void {
    if (this.session.client.pullsDiagnostics) return;
    void this.session.connection.sendDiagnostics({ uri: note.uri, diagnostics: [] });
  }

  /** What is wrong with a `.penprint.json` is shown there, whichever way the client gets the others. */
  private showFolderProblems(note: OpenNote, problems: FolderRules["problems"]): void {
    const files = new Set(problems.map((problem) => problem.file));
    const gone = [...(this.badFolderFiles.get(note) ?? [])].filter((file) => !files.has(file));
    this.badFolderFiles.set(note, files);
    for (const file of [...gone, ...files]) {
      const diagnostics = problems
        .filter((problem) => problem.file === file)
        .map(({ why, severity, range }) => ({
          range,
          severity: severities[severity],
          source: "penprint",
          message: t("This file {0}", why),
        }));
      void this.session.connection.sendDiagnostics({ uri: uriOf(file), diagnostics });
    }
  }
}

function asAnswer(report: Report, previous: string | undefined): DocumentDiagnosticReport {
  return report.id === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: report.id }
    : { kind: DocumentDiagnosticReportKind.Full, resultId: report.id, items: [...report.items] };
}

function tooLong(): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: "penprint",
    message: t(
      "This note is not checked: it is longer than {0} million characters. Split it to have it checked.",
      LONGEST_NOTE / 1_000_000,
    ),
  };
}
