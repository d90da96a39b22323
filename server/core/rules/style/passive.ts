import { rateRule } from "../rateRule";

export const passive = rateRule({
  id: "style/passive",
  title: "Passive voice",
  severity: "hint",
  description: "Finds a passage with far more passive sentences than you write.",
  measures: ["passive"],
  atLeast: 3,
  below: 0.002,
});
