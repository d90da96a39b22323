import * as z from "zod";
import { costOf } from "../core/text/globs";

/** A glob pattern that comes with a folder or its settings. */
export const globPattern = z.string().superRefine((pattern, context) => {
  const why = costOf(pattern);
  if (why !== undefined) context.addIssue({ code: "custom", message: `this pattern ${why}` });
});
