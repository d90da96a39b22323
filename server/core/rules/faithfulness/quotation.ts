import { titled } from "../../phrase";
import { insideMarks } from "../../faithfulness/quote";
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
function sourceWords(issue: Issue, text: string): Fix | undefined {
  const { sourceValue } = issue;
  if (sourceValue === undefined) return undefined;
  const { start, end } = insideMarks(text, issue);
  const stop = /[.,;:!?]*$/.exec(text.slice(start, end))![0];
  return {
    ...titled("Quote the source word for word"),
    edits: [{ start, end: end - stop.length, newText: sourceValue }],
  };
}
