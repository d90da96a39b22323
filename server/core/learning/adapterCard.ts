import { z } from "zod";

/** Raised when what a card holds changes. */
export const CARD_VERSION = 1;

export const gateSchema = z.object({
  accepted: z.boolean(),
  metrics: z.record(z.string(), z.unknown()),
  /** In words. */
  why: z.array(z.string()).readonly(),
});

/** What is known of a version of an author's adapter; `card.json` beside it. */
export const adapterCardSchema = z.object({
  version: z.literal(CARD_VERSION),
  id: z.string(),
  author: z.string(),
  created: z.iso.datetime(),
  /** Adapters that it was trained on from, the last one first. */
  parents: z.array(z.string()).readonly(),
  /** SHA-256 of the base model's file; null where nobody told it. */
  base: z.string().nullable(),
  /** SHA-256 of the rows that it was trained on; null for an adapter from elsewhere. */
  data: z.string().nullable(),
  recipe: z.record(z.string(), z.unknown()),
  gate: gateSchema.nullable(),
});
export type AdapterCard = z.infer<typeof adapterCardSchema>;
export type GateOutcome = z.infer<typeof gateSchema>;
