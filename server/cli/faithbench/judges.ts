import { absentParticulars, absentWords } from "../../core/faithbench/baselines";
import { decidedByHalves } from "../../core/faithbench/bound";
import type { JudgeOutput } from "../../core/faithbench/report";
import { makeSourceSet } from "../../core/faithfulness/sourceSet";
import type { ClaimVerdict, SourceSet } from "../../core/faithfulness/types";
import { unsupportedProbability, verifyText } from "../../core/faithfulness/verifyText";
import { groundOf, type Ground } from "../../core/notebench/lexicalClaims";
import type { FaithfulnessExample } from "../faithfulnessSets";

/** Whoever says how little the sources carry a text: a column of the report each. */
type Judge = (examples: readonly FaithfulnessExample[]) => JudgeOutput;

/** From which probability on the fast path says unsupported. */
const BOUND = 0.5;

export const judges: readonly Judge[] = [
  (examples) => {
    const verdicts = examples.map(fastVerdicts);
    const scores = verdicts.map(unsupportedProbability);
    return {
      judge: "fast",
      scores,
      decided: scores.map((score) => score >= BOUND),
      flagged: verdicts.map((claims) => claims.some(({ flagged }) => flagged)),
    };
  },
  baseline("absent numbers and names", absentParticulars),
  baseline("token overlap", absentWords),
];

function baseline(judge: string, scoreOf: (text: string, ground: Ground) => number): Judge {
  return (examples) => {
    const scores = examples.map(({ source, text }) => scoreOf(text, groundBy(source)));
    const truth = examples.map(({ unsupported }) => unsupported);
    const groups = examples.map(({ group }) => group);
    return { judge, scores, decided: decidedByHalves(scores, truth, groups) };
  };
}

let indexed: { readonly text: string; readonly set: SourceSet } | undefined;
let grounded: { readonly text: string; readonly ground: Ground } | undefined;

/** What `verify --fast` says of a text. */
export function fastVerdicts({
  source,
  text,
}: Pick<FaithfulnessExample, "source" | "text">): readonly ClaimVerdict[] {
  if (indexed?.text !== source) {
    const texts = [{ location: "source", name: "source", text: source }];
    indexed = { text: source, set: makeSourceSet(texts, []) };
  }
  return verifyText(text, indexed.set);
}

function groundBy(source: string): Ground {
  if (grounded?.text !== source) grounded = { text: source, ground: groundOf([source]) };
  return grounded.ground;
}
