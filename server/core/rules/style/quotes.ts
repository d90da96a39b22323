import { choiceRule } from "../choiceRule";

export const quotes = choiceRule({
  id: "style/quotes",
  title: "Quotation marks and apostrophes",
  severity: "hint",
  families: ["quotes"],
  description: "Finds straight marks where you use curly ones, and the other way round.",
  together: true,
});
