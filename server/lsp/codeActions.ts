import {
  CodeActionKind,
  CodeActionTag,
  type CodeAction,
  type CodeActionParams,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { Finding, RuleContext } from "../core/rules/types";
import { overlaps, type Span, type TextEdit } from "../core/text/span";
import { clientCommands, serverCommands, type RewriteArgument } from "../protocol/commands";
import { t, worded } from "../workflows/worded";
import { contentModified, withSignal } from "./cancellation";
import { toDiagnostic } from "./diagnostic";
import { ignoreComment } from "./ignoreComments";
import type { OpenNote } from "./openNotes";
import { rulePage } from "./ruleDocs";
import type { Session } from "./session";
import { toRange } from "./ranges";

const fixAllKind = `${CodeActionKind.SourceFixAll}.penprint`;

export const codeActionOptions = {
  codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind],
};

/** Fixes, ways to ignore a finding, and rewrites, for a place in a note. */
export function offerCodeActions(session: Session, docsFolder: string): void {
  session.connection.onCodeAction((params, token) =>
    withSignal([token], async () => {
      const note = session.judged(params.textDocument.uri);
      if (note === undefined) return [];
      const checked = await note.checked();
      if (checked === undefined) throw contentModified();
      const { findings, context } = checked;
      return new Offer(session, note, docsFolder, params).actions(findings, context);
    }),
  );
}

/** The actions for one request. */
class Offer {
  private readonly at: Span;

  constructor(
    private readonly session: Session,
    private readonly note: OpenNote,
    private readonly docsFolder: string,
    private readonly params: CodeActionParams,
  ) {
    const { start, end } = params.range;
    this.at = { start: note.document.offsetAt(start), end: note.document.offsetAt(end) };
  }

  actions(findings: readonly Finding[], context: RuleContext): CodeAction[] {
    const here = findings.filter((finding) => touches(finding, this.at));
    return [
      ...(this.wants(CodeActionKind.QuickFix)
        ? here.flatMap((finding) => this.fixes(finding))
        : []),
      ...(this.wants(CodeActionKind.QuickFix)
        ? here.flatMap((finding) => this.ignores(finding))
        : []),
      ...(this.wants(CodeActionKind.RefactorRewrite) ? this.rewrites(context) : []),
      ...(this.asks(fixAllKind) ? this.fixAll(findings) : []),
    ];
  }

  private fixes(finding: Finding): CodeAction[] {
    return finding.fixes.map((fix, index) => ({
      ...this.about(finding, worded(fix.phrase)),
      isPreferred: index === 0,
      edit: this.workspaceEdit(fix.edits),
    }));
  }

  private ignores(finding: Finding): CodeAction[] {
    const { rule, pattern } = finding;
    const { uri, note } = this.note;
    const comment = (title: string, scope: "line" | "block" | "file"): CodeAction => ({
      ...this.about(finding, title),
      edit: this.workspaceEdit([ignoreComment(note, finding.start, rule, scope)]),
    });
    const command = (title: string, name: string, argument: unknown): CodeAction => ({
      ...this.about(finding, title),
      command: { title, command: name, arguments: [argument] },
    });
    return [
      ...(pattern === undefined
        ? []
        : [command(t("This is how I write"), serverCommands.stopPattern, { pattern, uri })]),
      comment(t("Ignore {0} on this line", rule), "line"),
      comment(t("Ignore {0} in this block", rule), "block"),
      comment(t("Ignore {0} in this note", rule), "file"),
      command(t("Ignore {0} in this folder", rule), serverCommands.ignoreRuleInFolder, {
        rule,
        uri,
      }),
    ];
  }

  private rewrites(context: RuleContext): CodeAction[] {
    const { note } = this.note;
    const place = note.prose.find(
      ({ start, end }) => start <= this.at.start && this.at.start <= end,
    );
    if (place === undefined) return [];
    const span = this.at.start === this.at.end ? place : this.at;
    if (place.prose.kind === "heading") {
      const hasMaterial = note.frontMatter?.brief !== undefined || context.sources !== undefined;
      return hasMaterial ? [this.rewrite(t("Write this section"), "section", place)] : [];
    }
    return [
      ...(context.style === undefined
        ? []
        : [this.rewrite(t("Rewrite in my style"), "style", span)]),
      ...(context.sources === undefined
        ? []
        : [this.rewrite(t("Rewrite to match the sources"), "sources", span)]),
    ];
  }

  private rewrite(title: string, mode: RewriteArgument["mode"], span: Span): CodeAction {
    const { uri, version, document } = this.note;
    const argument: RewriteArgument = { uri, version, mode, range: toRange(document, span) };
    const command = this.session.client.previewsSuggestions
      ? clientCommands.previewRewrite
      : serverCommands.applyRewrite;
    return {
      title,
      kind: CodeActionKind.RefactorRewrite,
      tags: [CodeActionTag.LLMGenerated],
      command: { title, command, arguments: [argument] },
    };
  }

  /** The first fix of each finding; of two that overlap, the one that stands first. */
  private fixAll(findings: readonly Finding[]): CodeAction[] {
    const edits: TextEdit[] = [];
    const fixes = findings.flatMap((finding) => finding.fixes.slice(0, 1));
    for (const fix of fixes) {
      const free = fix.edits.every((edit) => edits.every((taken) => !collide(taken, edit)));
      if (free) edits.push(...fix.edits);
    }
    if (edits.length === 0) return [];
    return [
      {
        title: t("Apply all fixes of Penprint"),
        kind: fixAllKind,
        edit: this.workspaceEdit(edits),
      },
    ];
  }

  private about(finding: Finding, title: string): CodeAction {
    const { opensServedContent } = this.session.client;
    const page = (rule: Finding["rule"]): string =>
      rulePage(rule, this.docsFolder, opensServedContent);
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [toDiagnostic(finding, this.note.document, page)],
    };
  }

  private workspaceEdit(edits: readonly TextEdit[]): WorkspaceEdit {
    return asWorkspaceEdit(this.note, edits, this.session.client.editsVersions);
  }

  /** Whether actions of `kind` belong into the answer when the client asks for none in particular or for these. */
  private wants(kind: string): boolean {
    return this.params.context.only === undefined || this.asks(kind);
  }

  private asks(kind: string): boolean {
    return this.params.context.only?.some((only) => isSameOrBelow(kind, only)) ?? false;
  }
}

/** With `versioned` the client refuses the edit when its document has moved on. */
export function asWorkspaceEdit(
  { uri, version, document }: OpenNote,
  edits: readonly TextEdit[],
  versioned: boolean,
): WorkspaceEdit {
  const changes = edits.map((edit) => ({ range: toRange(document, edit), newText: edit.newText }));
  return versioned
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}

function touches(finding: Span, at: Span): boolean {
  return finding.start <= at.end && at.start <= finding.end;
}

function collide(a: TextEdit, b: TextEdit): boolean {
  return overlaps(a, b) || a.start === b.start;
}

function isSameOrBelow(kind: string, only: string): boolean {
  return only === "" || kind === only || kind.startsWith(`${only}.`);
}
