import * as z from "zod";
import { request } from "./message";
import { rangeSchema } from "./requests";

/** The findings of an open note, section by section; null for what is no note. */
export const findingsRequest = request(
  "penprint/findings",
  z.object({ uri: z.string() }),
  z
    .object({
      sections: z.array(
        z.object({
          /** Empty: before the first heading. */
          title: z.string(),
          /** Where the heading stands. */
          range: rangeSchema.optional(),
          /** Claims that the sources do not carry. */
          claims: z.int(),
          /** Passages that do not read like the author. */
          drifts: z.int(),
          findings: z.array(
            z.object({
              rule: z.string(),
              severity: z.enum(["error", "warning", "information", "hint"]),
              message: z.string(),
              /** The place's own words, the first 200 characters. */
              text: z.string(),
              range: rangeSchema,
            }),
          ),
        }),
      ),
    })
    .nullable(),
);
export type NoteFindings = NonNullable<z.output<typeof findingsRequest.result>>;
