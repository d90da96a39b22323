import { z } from "zod";
import { rowKinds } from "../../core/learning/poison";

/** A training that went through the gate. */
export const gateRunSchema = z.object({
  /** Changes with everything that the run is made of. */
  stamp: z.string(),
  author: z.string(),
  kind: z.enum(rowKinds),
  seed: z.int(),
  /** Rows trained on, and pairs held out. */
  rows: z.int(),
  held: z.int(),
  accepted: z.boolean(),
  why: z.array(z.string()),
  metrics: z.record(z.string(), z.unknown()),
  seconds: z.number(),
});
export type GateRun = z.infer<typeof gateRunSchema>;
