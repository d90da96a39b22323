import type { Command } from "commander";
import { z } from "zod";
import { makeSourceSet } from "../core/faithfulness/sourceSet";
import type { ClaimVerdict, SourceSet } from "../core/faithfulness/types";
import { unsupportedProbability, verifyText } from "../core/faithfulness/verifyText";
import { judgeOf } from "../composition/planners";
import { withJudgement } from "../core/faithfulness/judgements";
import { ClaimJudgements, judgeClaims } from "../workflows/judgeClaims";
import type { ClaimJudge } from "../workflows/ports";
import { contextOf, missing, type CommandContext } from "./context";
import { answerLines } from "./jsonl";

const line = z.object({
  id: z.union([z.string(), z.number()]),
  source: z.string(),
  text: z.string(),
});

/** `verify [--fast]`: holds texts against their sources; JSON lines in, JSON lines out. */
export function verifyCommand(program: Command): void {
  program
    .command("verify")
    .description('hold texts against their sources: {"id","source","text"} lines on stdin')
    .option("--fast", "no model: the checks that run while typing")
    .addHelpText(
      "after",
      "\nWith a planner's server in --settings, claims and the nearest excerpts of their sources are sent there.",
    )
    .action(async (options: { fast?: boolean }, command: Command) => {
      const context = contextOf(command);
      const { settings } = context;
      // A model that an editor lends is not there in a terminal.
      const isAsked = options.fast !== true && settings.planner.kind === "openai";
      const judge = isAsked ? await judgeOf(settings, "") : undefined;
      if (options.fast !== true) {
        context.note(
          judge === undefined
            ? "penprint verify: no checker model is installed; answering as with --fast."
            : `penprint verify: texts and excerpts of their sources are sent to ${judge.name}.`,
        );
      }
      const sources = new LastSources();
      await answerLines(
        line,
        async ({ id, source, text }) => {
          const set = sources.of(source);
          const fast = verifyText(text, set);
          const claims = judge === undefined ? fast : await heard(text, fast, set, judge, context);
          return { id, ...answer(claims) };
        },
        context.signal,
      );
    });
}

/** The verdicts after the judge has spoken. */
async function heard(
  text: string,
  fast: readonly ClaimVerdict[],
  sources: SourceSet,
  judge: ClaimJudge,
  { signal }: CommandContext,
): Promise<readonly ClaimVerdict[]> {
  const known = new ClaimJudgements();
  const claims = fast.map((verdict) => ({ text: text.slice(verdict.start, verdict.end), verdict }));
  const task = { claims, sources, signal, progress: () => undefined };
  const judged = await judgeClaims(task, judge, known);
  if (judged.kind === "failed") throw missing(`${judged.why} ${judged.userAction}`);
  const judgements = known.of(sources.id);
  return claims.map((claim) => withJudgement(claim.verdict, claim.text, judgements));
}

/** Lines that follow each other often share their source: it is indexed once. */
class LastSources {
  private last: { readonly text: string; readonly set: SourceSet } | undefined;

  of(text: string): SourceSet {
    if (this.last?.text !== text) {
      this.last = { text, set: makeSourceSet([{ location: "source", name: "source", text }], []) };
    }
    return this.last.set;
  }
}

function answer(claims: readonly ClaimVerdict[]): object {
  return {
    unsupported: round(unsupportedProbability(claims)),
    flagged: claims.some(({ flagged }) => flagged),
    claims: claims.map(({ start, end, verdict, score, unsupportedSpans, evidence }) => ({
      start,
      end,
      verdict,
      score: round(score),
      unsupportedSpans: unsupportedSpans.map((span) => ({ start: span.start, end: span.end })),
      evidence: evidence.map((place) => ({ start: place.start, end: place.end })),
    })),
  };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
