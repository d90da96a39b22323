import { judgeAdapter, type GateReport, type PairMetrics } from "../core/learning/gate";
import { FEWEST_PAIRS } from "../core/learning/evidence";
import { corruptedRows } from "../core/learning/preferenceRows";
import type { HoldoutRow, PreferenceRow, SftRow } from "../core/learning/rows";
import { withoutReferences } from "../core/learning/rows";
import { filtered, type Sampled } from "../core/learning/styleFilter";
import type { StyleView } from "../core/style/types";
import { measurePairs } from "./measureAdapter";
import type { ServiceResult, Stylist } from "./ports";
import type {
  StageConfig,
  StageEvent,
  StageResult,
  Trainer,
  TrainingRecipe,
} from "./trainingPorts";
import { sampleCandidates } from "./sampleCandidates";
import { t } from "./worded";

export const trainingStages = ["vanilla", "sft,filter,dpo"] as const;

export interface TrainTask {
  readonly rows: {
    readonly sft: readonly SftRow[];
    readonly preference: readonly PreferenceRow[];
    readonly holdout: readonly HoldoutRow[];
  };
  readonly stages: (typeof trainingStages)[number];
  /** The adapter to go on from: a PEFT folder or a GGUF file; null = a new one. */
  readonly from: string | null;
  readonly recipe: TrainingRecipe;
  readonly candidates: number;
  readonly template: string;
  readonly signal: AbortSignal;
}

export interface TrainParts {
  readonly trainer: Trainer;
  /** The base model's file. */
  readonly base: string;
  readonly cache: string;
  readonly work: TrainingWork;
  /** The embedded model with this adapter over it; null = the one in use. */
  readonly stylist: (adapter: string | null) => Stylist;
  readonly viewWithout: (note: string) => StyleView;
  readonly onEvent: (event: TrainEvent) => void;
}

/** Where a training keeps what it has finished: it goes on from there when it is resumed. */
export interface TrainingWork {
  /** True when this goes on where an earlier run of the same training stopped. */
  readonly resumed: boolean;
  folderOf(step: string): string;
  done(step: string): StageResult | undefined;
  finish(step: string, result: StageResult): Promise<void>;
  /** What was sampled for a row already. */
  sampledOf(id: string): Sampled["candidates"] | undefined;
  keepSampled(id: string, candidates: Sampled["candidates"]): Promise<void>;
  /** How an adapter did on a pair that was held out, as far as an earlier run came. */
  measuredOf(key: string): PairMetrics | undefined;
  keepMeasured(key: string, metrics: PairMetrics): Promise<void>;
  /** Writes rows as JSON lines; returns the file. */
  writeRows(name: string, rows: readonly object[]): Promise<string>;
}

export type TrainEvent =
  | StageEvent
  | { readonly event: "stage"; readonly stage: string; readonly rows: number }
  | {
      readonly event: "progress";
      readonly stage: "filter" | "gate";
      readonly done: number;
      readonly total: number;
      readonly what: string;
    };

export interface Trained {
  readonly adapter: string;
  readonly peft?: string | undefined;
  readonly gate: GateReport;
}

/** Tunes an adapter on an author's rows and measures it against the one in use. Nothing is installed here. */
export async function trainAuthor(
  task: TrainTask,
  parts: TrainParts,
): Promise<ServiceResult<Trained>> {
  const trained = await new Training(task, parts).run();
  if (trained.kind === "failed") return trained;
  const { adapter, peft } = trained.value;
  const gate = await judge(adapter, task, parts);
  return gate.kind === "failed" ? gate : { kind: "ok", value: { adapter, peft, gate: gate.value } };
}

/** What training would take, without training. */
export async function estimateTraining(
  task: TrainTask,
  { trainer, base, cache, work, onEvent }: TrainParts,
): Promise<ServiceResult<StageResult>> {
  const rows = await work.writeRows("estimate", task.rows.sft);
  const out = work.folderOf("estimate");
  const config = configOf(
    task,
    { stage: "estimate", base, cache, rows, out },
    task.rows.sft.length,
  );
  return trainer.runStage(config, onEvent, task.signal);
}

interface Made {
  readonly adapter: string;
  readonly peft?: string | undefined;
}

class Training {
  constructor(
    private readonly task: TrainTask,
    private readonly parts: TrainParts,
  ) {}

  async run(): Promise<ServiceResult<Made>> {
    const { rows, stages, template, from } = this.task;
    if (stages === "vanilla") {
      const bare = rows.sft.map((row) => withoutReferences(template, row));
      return this.step("vanilla", "sft", bare, from);
    }
    const first = await this.step("sft", "sft", rows.sft, from);
    if (first.kind === "failed") return first;
    const { adapter, peft = adapter } = first.value;
    const sampled = await this.sampled(adapter);
    if (sampled.kind === "failed") return sampled;
    const { sft, preference } = filtered(template, sampled.value);
    // With nothing consistent there is nothing to learn in a second round.
    const second = sft.length === 0 ? first : await this.step("filter", "sft", sft, peft);
    if (second.kind === "failed") return second;
    const preferred = [
      ...rows.preference,
      ...preference,
      ...corruptedRows(sft.length === 0 ? rows.sft : sft, this.task.recipe.seed),
    ];
    if (preferred.length === 0) return second;
    return this.step("dpo", "dpo", preferred, second.value.peft ?? second.value.adapter);
  }

