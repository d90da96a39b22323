import * as z from "zod";
import { progress, refused, request } from "./message";

/** Training an author's adapter from the editor: what it would learn from, the training itself, its versions. */

const pair = z.object({
  id: z.string(),
  note: z.string(),
  /** `accepted`, `edited` or `note`. */
  source: z.string(),
  /** Before, without marks, and what the author makes of it. */
  neutral: z.string(),
  text: z.string(),
});
export type TrainingPair = z.infer<typeof pair>;

/** Collects the pairs of the author of `uri`, or of the first folder; nothing is trained. */
export const trainingDataRequest = request(
  "penprint/trainingData",
  progress.extend({
    uri: z.string().optional(),
    /** Passages of the author's notes make pairs too: each is sent to the planner's server, which takes the voice off. */
    fromNotes: z.boolean(),
  }),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("data"),
      author: z.string(),
      folder: z.string(),
      pairs: z.array(pair),
      preferences: z.int(),
      /** Pairs that are held out, and how many it takes to compare adapters. */
      holdout: z.int(),
      needed: z.int(),
      notes: z.array(z.string()),
    }),
    refused,
  ]),
);

/** Leaves pairs out for good. */
export const strikePairsRequest = request(
  "penprint/strikePairs",
  z.object({ author: z.string(), ids: z.array(z.string()) }),
  z.object({ ok: z.boolean(), why: z.string() }),
);

/** Trains on what was collected last. Cancelled it stops at its last checkpoint, and the next request goes on there. */
export const trainRequest = request(
  "penprint/train",
  progress.extend({ author: z.string() }),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("trained"),
      accepted: z.boolean(),
      /** In words, why it was accepted or refused. */
      why: z.array(z.string()),
    }),
    refused,
  ]),
);

/** One optimiser step. */
export const trainingStepNotification = {
  method: "penprint/trainingStep",
  params: z.object({
    author: z.string(),
    stage: z.string(),
    step: z.int(),
    steps: z.int(),
    loss: z.number(),
    secondsLeft: z.number(),
  }),
} as const;
export type TrainingStep = z.infer<typeof trainingStepNotification.params>;

export const listAdaptersRequest = request(
  "penprint/adapters",
  z.object({ uri: z.string().optional() }),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("adapters"),
      author: z.string(),
      current: z.string(),
      versions: z.array(z.object({ id: z.string(), created: z.string(), about: z.string() })),
    }),
    refused,
  ]),
);

/** Takes a version into use; without `id` what was in use before. */
export const useAdapterRequest = request(
  "penprint/useAdapter",
  z.object({ author: z.string(), id: z.string().optional() }),
  z.object({ ok: z.boolean(), why: z.string(), current: z.string() }),
);
