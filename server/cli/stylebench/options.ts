import { z } from "zod";

export const optionsSchema = z.object({
  posts: z.string(),
  speeches: z.string().optional(),
  yardstick: z.string().optional(),
  python: z.string().optional(),
  out: z.string().optional(),
  limit: z.coerce
    .number("--limit: a number")
    .int("--limit: a whole number")
    .min(1, "--limit: at least 1")
    .optional(),
  seed: z.coerce.number("--seed: a number").int("--seed: a whole number"),
  format: z.enum(["text", "json"]),
});
export type Options = z.infer<typeof optionsSchema>;
