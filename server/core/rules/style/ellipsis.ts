import { choiceRule } from "../choiceRule";

export const ellipsis = choiceRule({
  id: "style/ellipsis",
  title: "Ellipsis",
  severity: "hint",
  families: ["ellipsis"],
  description: "Finds three dots where you use the ellipsis character, and the other way round.",
  together: true,
});
