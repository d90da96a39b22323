import { carried, particularsOf } from "../rewrite/measures";
import { fold } from "../text/fold";
import { bleuCounts } from "./bleu";
import type { StyleJudge } from "./judge";
import { hallucinationsOf } from "./lexicalChecker";
import { rougeL } from "./rouge";
import type { BenchItem, BenchOutput, Scored } from "./types";

export const draftOf = ({ parts }: BenchItem): string => parts.join("\n\n");

/** Measures an output; both sides are folded alike first. */
export function scoreOutput(item: BenchItem, output: BenchOutput, judge: StyleJudge): Scored {
  const [text, draft, own] = [output.text, draftOf(item), item.authorText].map(fold) as [
    string,
    string,
    string,
  ];
  const logit = (of: string): number => judge.logit(item.author, item.post, of);
  const { kept, added } = carried(particularsOf(draft), particularsOf(text));
  const { absent, contradicted } = hallucinationsOf(text, draft, item.sources);
  return {
    author: item.author,
    rougeL: rougeL(text, own),
    bleu: bleuCounts(text, own),
    asWritten: {
      rougeL: rougeL(output.text, item.authorText),
      bleu: bleuCounts(output.text, item.authorText),
    },
    logit: logit(text),
    draftLogit: logit(draft),
    authorLogit: logit(own),
    kept,
    added: added.length,
    unfaithful: absent.length > 0,
    unfactual: contradicted.length > 0,
    lengthRatio: wordsIn(text) / Math.max(1, wordsIn(draft)),
    output,
  };
}

const wordsIn = (text: string): number => text.split(/\s+/).filter((word) => word !== "").length;
