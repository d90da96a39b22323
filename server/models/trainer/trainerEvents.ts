import { z } from "zod";

/** What the trainer says on its stdout, one object a line. */

const step = z.object({
  event: z.literal("step"),
  stage: z.string(),
  step: z.int(),
  steps: z.int(),
  loss: z.number(),
  /** Of all processes together. */
  tokensPerSecond: z.number(),
  secondsLeft: z.number(),
});

const estimate = z.object({
  event: z.literal("estimate"),
  stage: z.enum(["sft", "dpo"]),
  rows: z.int(),
  /** Rows longer than the recipe allows. */
  leftOut: z.int(),
  steps: z.int(),
  tokens: z.int(),
  tokensPerSecond: z.number(),
  seconds: z.number(),
  memoryBytes: z.int(),
});

const done = z.object({
  event: z.literal("done"),
  /** The adapter as llama.cpp loads it, and as PEFT does. */
  adapter: z.string().optional(),
  peft: z.string().optional(),
  /** Before the first step and in the last one. */
  loss0: z.number().optional(),
  loss: z.number().optional(),
  steps: z.int().optional(),
  tokensPerSecond: z.number().optional(),
  /** JSON lines: `{"tokens", "without", "with"}`, logarithms of probabilities. */
  effect: z.string().optional(),
  rows: z.int().optional(),
});

const failed = z.object({
  event: z.literal("error"),
  code: z.string(),
  message: z.string(),
  next: z.string(),
});

export const trainerEventSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("rows"),
    used: z.int(),
    leftOut: z.int(),
    tokens: z.int(),
    steps: z.int(),
  }),
  /** Training goes on after this step, from a checkpoint. */
  z.object({ event: z.literal("resumed"), step: z.int(), steps: z.int() }),
  step,
  /** Killed from here on, training resumes after this step. */
  z.object({ event: z.literal("saved"), step: z.int() }),
  estimate,
  done,
  failed,
]);

export type TrainerEvent = z.infer<typeof trainerEventSchema>;
export type TrainerFailure = z.infer<typeof failed>;

/** The same without the event's name. */
export const estimateSchema = estimate.omit({ event: true });
export const resultSchema = done.omit({ event: true });

export type Estimate = z.infer<typeof estimateSchema>;
export type StageResult = z.infer<typeof resultSchema> & { readonly estimate?: Estimate };
