import { issueRule } from "./issueRule";

export const attachmentRule = issueRule({
  kind: "attachment",
  title: "Told of something else",
  severity: "information",
  description: "A number or a name that the sources have, but say of something else.",
});
