import { choiceRule } from "../choiceRule";

export const serialComma = choiceRule({
  id: "style/serial-comma",
  title: "Serial comma",
  severity: "information",
  families: ["serialComma"],
  description: "Finds a list of three or more whose last comma you would set, or leave out.",
  languages: ["en"],
});
