import { choiceRule } from "../choiceRule";

export const dashes = choiceRule({
  id: "style/dashes",
  title: "Dash style",
  severity: "hint",
  families: ["dashes"],
  description:
    "Finds dashes that are not written the way you write them: long or short, with spaces or without.",
  together: true,
});
