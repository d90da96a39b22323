import type { SourceSet } from "../faithfulness/types";
import { unsupportedProbability, verifyProse } from "../faithfulness/verifyText";
import type { Prose } from "../note/types";
import { applyFixes } from "../rules/applyFixes";
import { checkProse, rulesFor } from "../rules/checkUnit";
import { faithfulnessRules } from "../rules/faithfulness";
import type { Finding, RuleContext } from "../rules/types";
import type { Candidate } from "./candidate";
import { assemble, plainOf, proseOf, type Draft } from "./draft";
import { carried, particularsOf } from "./measures";

/** A fix can uncover another difference in the same sentence. */
const ROUNDS = 3;

/** The draft with every quick fix of the faithfulness findings, and in words what no fix could settle. */
export function matchSources(
  draft: Draft,
  context: RuleContext,
  sources: SourceSet,
): { readonly candidate: Candidate; readonly left: readonly string[] } {
  const rules = rulesFor(faithfulnessRules, context, draft.language);
  const findingsOf = (prose: Prose): readonly Finding[] => checkProse(rules, prose, context);
  const fixed = draft.units.map(({ prose }) => {
    let now = prose;
    for (let round = 0; round < ROUNDS; round++) {
      const text = applyFixes(now.text, findingsOf(now));
      const next = text === now.text ? undefined : proseOf(text, draft.reading);
      if (next === undefined) break;
      now = next;
    }
    return now;
  });
  const before = draft.units.flatMap(({ prose }) => findingsOf(prose));
  const after = fixed.flatMap(findingsOf);
  const plain = fixed.map((prose) => prose.plain).join("\n\n");
  const changed = plain !== plainOf(draft);
  const { kept, added } = carried(particularsOf(plainOf(draft)), particularsOf(plain));
  const candidate: Candidate = {
    origin: changed ? "rules" : "draft",
    text: assemble(
      draft,
      fixed.map(({ text }) => text),
    ),
    plain,
    accepted: changed && after.length < before.length,
    style: { draft: null, text: null },
    logit: 0,
    unsupported: unsupportedProbability(fixed.flatMap((prose) => verifyProse(prose, sources))),
    kept,
    added,
    checks: [`claims that the sources do not carry: ${before.length} -> ${after.length}`],
  };
  return { candidate, left: after.map(({ message }) => message) };
}
