import { z } from "zod";

/** What the server and the model's process say to each other. Both sides parse everything they receive. */

const id = z.int().min(1);

const message = z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() });

const load = z.object({
  type: z.literal("load"),
  id,
  model: z.string(),
  /** A LoRA adapter; null = the model as it is. */
  adapter: z.string().nullable(),
  contextTokens: z.int().min(256),
  /** Most threads to use. Within them the fastest number is measured. */
  threads: z.int().min(1),
});

const generate = z.object({
  type: z.literal("generate"),
  id,
  messages: z.array(message).min(1),
  /** The answer may be half as long again as this text. */
  answerLike: z.string(),
  /** One answer each; temperature 0 = the likeliest token every time. */
  samples: z.array(z.object({ seed: z.int().min(0), temperature: z.number().min(0) })).min(1),
});

const logProbability = z.object({
  type: z.literal("logProbability"),
  id,
  context: z.string(),
  text: z.string(),
});

const weigh = z.object({
  type: z.literal("weigh"),
  id,
  messages: z.array(message).min(1),
  /** What the answer would be without edits. */
  text: z.string().min(1),
  /** Places of `text` and what would stand there instead; UTF-16 offsets. */
  edits: z.array(z.object({ start: z.int().min(0), end: z.int().min(0), text: z.string() })),
});

const speed = z.object({
  type: z.literal("speed"),
  id,
  promptTokens: z.int().min(1),
  answerTokens: z.int().min(1),
});

const abort = z.object({ type: z.literal("abort"), id });
const ping = z.object({ type: z.literal("ping") });

export const orderSchema = z.discriminatedUnion("type", [
  load,
  generate,
  logProbability,
  weigh,
  speed,
  abort,
  ping,
]);
export type Order = z.infer<typeof orderSchema>;
export type Work = Exclude<Order, { type: "abort" | "ping" }>;
export type LoadOrder = z.infer<typeof load>;
export type GenerateOrder = z.infer<typeof generate>;
export type LogProbabilityOrder = z.infer<typeof logProbability>;
export type WeighOrder = z.infer<typeof weigh>;
export type SpeedOrder = z.infer<typeof speed>;

const answerSchema = z.object({
  text: z.string(),
  /** `limit`: it was still talking when it had used up its length. */
  end: z.enum(["finished", "limit"]),
  tokens: z.int(),
  /** Of the prompt: tokens that had to be evaluated for this answer, and tokens that stood already. */
  evaluated: z.int(),
  reused: z.int(),
  /** Milliseconds to the first token, and for all. */
  first: z.number(),
  total: z.number(),
});
export type Answer = z.infer<typeof answerSchema>;

const loadedSchema = z.object({
  contextTokens: z.int(),
  promptThreads: z.int(),
  answerThreads: z.int(),
});
export type Loaded = z.infer<typeof loadedSchema>;

const scoredSchema = z.object({
  /** Natural logarithms, one for each token of the text. */
  tokens: z.array(z.number()),
});
export type Scored = z.infer<typeof scoredSchema>;

const weighedSchema = z.object({
  /** Natural logarithms, one for each edit: above 0 = likelier than the text itself. */
  weights: z.array(z.number()),
});
export type Weighed = z.infer<typeof weighedSchema>;

const speedSchema = z.object({ promptSeconds: z.number(), answerSeconds: z.number() });
export type Speed = z.infer<typeof speedSchema>;

export const reportSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("loaded"), id, result: loadedSchema }),
  z.object({ type: z.literal("answer"), id, index: z.int(), answer: answerSchema }),
  z.object({ type: z.literal("generated"), id }),
  z.object({ type: z.literal("scored"), id, result: scoredSchema }),
  z.object({ type: z.literal("weighed"), id, result: weighedSchema }),
  z.object({ type: z.literal("speed"), id, result: speedSchema }),
  z.object({
    type: z.literal("failed"),
    id,
    reason: z.enum(["model", "adapter", "window", "memory", "aborted", "fault"]),
    why: z.string(),
  }),
  /** Work is going on: something was evaluated since the last one. */
  z.object({ type: z.literal("alive"), id }),
  z.object({ type: z.literal("pong") }),
]);
export type Report = z.infer<typeof reportSchema>;
export type FailureReason = Extract<Report, { type: "failed" }>["reason"];