  private async sampled(adapter: string) {
    const { task, parts } = this;
    const progress = (done: number, total: number, what: string): void =>
      parts.onEvent({ event: "progress", stage: "filter", done, total, what });
    return sampleCandidates({
      rows: task.rows.sft,
      known: (id) => parts.work.sampledOf(id),
      keep: (id, candidates) => parts.work.keepSampled(id, candidates),
      stylist: parts.stylist(adapter),
      viewWithout: parts.viewWithout,
      candidates: task.candidates,
      seed: task.recipe.seed,
      signal: task.signal,
      progress,
    });
  }

  private async step(
    name: string,
    stage: "sft" | "dpo",
    rows: readonly object[],
    from: string | null,
  ): Promise<ServiceResult<Made>> {
    const { task, parts } = this;
    const { trainer, base, cache, work, onEvent } = parts;
    const done = work.done(name);
    if (done?.adapter !== undefined) {
      return { kind: "ok", value: { adapter: done.adapter, peft: done.peft } };
    }
    onEvent({ event: "stage", stage: name, rows: rows.length });
    const file = await work.writeRows(name, rows);
    const out = work.folderOf(name);
    const config = {
      ...configOf(task, { stage, base, cache, rows: file, out }, rows.length),
      from,
    };
    // The trainer knows how a stage trains, not which of ours it is.
    const named = (event: StageEvent): void =>
      onEvent(event.event === "step" ? { ...event, stage: name } : event);
    const trained = await trainer.runStage({ ...config, resume: work.resumed }, named, task.signal);
    task.signal.throwIfAborted();
    if (trained.kind === "failed") return trained;
    const made =
      trained.value.adapter === undefined ? await this.exported(name, trained.value) : trained;
    if (made.kind === "failed") return made;
    const { adapter, peft = trained.value.peft } = made.value;
    if (adapter === undefined) {
      return {
        kind: "failed",
        why: t('The trainer finished "{0}" and named no adapter.', name),
        userAction: t("Install the trainer again; its version does not fit this Penprint."),
      };
    }
    await work.finish(name, { adapter, peft });
    return { kind: "ok", value: { adapter, peft } };
  }

  private exported(name: string, { peft }: StageResult): Promise<ServiceResult<StageResult>> {
    const { task, parts } = this;
    const { trainer, base, cache, work, onEvent } = parts;
    const out = work.folderOf(`${name}-export`);
    const config = configOf(task, { stage: "export", base, cache, rows: "", out }, 0);
    return trainer.runStage({ ...config, from: peft ?? null }, onEvent, task.signal);
  }
}

type Place = Pick<StageConfig, "stage" | "base" | "cache" | "rows" | "out">;

/** Preferences move an adapter in far fewer steps than texts do. */
const DPO_RATE = 0.25;

/** Rows that an adapter sees in all, each in every epoch: less changes too little of what it does. */
const SEEN = 160;
const FEWEST_EPOCHS = 2;
const MOST_EPOCHS = 6;

/** Few rows are gone through more often. */
const epochsFor = (rows: number): number =>
  Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, Math.round(SEEN / Math.max(1, rows))));

const configOf = ({ recipe, from }: TrainTask, place: Place, rows: number): StageConfig => ({
  ...place,
  from,
  recipe: {
    ...recipe,
    epochs: recipe.epochs ?? epochsFor(rows),
    learningRate: recipe.learningRate * (place.stage === "dpo" ? DPO_RATE : 1),
  },
  resume: false,
  device: "auto",
});

async function judge(
  adapter: string,
  { rows, candidates, signal }: TrainTask,
  { stylist, viewWithout, work, onEvent }: TrainParts,
): Promise<ServiceResult<GateReport>> {
  if (rows.holdout.length < FEWEST_PAIRS) {
    const none = { kept: 1, added: 0, refused: 0, style: null, overlap: 0 };
    const pairs = rows.holdout.map(({ id }) => ({ id, candidate: none, current: none }));
    return { kind: "ok", value: judgeAdapter(pairs) };
  }
  const measured = await measurePairs(
    { rows: rows.holdout, viewWithout, candidates, signal, kept: work },
    { candidate: stylist(adapter), current: stylist(null) },
    (done, total, what) => onEvent({ event: "progress", stage: "gate", done, total, what }),
  );
  return measured.kind === "failed"
    ? measured
    : { kind: "ok", value: judgeAdapter(measured.value) };
}
