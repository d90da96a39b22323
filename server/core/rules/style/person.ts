import { rateRule } from "../rateRule";

export const person = rateRule({
  id: "style/person",
  title: "Person and address",
  severity: "information",
  description:
    "Finds a passage that says I, we or you, or speaks of nobody, far more often than yours do, or that has lost the person you usually write in.",
  measures: ["person.i", "person.we", "person.you", "person.impersonal"],
  atLeast: 3,
  below: 0.002,
  missing: { usualFrom: 0.25, below: 0.002, standIns: ["passive"], atLeast: 3 },
});
