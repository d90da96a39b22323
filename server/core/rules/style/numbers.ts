import { choiceRule } from "../choiceRule";

export const numbers = choiceRule({
  id: "style/numbers",
  title: "Small numbers",
  severity: "hint",
  families: ["numbers"],
  description: "Finds small numbers in digits where you spell them out, and the other way round.",
  languages: ["en"],
});
