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

/** The quotation's own marks stay. */
function sourceWords({ start, end, sourceValue }: Issue): Fix | undefined {
  if (sourceValue === undefined) return undefined;
  return {
    title: "Quote the source word for word",
    edits: [{ start: start + 1, end: end - 1, newText: sourceValue.replace(/\s+/g, " ") }],
  };
}
