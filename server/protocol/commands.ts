import * as z from "zod";
import { rangeSchema, useProfileRequest } from "./requests";

/** What a client may say of itself in `capabilities.experimental`; a client that says nothing is a plain LSP editor. */
export const clientExtrasSchema = z.object({
  penprint: z
    .object({
      /** Shows suggestions as a diff with Accept / Reject: rewrites become `clientCommands.previewRewrite`. */
      preview: z.boolean().default(false),
      /** False while the user has not said that they trust the folders that are open; `trustNotification` ends that. */
      trusted: z.boolean().default(true),
      /** Answers `penprint/editorChat`: asks a language model of the editor. */
      languageModels: z.boolean().default(false),
    })
    .optional(),
});

/** Answered by the server through `workspace/executeCommand`; each takes one argument. docs/editors.md describes them. */
export const serverCommands = {
  stopPattern: "penprint.server.stopPattern",
  ignoreRuleInFolder: "penprint.server.ignoreRuleInFolder",
  applyRewrite: "penprint.server.applyRewrite",
  resumePattern: "penprint.server.resumePattern",
  learn: "penprint.server.learn",
  generateArticle: "penprint.server.generateArticle",
  listProfiles: "penprint.server.listProfiles",
  useProfile: "penprint.server.useProfile",
  showProfile: "penprint.server.showProfile",
  listDecisions: "penprint.server.listDecisions",
  deleteDecisions: "penprint.server.deleteDecisions",
  showFirstUncarried: "penprint.server.showFirstUncarried",
  checkClaims: "penprint.server.checkClaims",
  showFinding: "penprint.server.showFinding",
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

export const stopPatternArgument = z.object({ pattern: z.string(), uri: z.string().optional() });
export const noteArgument = z.object({ uri: z.string() });
export const findingArgument = z.object({ uri: z.string(), position: rangeSchema.shape.start });
export type FindingArgument = z.infer<typeof findingArgument>;
export const ignoreRuleArgument = z.object({ rule: z.string(), uri: z.string() });

/** Folders by path or URI; without them those that are open. */
export const learnArgument = z.object({
  folders: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
  author: z.string().trim().min(1),
});
/** The note with title, brief and sources in its front matter, or what to take instead. */
export const articleArgument = z.object({
  uri: z.string().optional(),
  title: z.string().default(""),
  brief: z.string().default(""),
  sources: z.array(z.string()).default([]),
});
export const useProfileArgument = useProfileRequest.params;

/** Scheme of the rule pages that the server serves through `workspace/textDocumentContent`. */
export const documentationScheme = "penprint-docs";
