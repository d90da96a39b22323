import { l10n, QuickPickItemKind, window, type QuickPickItem } from "vscode";
import type { z } from "zod";
import type { decisionSchema } from "../../server/protocol/requests";
import {
  decisionKinds,
  kindOf,
  matches,
  type DecisionFilter,
  type DecisionKind,
} from "../decisions/decisionFilter";

export type Decision = z.output<typeof decisionSchema>;

/** What the user chose in the list. */
export type ListChoice =
  | { readonly kind: "decision"; readonly decision: Decision }
  | { readonly kind: "filter" | "export" | "delete" };

type Item = QuickPickItem & { readonly choice?: ListChoice };

/** The decisions that `filter` lets through, latest first, and below them what can be done with all of these. */
export async function chooseDecision(
  shown: readonly Decision[],
  { file, all, filter }: { readonly file: string; readonly all: number; readonly filter: string },
): Promise<ListChoice | undefined> {
  const rows: Item[] = [...shown].reverse().map((decision) => ({
    label: `${kindName(kindOf(decision))}: ${nameOf(decision.note)}`,
    description: `${new Date(decision.time).toLocaleString()} · ${decision.model}`,
    detail: decision.offered.slice(0, 160).replace(/\s+/g, " "),
    choice: { kind: "decision", decision },
  }));
  const count = l10n.t("{0} of {1} shown", shown.length, all);
  const more: Item[] = [
    { label: count, kind: QuickPickItemKind.Separator },
    {
      label: l10n.t("$(filter) Choose Which Are Shown"),
      description: filter,
      alwaysShow: true,
      choice: { kind: "filter" },
    },
  ];
  if (shown.length > 0) {
    more.push(
      {
        label: l10n.t("$(export) Export What Is Shown"),
        alwaysShow: true,
        choice: { kind: "export" },
      },
      {
        label: l10n.t("$(trash) Delete What Is Shown"),
        alwaysShow: true,
        choice: { kind: "delete" },
      },
    );
  }
  const chosen = await window.showQuickPick([...rows, ...more], {
    title: l10n.t("Decisions kept in {0}", file),
    placeHolder: l10n.t("Type to find words in a text's beginning, a note, a date or a model"),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.choice;
}

/** What shall be shown, one question after the other; undefined = as before. */
export async function chooseFilter(
  decisions: readonly Decision[],
  filter: DecisionFilter,
): Promise<DecisionFilter | undefined> {
  type By = keyof DecisionFilter | "all";
  const ways: readonly (QuickPickItem & { readonly by: By })[] = [
    { label: l10n.t("By Words"), description: filter.text ?? "", by: "text" },
    { label: l10n.t("By Kind"), description: filter.kind ? kindName(filter.kind) : "", by: "kind" },
    { label: l10n.t("By Note"), description: filter.note ? nameOf(filter.note) : "", by: "note" },
    { label: l10n.t("By Date"), description: dateOf(filter.since), by: "since" },
    { label: l10n.t("Show All"), by: "all" },
  ];
  const way = await window.showQuickPick(ways, { title: l10n.t("Which decisions are shown?") });
  switch (way?.by) {
    case undefined:
      return undefined;
    case "all":
      return {};
    case "text": {
      const title = l10n.t("Words that stand in the note's path or in a text");
      const text = await window.showInputBox({ title, value: filter.text ?? "" });
      if (text === undefined) return undefined;
      const others = Object.entries(filter).filter(([key]) => key !== "text");
      return { ...Object.fromEntries(others), ...(text !== "" && { text }) };
    }
    case "kind": {
      const items = decisionKinds.map((kind) => ({ label: kindName(kind), kindOf: kind }));
      const chosen = await window.showQuickPick(items, { title: l10n.t("Which kind?") });
      return chosen && { ...filter, kind: chosen.kindOf };
    }
    case "note": {
      const notes = [...new Set(decisions.map(({ note }) => note))].sort();
      const items = notes.map((note) => ({ label: nameOf(note), description: note, note }));
      const options = { title: l10n.t("Which note?"), matchOnDescription: true };
      const chosen = await window.showQuickPick(items, options);
      return chosen && { ...filter, note: chosen.note };
    }
    case "since": {
      const text = await window.showInputBox({
        title: l10n.t("Since which day? (year-month-day)"),
        value: dateOf(filter.since) || new Date().toISOString().slice(0, 10),
        validateInput: (value) =>
          Number.isNaN(dayOf(value)) ? l10n.t("A day looks like 2026-03-31.") : undefined,
      });
      return text === undefined ? undefined : { ...filter, since: dayOf(text) };
    }
  }
}

/** What to do with one decision. */
export async function chooseDeed(
  decision: Decision,
): Promise<"difference" | "note" | "record" | "delete" | undefined> {
  const title = `${kindName(kindOf(decision))}: ${nameOf(decision.note)}`;
  const items = [
    { label: l10n.t("$(diff) Show the Difference"), deed: "difference" as const },
    {
      label: l10n.t("$(go-to-file) Open the Note"),
      description: decision.note,
      deed: "note" as const,
    },
    { label: l10n.t("$(json) Show Everything That Was Kept"), deed: "record" as const },
    { label: l10n.t("$(trash) Delete This Decision"), deed: "delete" as const },
  ];
  return (await window.showQuickPick(items, { title }))?.deed;
}

/** A filter in words; empty for none. */
export function wordsOf({ text, kind, note, since }: DecisionFilter): string {
  return [
    text === undefined ? "" : `“${text}”`,
    kind === undefined ? "" : kindName(kind),
    note === undefined ? "" : nameOf(note),
    since === undefined ? "" : l10n.t("since {0}", dateOf(since)),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

export const narrowed = (all: readonly Decision[], filter: DecisionFilter): readonly Decision[] =>
  all.filter((decision) => matches(decision, filter));

const names: Readonly<Record<DecisionKind, string>> = {
  accepted: l10n.t("accepted"),
  changed: l10n.t("accepted and changed"),
  rejected: l10n.t("rejected"),
  replaced: l10n.t("replaced"),
  undone: l10n.t("undone"),
};
const kindName = (kind: string): string =>
  Object.hasOwn(names, kind) ? names[kind as DecisionKind] : kind;
const nameOf = (note: string): string => note.split(/[\\/]/).at(-1) ?? "";

/** Local midnight; NaN where it is no day. */
function dayOf(text: string): number {
  return /^\d{4}-\d\d-\d\d$/.test(text.trim()) ? Date.parse(`${text.trim()}T00:00:00`) : Number.NaN;
}

function dateOf(since: number | undefined): string {
  if (since === undefined) return "";
  const day = new Date(since);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
