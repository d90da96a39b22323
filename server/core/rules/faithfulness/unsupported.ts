import { issueRule } from "./issueRule";

export const unsupportedRule = issueRule({
  kind: "unsupported",
  title: "Claim without support",
  severity: "information",
  description: "A claim that can be checked and that no passage of the sources carries.",
});
