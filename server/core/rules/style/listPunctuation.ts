import { choiceRule } from "../choiceRule";

export const listPunctuation = choiceRule({
  id: "style/list-punctuation",
  title: "End of list items",
  severity: "hint",
  families: ["listEnd"],
  description:
    "Finds list items that end with a period where yours do not, and the other way round.",
});
