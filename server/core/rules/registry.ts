import { faithfulnessRules } from "./faithfulness";
import { ignoreCommentRule } from "./note/ignoreComment";
import { tooLongRule } from "./note/tooLong";
import { styleRules } from "./style";
import type { Rule } from "./types";

/** Every rule there is, in the order in which pages list them. */
export const allRules: readonly Rule[] = [
  ...styleRules,
  ...faithfulnessRules,
  tooLongRule,
  ignoreCommentRule(() => ["style", "faithfulness", ...ruleIds]),
];

export const ruleIds: readonly string[] = allRules.map(({ id }) => id);
