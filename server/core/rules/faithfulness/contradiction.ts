import { issueRule } from "./issueRule";

export const contradictionRule = issueRule({
  kind: "contradiction",
  title: "Contradicts the sources",
  severity: "warning",
  description:
    "The nearest evidence denies what is affirmed here, affirms what is denied, or has the opposite word.",
});
