import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildDataset } from "../../core/learning/dataset";
import { pairsOfDecisions, type RawPair } from "../../core/learning/pairs";
import type { SettledNote } from "../../core/learning/split";
import type { Arm, Lesson, Outcome } from "../../core/loop/loopReport";
import { CLOSE, decide, wordDistance } from "../../core/loop/simulatedAuthor";
import type { StyleJudge } from "../../core/notebench/judge";
import { REFERENCES } from "../../core/rewrite/prompt";
import type { StyleView } from "../../core/style/types";
import { DatasetFolder } from "../../storage/datasetFolder";
import { assetsFolder, shippedAdapter } from "../../storage/installation";
import { writeProfile } from "../../storage/profileStore";
import type { trainingStages } from "../../workflows/trainAuthor";
import { restylePassage } from "../../workflows/restylePassage";
import { WatchedStylist } from "../../workflows/watchedStylist";
import { missing, type CommandContext } from "../context";
import type { BenchAuthors } from "../notebench/authors";
import { openModel } from "../openModel";
import { ProgressBar } from "../progress";
import { trainOne } from "../trainOne";
import { LoopLines, type LessonLine, type OutputLine } from "./loopLines";
import type { LoopPassage, LoopTask } from "./passages";

export interface LoopAuthorTask extends LoopTask {
  /** `source/author`. */
  readonly author: string;
  readonly stages: (typeof trainingStages)[number];
  readonly maxSteps: number | undefined;
  readonly seed: number;
  /** Everything that is made goes here. */
  readonly folder: string;
}

interface Parts {
  readonly authors: BenchAuthors;
  readonly context: CommandContext;
}

/**
 * Round after round: drafts are rewritten, the simulated author decides, an adapter is trained on all decisions so far
 * and asked at the gate. The same drafts are rewritten with the first adapter too.
 */
export async function loopAuthor(task: LoopAuthorTask, parts: Parts): Promise<LoopLines> {
  const lines = await LoopLines.open(join(task.folder, "rounds.jsonl"));
  let adapter: string | null = null;
  for (const [round, passages] of task.rounds.entries()) {
    parts.context.note(`bench loop: ${task.author}, round ${round + 1} of ${task.rounds.length}`);
    await restyled({ round, arm: "without", adapter: null, passages }, lines, task, parts);
    await restyled({ round, arm: "learning", adapter, passages }, lines, task, parts);
    // Nothing follows the last round that could be better.
    if (round + 1 === task.rounds.length) break;
    const lesson: LessonLine =
      lines.lesson(round) ?? (await lines.add(await learn(round, lines, task, parts)));
    parts.context.note(`bench loop: ${lesson.why}`);
    adapter = lesson.adapter;
  }
  return lines;
}

interface Asked {
  readonly round: number;
  readonly arm: Arm;
  readonly adapter: string | null;
  readonly passages: readonly LoopPassage[];
}

async function restyled(
  { round, arm, adapter, passages }: Asked,
  lines: LoopLines,
  { author, seed }: LoopAuthorTask,
  { authors, context }: Parts,
): Promise<void> {
  const open = passages.filter(({ id }) => lines.output(round, arm, id) === undefined);
  if (open.length === 0) return;
  if (arm === "learning" && adapter === null) {
    for (const { id } of open) {
      await lines.add({ ...lines.output(round, "without", id)!, arm });
    }
    return;
  }
  const model = await openModel({ adapter: adapter ?? shippedAdapter() }, context);
  const bar = new ProgressBar(context, "drafts");
  try {
    for (const [i, { id, post, neutral }] of open.entries()) {
      context.signal.throwIfAborted();
      bar.report(i, open.length, arm);
      const style = await authors.viewFor({ author, post });
      const stylist = new WatchedStylist(model.stylist);
      const { candidates } = context.settings.model;
      const { signal } = context;
      const made = await restylePassage({
        ...{ neutral, style, stylist, candidates, seed, signal, typography: "draft" },
      });
      if (stylist.failure !== undefined) {
        throw missing(`${stylist.failure.why} What was finished is kept: run it again to go on.`);
      }
      const references = style
        .nearest(neutral, REFERENCES)
        .map(({ id, note, text }) => ({ id, note, text }));
      const { text, accepted: offered } = made;
      await lines.add({ kind: "output", round, arm, id, text, offered, references });
    }
  } finally {
    bar.stop();
    model.dispose();
  }
}

