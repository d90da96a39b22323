import type { Located } from "../../note/types";
import { phrase, said, titled, type Phrase } from "../../phrase";
import { nearest, unknownRule } from "../unknownRule";
import type { Finding, NoteRule } from "../types";

/** Says which name in an ignore comment ignores nothing. `known`: rule ids, and what stands for all of a kind. */
export function ignoreCommentRule(known: () => readonly string[]): NoteRule {
  return {
    id: "style/ignore-comment",
    scope: "note",
    always: true,
    title: "Ignore comment names no rule",
    severity: "information",
    description: "Finds a name in an ignore comment that is no rule's and so ignores nothing.",
    check: ({ ignores }) => ignores.flatMap(({ rules }) => unknownIn(rules, known())),
  };
}

/** Words that follow one without a slash are a reason, and no further names. */
function unknownIn(
  names: readonly Located<string>[],
  known: readonly string[],
): readonly Finding[] {
  const found: Finding[] = [];
  for (const name of names) {
    const why = unknownRule(name.value, known);
    if (why === undefined) continue;
    const isName = name.value.includes("/");
    const near = isName ? nearest(name.value, known) : undefined;
    found.push(finding(name, isName ? why : phrase('{0} A reason goes after "--".', why), near));
    if (!isName) break;
  }
  return found;
}

function finding({ start, end }: Located<string>, why: Phrase, near: string | undefined): Finding {
  const fixes =
    near === undefined
      ? []
      : [{ ...titled('Write "{0}"', near), edits: [{ start, end, newText: near }] }];
  return {
    rule: "style/ignore-comment",
    severity: "information",
    start,
    end,
    ...said("This comment {0}", why),
    score: 1,
    related: [],
    fixes,
  };
}
