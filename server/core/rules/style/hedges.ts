import { rateRule } from "../rateRule";

export const hedges = rateRule({
  id: "style/hedges",
  title: "Hedges",
  severity: "hint",
  description: "Finds a passage with far more hedges (perhaps, probably, seems to) than you write.",
  measures: ["hedges"],
  atLeast: 3,
  below: 0.002,
});
