import * as z from "zod";
import { rangeSchema } from "./requests";

/** What a client may say of itself in `capabilities.experimental`; a client that says nothing is a plain LSP editor. */
export const clientExtrasSchema = z.object({
  penprint: z
    .object({
      /** Shows suggestions as a diff with Accept / Reject: rewrites become `clientCommands.previewRewrite`. */
      preview: z.boolean().default(false),
    })
    .optional(),
});

/** Answered by the server through `workspace/executeCommand`; each takes one argument, parsed by `commandArguments`. */
export const serverCommands = {
  stopPattern: "penprint.server.stopPattern",
  ignoreRuleInFolder: "penprint.server.ignoreRuleInFolder",
  applyRewrite: "penprint.server.applyRewrite",
} as const;

/** Handled by a client that announced `preview`; the argument is a `rewriteArgument`. */
export const clientCommands = { previewRewrite: "penprint.previewRewrite" } as const;

export const rewriteArgument = z.object({
  uri: z.string(),
  range: rangeSchema,
  version: z.int(),
  mode: z.enum(["style", "sources", "section"]),
});
export type RewriteArgument = z.infer<typeof rewriteArgument>;

export const stopPatternArgument = z.object({ pattern: z.string(), uri: z.string() });
export const ignoreRuleArgument = z.object({ rule: z.string(), uri: z.string() });

/** Scheme of the rule pages that the server serves through `workspace/textDocumentContent`. */
export const documentationScheme = "penprint-docs";
