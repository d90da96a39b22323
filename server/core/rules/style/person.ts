import { rateRule } from "../rateRule";

export const person = rateRule({
  id: "style/person",
  title: "Person and address",
  severity: "information",
  description:
    "Finds a passage that says I, we or you far more often than your passages do: an address you do not use.",
  measures: ["person.i", "person.we", "person.you"],
  atLeast: 3,
  below: 0.002,
});
