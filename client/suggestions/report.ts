import { l10n, MarkdownString } from "vscode";
import { appendWords } from "../views/appendWords";
import type { Suggestion } from "./suggestion";

/** What the user should know of the candidate that is shown: who wrote it, style before and after, checks. */
export interface SuggestionReport {
  readonly title: string;
  readonly summary: string;
  readonly checks: readonly string[];
  /** Which keys decide, as the manifest binds them. */
  readonly keys: string;
}

export function reportOf(suggestion: Suggestion, noteName: string): SuggestionReport {
  const { candidate, answer, shown, count } = suggestion;
  const { draft, text } = candidate.style;
  const writer =
    candidate.origin === "model"
      ? l10n.t("written by {0}", answer.model)
      : candidate.origin === "rules"
        ? l10n.t("by your habits, no model")
        : l10n.t("the draft, unchanged");
  const style = l10n.t("style {0} → {1}", percent(draft), percent(text));
  const which = l10n.t("suggestion {0} of {1}", shown + 1, count);
  return {
    title: l10n.t("{0}: {1}, {2}", noteName, which, style),
    summary: [...(count > 1 ? [which] : []), style, writer].join(" · "),
    checks: [...candidate.checks, ...answer.notes],
    keys: keysFor(count),
  };
}

function keysFor(count: number): string {
  // The editor's window may be on another machine than this process, so both kinds of keyboard are named.
  const decide = l10n.t(
    "Ctrl+Enter accepts, Ctrl+Backspace or closing the tab rejects (on a Mac with Cmd)",
  );
  return count > 1
    ? [decide, l10n.t("Alt+[ and Alt+] go through the candidates")].join("; ")
    : decide;
}

function percent(share: number | null): string {
  return share === null ? l10n.t("unknown") : `${Math.round(share * 100)} %`;
}

/** The report as a hover, with what can be done as links and the keys for it. */
export function hoverOf({ summary, checks, keys }: SuggestionReport): MarkdownString {
  const hover = new MarkdownString(undefined, true);
  const commands = {
    "penprint.acceptSuggestion": l10n.t("$(check) Accept"),
    "penprint.rejectSuggestion": l10n.t("$(close) Reject"),
    "penprint.previousCandidate": l10n.t("$(arrow-left) Previous Candidate"),
    "penprint.nextCandidate": l10n.t("$(arrow-right) Next Candidate"),
  };
  hover.isTrusted = { enabledCommands: Object.keys(commands) };
  appendWords(hover, summary);
  hover.appendMarkdown("\n\n");
  for (const check of checks) {
    hover.appendMarkdown("- ");
    appendWords(hover, check);
    hover.appendMarkdown("\n");
  }
  hover.appendMarkdown("\n");
  appendWords(hover, keys);
  hover.appendMarkdown("\n");
  const links = Object.entries(commands).map(([id, title]) => `[${title}](command:${id})`);
  hover.appendMarkdown(`\n${links.join(" &nbsp; ")}`);
  return hover;
}
