import type { DecisionLine } from "../../server/core/learning/decision";

/** A decision as the log keeps it, for tests. */
export function decisionLine(id: string, change: Partial<DecisionLine> = {}): DecisionLine {
  return {
    version: 1,
    id,
    time: "2026-01-01T00:00:00.000Z",
    kind: "accepted",
    suggestion: `of-${id}`,
    note: "/notes/one.md",
    prompt: {
      mode: "style",
      heading: "Salt",
      references: [{ id: "p1", note: "a.md", text: "I don't." }],
    },
    original: "It is done.",
    draft: "It is done.",
    candidates: [
      {
        text: "It's done.",
        origin: "model",
        accepted: true,
        style: { draft: 0.2, text: 0.8 },
        unsupported: 0.01,
      },
    ],
    model: "embedded",
    adapter: null,
    chosen: 0,
    text: "It's done.",
    ...change,
  };
}
