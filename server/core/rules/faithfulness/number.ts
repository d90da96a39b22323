import { issueRule, replaceBySource } from "./issueRule";

export const numberRule = issueRule({
  kind: "number",
  title: "Number not in the sources",
  severity: "warning",
  description:
    "A number, share, amount or time that no source has, or that the source gives otherwise.",
  fix: replaceBySource,
});
