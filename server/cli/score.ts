import type { Command } from "commander";
import { resolve } from "node:path";
import { z } from "zod";
import { analysePlain } from "../core/note/analysePlain";
import type { StyleView } from "../core/style/types";
import { viewOf } from "../core/style/view";
import { readBackground } from "../storage/backgroundFile";
import { readProfile } from "../storage/profileStore";
import { badInput, contextOf } from "./context";
import { answerLines } from "./jsonl";

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), text: z.string() });
const optionsSchema = z.object({ profile: z.string() });

/** `score --profile FILE`: how probably the author wrote each text; JSON lines in, JSON lines out. */
export function scoreCommand(program: Command): void {
  program
    .command("score")
    .description('how probably the author wrote a text: {"id","text"} lines on stdin')
    .requiredOption("--profile <file>", "a profile that `penprint learn` wrote")
    .action(async (raw: unknown, command: Command) => {
      const { signal } = contextOf(command);
      const view = await openView(resolve(optionsSchema.parse(raw).profile));
      await answerLines(
        lineSchema,
        ({ id, text }) => Promise.resolve({ id, ...answer(view, text) }),
        signal,
      );
    });
}

/** The whole author in a profile's file; bad input where that cannot be used. */
export async function openView(file: string): Promise<StyleView> {
  const read = await readProfile(file);
  if (read.kind === "absent") {
    throw badInput(`${file} does not exist: make it with \`penprint learn\`.`);
  }
  if (read.kind === "refused") throw badInput(`${file} ${read.why}`);
  return viewOf(read.profile, await readBackground());
}

function answer(view: StyleView, text: string): { style: number } | { style: null; why: string } {
  const plain = analysePlain(text)
    .map(({ prose }) => prose.plain)
    .join("\n\n");
  const judged = view.score(plain);
  if (judged.kind === "silent") return { style: null, why: judged.why };
  return { style: Math.round(judged.value.probability * 1e4) / 1e4 };
}
