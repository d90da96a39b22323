import { choiceRule } from "../choiceRule";

export const spelling = choiceRule({
  id: "style/spelling",
  title: "Spelling variant",
  severity: "information",
  families: ["spelling"],
  description:
    "Finds British spelling where you write American and the other way round, and -ise where you write -ize.",
  languages: ["en"],
});
