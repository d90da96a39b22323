import { z } from "zod";

/** Version of a line of the capture log. A reader keeps lines of later versions and skips them. */
export const captureVersion = 1;

const reference = z.object({ id: z.string(), note: z.string(), text: z.string() });

/** What a suggestion was made from, part by part, so that training can build its own prompt. */
const promptParts = z.object({
  /** What was asked for: `style`, `sources`, `section`, `article`. */
  mode: z.string(),
  /** The heading of the section it belongs to; empty for none. */
  heading: z.string(),
  /** Passages of the author that were shown to the stylist. */
  references: z.array(reference).readonly(),
});

const candidate = z.object({
  text: z.string(),
  origin: z.enum(["model", "rules", "draft"]),
  /** Whether it passed all checks. */
  accepted: z.boolean(),
  /** Probability in [0, 1] that the author wrote the draft / the candidate; null where it cannot be said. */
  style: z.object({ draft: z.number().nullable(), text: z.number().nullable() }),
  /** 0 to 1: how sure that something in it is not in draft or sources. */
  unsupported: z.number(),
});

/** A suggestion as it was shown: everything about a decision but the decision. */
const suggestionFields = {
  /** The suggestion it belongs to: several decisions (replaced, replaced, accepted) may share one. */
  suggestion: z.string(),
  /** Path of the note, or the URI of one that has no path. */
  note: z.string(),
  prompt: promptParts,
  /** The text that would be replaced. */
  original: z.string(),
  /** The neutral text the stylist started from. */
  draft: z.string(),
  candidates: z.array(candidate).min(1).readonly(),
  /** What wrote the candidates. */
  model: z.string(),
  adapter: z.string().nullable(),
};
export const suggestionSchema = z.object(suggestionFields);
export type CapturedSuggestion = z.infer<typeof suggestionSchema>;

const stamp = { version: z.literal(captureVersion), id: z.string().min(1), time: z.iso.datetime() };

/** The decision, at the moment it was taken. `chosen` indexes `candidates`; `text` is that candidate. */
const decisionLine = z.object({
  ...stamp,
  kind: z.enum(["accepted", "rejected", "replaced"]),
  ...suggestionFields,
  chosen: z.int().min(0),
  text: z.string(),
});
export type DecisionLine = z.infer<typeof decisionLine>;

/** The author took an accepted suggestion back: it counts as rejected. Same id as the decision. */
const undoneLine = z.object({ ...stamp, kind: z.literal("undone") });

/** What became of an accepted text, seen at `when`. Same id as the decision; the last such line holds. */
const revisedLine = z.object({
  ...stamp,
  kind: z.literal("revised"),
  when: z.enum(["saved", "closed", "settled"]),
  text: z.string(),
});
export type FollowUpLine = z.infer<typeof undoneLine> | z.infer<typeof revisedLine>;

export const captureLineSchema = z.discriminatedUnion("kind", [
  decisionLine,
  undoneLine,
  revisedLine,
]);
export type CaptureLine = z.infer<typeof captureLineSchema>;

/** A decision with what followed it. */
export interface Decision {
  readonly line: DecisionLine;
  /** `accepted` and later undone = `undone`. */
  readonly outcome: DecisionLine["kind"] | "undone";
  /** What stands in the note in the end, as far as it is known; the original when it was not accepted. */
  readonly final: string;
  /** True when the author was seen to have kept or revised the text after accepting it. */
  readonly settled: boolean;
}

/** Decisions in the order they were taken, each with the last thing that is known about it. */
export function joinLines(lines: Iterable<CaptureLine>): readonly Decision[] {
  const decisions = new Map<string, Decision>();
  for (const line of lines) {
    if (line.kind === "undone" || line.kind === "revised") {
      const decision = decisions.get(line.id);
      if (decision?.line.kind === "accepted") decisions.set(line.id, followed(decision, line));
    } else {
      const final = line.kind === "accepted" ? line.text : line.original;
      decisions.set(line.id, { line, outcome: line.kind, final, settled: false });
    }
  }
  return [...decisions.values()];
}

function followed(decision: Decision, line: FollowUpLine): Decision {
  return line.kind === "undone"
    ? { ...decision, outcome: "undone", final: decision.line.original, settled: true }
    : { ...decision, outcome: "accepted", final: line.text, settled: true };
}
