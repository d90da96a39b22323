import { issueRule, replaceBySource } from "./issueRule";

export const nameRule = issueRule({
  kind: "name",
  title: "Name not in the sources",
  severity: "warning",
  description:
    "A name that no source has in any form: not in full, not in part, not as an acronym.",
  fix: replaceBySource,
});
