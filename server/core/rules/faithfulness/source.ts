import type { Span } from "../../text/span";
import { said, type PhraseValue } from "../../phrase";
import type { Finding, NoteRule, Severity } from "../types";

/** Says at its place what is wrong with the front matter, and at the entry itself which source cannot be used. */
export const sourceRule: NoteRule = {
  id: "faithfulness/source",
  scope: "note",
  title: "Source cannot be used",
  severity: "warning",
  description:
    "Front matter that cannot be read, or a listed source that is missing, cannot be read, lies outside the folder or is a web address.",
  check({ frontMatter }, { sources }) {
    return [
      ...(frontMatter?.problems ?? []).map((one) => finding(one, "warning", one.phrase)),
      ...(sources?.problems ?? []).map((one) => finding(one, one.severity, one.message)),
    ];
  },
};

const finding = ({ start, end }: Span, severity: Severity, what: PhraseValue): Finding => ({
  rule: "faithfulness/source",
  severity,
  start,
  end,
  ...said("{0}", what),
  score: 1,
  related: [],
  fixes: [],
});
