import { issueRule, replaceBySource } from "./issueRule";

export const dateRule = issueRule({
  kind: "date",
  title: "Date not in the sources",
  severity: "warning",
  description: "A date or year that no source has, or that the source gives otherwise.",
  fix: replaceBySource,
});
