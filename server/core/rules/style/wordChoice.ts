import { choiceRule } from "../choiceRule";

export const wordChoice = choiceRule({
  id: "style/word-choice",
  title: "Word choice",
  severity: "information",
  families: ["words"],
  description:
    "Finds a word where you consistently pick another one that says the same: use or utilize, email or e-mail.",
  languages: ["en"],
});
