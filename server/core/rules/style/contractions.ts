import { choiceRule } from "../choiceRule";

export const contractions = choiceRule({
  id: "style/contractions",
  title: "Contractions",
  severity: "information",
  families: ["contractions"],
  description:
    "Finds do not where you write don't, and the other way round, if you are consistent about it.",
  languages: ["en"],
});
