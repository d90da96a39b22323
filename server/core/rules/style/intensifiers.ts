import { rateRule } from "../rateRule";

export const intensifiers = rateRule({
  id: "style/intensifiers",
  title: "Intensifiers",
  severity: "hint",
  description: "Finds a passage with far more intensifiers (very, really, highly) than you write.",
  measures: ["intensifiers"],
  atLeast: 3,
  below: 0.002,
});
