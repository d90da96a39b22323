/** What of a decision can be looked for. */
export interface Findable {
  readonly time: string;
  readonly decision: string;
  readonly note: string;
  readonly original: string;
  readonly offered: string;
  readonly final: string;
  readonly model: string;
}

/** Which decisions are shown; what is absent does not narrow. */
export interface DecisionFilter {
  readonly kind?: DecisionKind;
  readonly note?: string;
  /** Milliseconds: not taken before. */
  readonly since?: number;
  /** Stands in the note's path or any of the texts, in whatever case. */
  readonly text?: string;
}

export const decisionKinds = ["accepted", "changed", "rejected", "replaced", "undone"] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** `changed` = accepted, and then rewritten by the author. */
export function kindOf({ decision, final, offered }: Findable): string {
  return decision === "accepted" && final !== "" && final !== offered ? "changed" : decision;
}

export function matches(decision: Findable, filter: DecisionFilter): boolean {
  const { kind, note, since, text } = filter;
  if (kind !== undefined && kindOf(decision) !== kind) return false;
  if (note !== undefined && decision.note !== note) return false;
  if (since !== undefined && Date.parse(decision.time) < since) return false;
  if (text === undefined) return true;
  const wanted = text.toLowerCase();
  return [decision.note, decision.original, decision.offered, decision.final, decision.model].some(
    (one) => one.toLowerCase().includes(wanted),
  );
}
