import type { NoteRule } from "../types";

/** Says at the entry itself which source of the note cannot be used, and what to do about it. */
export const sourceRule: NoteRule = {
  id: "faithfulness/source",
  scope: "note",
  title: "Source cannot be used",
  severity: "warning",
  description:
    "A listed source that is missing, cannot be read, lies outside the folder or is a web address.",
  check(_note, { sources }) {
    return (sources?.problems ?? []).map(({ start, end, severity, message }) => ({
      rule: "faithfulness/source",
      severity,
      start,
      end,
      message,
      score: 1,
      related: [],
      fixes: [],
    }));
  },
};
