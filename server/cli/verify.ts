import type { Command } from "commander";
import { z } from "zod";
import { makeSourceSet } from "../core/faithfulness/sourceSet";
import type { ClaimVerdict, SourceSet } from "../core/faithfulness/types";
import { unsupportedProbability, verifyText } from "../core/faithfulness/verifyText";
import { contextOf } from "./context";
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
    .action(async (options: { fast?: boolean }, command: Command) => {
      const context = contextOf(command);
      if (options.fast !== true) {
        context.note("penprint verify: no checker model is installed; answering as with --fast.");
      }
      const sources = new LastSources();
      await answerLines(
        line,
        ({ id, source, text }) =>
          Promise.resolve({ id, ...answer(verifyText(text, sources.of(source))) }),
        context.signal,
      );
    });
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
