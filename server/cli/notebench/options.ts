import { z } from "zod";
import { systemNames, type SystemName } from "../../workflows/benchSystems";

const isSystem = (name: string): name is SystemName =>
  (systemNames as readonly string[]).includes(name);

const systemsSchema = z.string().transform((list, context): readonly SystemName[] => {
  const names = [...new Set(list.split(",").map((name) => name.trim()))].filter(Boolean);
  const unknown = names.find((name) => !isSystem(name));
  if (names.length === 0 || unknown !== undefined) {
    const what = unknown === undefined ? "none is named" : `there is no system "${unknown}"`;
    context.addIssue(`--systems: ${what}; there are ${systemNames.join(", ")}`);
    return z.NEVER;
  }
  return names.filter(isSystem);
});

export const optionsSchema = z.object({
  pairs: z.string(),
  posts: z.string(),
  articles: z.string().optional(),
  systems: systemsSchema,
  adapters: z.string().optional(),
  out: z.string(),
  limit: z.coerce
    .number("--limit: a number")
    .int("--limit: a whole number")
    .min(1, "--limit: at least 1")
    .optional(),
  seed: z.coerce.number("--seed: a number").int().min(0).max(0xffffffff),
});
export type Options = z.infer<typeof optionsSchema>;
