import { choiceRule } from "../choiceRule";

export const headingCase = choiceRule({
  id: "style/heading-case",
  title: "Heading case",
  severity: "hint",
  families: ["headingCase"],
  description:
    "Finds headings in Title Case where you write sentence case, and the other way round.",
  languages: ["en"],
});
