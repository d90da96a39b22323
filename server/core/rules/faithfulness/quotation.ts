import type { Issue } from "../../faithfulness/types";
import type { Fix } from "../types";
import { issueRule } from "./issueRule";

export const quotationRule = issueRule({
  kind: "quotation",
  title: "Quotation not word for word",
  severity: "warning",
  description:
    "A quotation that no source has word for word. Marked elisions and words in square brackets are allowed.",
  fix: sourceWords,
});

/** The quotation's own marks stay, and the stop or comma before the closing one. */
function sourceWords({ start, end, sourceValue }: Issue, text: string): Fix | undefined {
  if (sourceValue === undefined) return undefined;
  const stop = /[.,;:!?]*$/.exec(text.slice(start + 1, end - 1))![0];
  return {
    title: "Quote the source word for word",
    edits: [{ start: start + 1, end: end - 1 - stop.length, newText: sourceValue }],
  };
}
