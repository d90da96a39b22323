import { Autolink, parser as commonMark, Strikethrough, Table, TaskList } from "@lezer/markdown";
import { blockMath, directiveLine, footnoteDefinition, tooDeep } from "./blocks";
import { citation, footnoteMark, inlineMath, template, tooLong, wikiLink } from "./inlines";

/**
 * CommonMark with tables, strike-through, task lists and bare addresses (GitHub), and with footnotes, maths, citations,
 * wiki links, templates (`{{…}}`, `{%…%}`, `{: …}`) and `:::` lines, as note-taking tools and site generators write them.
 */
export const markdownParser = commonMark.configure([
  Table,
  Strikethrough,
  TaskList,
  Autolink,
  tooDeep,
  tooLong,
  footnoteDefinition,
  footnoteMark,
  blockMath,
  inlineMath,
  wikiLink,
  citation,
  template,
  directiveLine,
]);
