import { LONGEST_PROSE } from "../../note/markdown/inlines";
import { said } from "../../phrase";
import type { NoteRule } from "../types";

/** UTF-16 units of a block that are underlined at most. */
const MOST_SHOWN = 80;

/** Says where nothing was checked, so that silence is not taken for praise. */
export const tooLongRule: NoteRule = {
  id: "style/too-long",
  scope: "note",
  always: true,
  title: "Block too long to be checked",
  severity: "information",
  description: "Finds a paragraph, list item or heading that is too long to be checked at all.",
  check: ({ text, tooLong }) =>
    tooLong.map(({ start, end }) => {
      const line = /[^\r\n]*/.exec(text.slice(start, Math.min(end, start + MOST_SHOWN)))![0];
      return {
        rule: "style/too-long",
        severity: "information",
        start,
        end: start + line.length,
        ...said(
          "This block is not checked: it is longer than {0} characters. Split it, or put data into a code block.",
          LONGEST_PROSE.toLocaleString("en"),
        ),
        score: 1,
        related: [],
        fixes: [],
      };
    }),
};
