import * as z from "zod";

/** What Penprint's own requests and notifications are made of. */

export const progress = z.object({
  workDoneToken: z.union([z.string(), z.number()]).optional(),
});
export const refused = z.object({
  kind: z.literal("refused"),
  why: z.string(),
  userAction: z.string(),
});

export function request<P extends z.ZodType, R extends z.ZodType>(
  method: string,
  params: P,
  result: R,
) {
  return { method, params, result } as const;
}