async function learn(
  round: number,
  lines: LoopLines,
  task: LoopAuthorTask,
  { authors, context }: Parts,
): Promise<LessonLine> {
  const started = performance.now();
  const data = new DatasetFolder(join(task.folder, `data-${round}`));
  const before = task.rounds.slice(0, round + 1).flatMap((passages, i) =>
    passages.flatMap((passage) => {
      const made = lines.output(i, "learning", passage.id)!;
      return made.offered ? [decisionOf(passage, made)] : [];
    }),
  );
  const held = task.held.map(({ post, neutral, own }): RawPair => ({
    ...{ source: "note", note: post, neutral, text: own },
  }));
  const decided = pairsOfDecisions(before);
  const profile = await authors.profileOf(task.author);
  // Decisions bring the passages that they were shown.
  const views = new Map<string, StyleView>();
  for (const { post } of task.held) {
    if (!views.has(post)) views.set(post, await authors.viewFor({ author: task.author, post }));
  }
  const dataset = buildDataset({
    ...decided,
    pairs: [...decided.pairs, ...held],
    template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
    settled: settledBy(task),
    struck: new Set(),
    nearest: (neutral, note) => views.get(note)?.nearest(neutral, REFERENCES) ?? [],
  });
  await data.write(dataset);
  await writeProfile(data.file("profile.json"), profile);
  const { author, stages, maxSteps, seed, folder } = task;
  const trained = await trainOne(
    {
      ...{ author, data: data.folder, stages, maxSteps, seed, home: folder },
      ...{ dryRun: false, resume: "whenSame" },
    },
    context,
    () => undefined,
  );
  const gate = trained?.gate;
  const earlier = lines.lesson(round - 1)?.adapter ?? null;
  return {
    ...{ kind: "lesson", round, pairs: dataset.sft.length, accepted: gate?.accepted === true },
    why: gate?.why[0] ?? "",
    seconds: Math.round((performance.now() - started) / 1000),
    adapter: gate?.accepted === true ? (trained?.adapter ?? earlier) : earlier,
  };
}

function decisionOf({ id, post, neutral, own }: LoopPassage, made: OutputLine) {
  const { text, references } = made;
  return decide({ id, note: post, neutral, own, text, references, adapter: null });
}

/** Which posts the gate has is known from the start. */
function settledBy({ held, rounds }: LoopTask): ReadonlyMap<string, SettledNote> {
  const side = (side: SettledNote["side"], passages: readonly LoopPassage[]) =>
    passages.map(({ post }): [string, SettledNote] => [post, { side, prints: [] }]);
  return new Map([...side("train", rounds.flat()), ...side("holdout", held)]);
}

/** What came of every draft, held against what the author wrote. */
export function outcomesOf(
  { author, rounds }: LoopAuthorTask,
  lines: LoopLines,
  judge: StyleJudge,
): { readonly outcomes: readonly Outcome[]; readonly lessons: readonly Lesson[] } {
  const passages = new Map(rounds.flat().map((passage) => [passage.id, passage]));
  const outcomes = lines.outputs.flatMap(({ id, round, arm, text, offered }): Outcome[] => {
    const passage = passages.get(id);
    if (passage === undefined) return [];
    const { own, post } = passage;
    const distance = wordDistance(text, own);
    const styleGap = judge.logit(author, post, own) - judge.logit(author, post, text);
    return [{ author, round, arm, id, distance, styleGap, taken: offered && distance <= CLOSE }];
  });
  const lessons = lines.lessons.map(({ round, pairs, accepted, why, seconds }) => ({
    ...{ author, round, pairs, accepted, why, seconds },
  }));
  return { outcomes, lessons };
}

/** Changes with everything that the rounds are made of. */
export const stampOf = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
