import * as z from "zod";
import { progress, refused, request } from "./message";

/**
 * Requests and notifications beside LSP's own, shared by client and server.
 * Each has a method name, a schema of what goes in, and a schema of what comes back; both sides parse.
 * Files of this folder import zod by `* as z`: so the extension's bundle holds only what they use of it.
 */

const position = z.object({ line: z.int().min(0), character: z.int().min(0) });
export const rangeSchema = z.object({ start: position, end: position });

export const statusNotification = {
  method: "penprint/status",
  params: z.object({
    profile: z.object({
      state: z.enum(["none", "learning", "tooSmall", "ready"]),
      author: z.string(),
      words: z.number(),
      message: z.string(),
      /** How far the learning is, 0 to 100; only while it goes on. */
      percent: z.int().min(0).max(100).optional(),
    }),
    model: z.object({
      state: z.enum(["missing", "idle", "loading", "ready", "restarting", "failed"]),
      name: z.string(),
      message: z.string(),
    }),
    /** `address` is where text goes; empty = nowhere. */
    planner: z.object({ kind: z.string(), name: z.string(), address: z.string() }),
    capture: z.enum(["ask", "on", "off"]),
  }),
} as const;
export type Status = z.infer<typeof statusNotification.params>;

export const learnRequest = request(
  "penprint/learn",
  progress.extend({ folders: z.array(z.string()), author: z.string() }),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("learned"),
      author: z.string(),
      words: z.number(),
      notes: z.number(),
      skipped: z.array(z.object({ path: z.string(), why: z.string() })),
      habits: z.array(z.string()),
      warning: z.string(),
    }),
    refused,
  ]),
);

export const profileRequest = request(
  "penprint/profile",
  z.object({ uri: z.string().optional() }),
  z
    .object({
      author: z.string(),
      file: z.string(),
      words: z.number(),
      notes: z.number(),
      language: z.string(),
      habits: z.array(z.object({ label: z.string(), rate: z.string(), example: z.string() })),
      stopped: z.array(z.object({ pattern: z.string(), label: z.string() })),
    })
    .nullable(),
);
/** The page about the style of the author of `uri`, the note beside it when it is open; `author` is empty where nobody is learned. */
export const stylePageRequest = request(
  "penprint/stylePage",
  z.object({ uri: z.string().optional() }),
  z.object({ title: z.string(), author: z.string(), html: z.string() }),
);
export const listProfilesRequest = request(
  "penprint/profiles",
  z.object({}),
  z.array(z.object({ author: z.string(), file: z.string(), words: z.number() })),
);
export const useProfileRequest = request(
  "penprint/useProfile",
  z.object({ author: z.string(), folder: z.string().optional() }),
  z.object({ ok: z.boolean(), why: z.string() }),
);
export const transferProfileRequest = request(
  "penprint/transferProfile",
  z.object({
    action: z.enum(["export", "import", "delete"]),
    author: z.string(),
    file: z.string().optional(),
  }),
  z.object({ ok: z.boolean(), why: z.string() }),
);
/** *This is how I write*: stop a pattern for this author, or undo that. */
export const stopPatternRequest = request(
  "penprint/stopPattern",
  z.object({ pattern: z.string(), stopped: z.boolean(), uri: z.string().optional() }),
  z.object({ ok: z.boolean(), why: z.string() }),
);

/** Has the planner's server hold a note's claims against its sources; `why` says what came of it. */
export const checkClaimsRequest = request(
  "penprint/checkClaims",
  progress.extend({ uri: z.string() }),
  z.object({ ok: z.boolean(), why: z.string() }),
);
export const candidateSchema = z.object({
  text: z.string(),
  origin: z.enum(["model", "rules", "draft"]),
  accepted: z.boolean(),
  style: z.object({ draft: z.number().nullable(), text: z.number().nullable() }),
  unsupported: z.number(),
  kept: z.number(),
  added: z.array(z.string()),
  /** Plain words: what was checked and how it came out. */
  checks: z.array(z.string()),
});
export type CandidateReport = z.infer<typeof candidateSchema>;

export const rewriteRequest = request(
  "penprint/rewrite",
  progress.extend({
    uri: z.string(),
    range: rangeSchema,
    version: z.int(),
    mode: z.enum(["style", "sources", "section"]),
  }),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("suggestion"),
      id: z.string(),
      /** The range that would be replaced (grown to whole passages' words) and its text now. */
      range: rangeSchema,
      original: z.string(),
      /** Best first; never empty. */
      candidates: z.array(candidateSchema),
      /** Who wrote it, e.g. "embedded SmolLM2-135M, no adapter". */
      model: z.string(),
      /** Anything the user must know, e.g. that no candidate of the model passed. */
      notes: z.array(z.string()),
    }),
    refused,
  ]),
);

/** What the user did with a suggestion; sent after an accepted edit was applied. */
export const decideRequest = request(
  "penprint/decide",
  z.object({
    suggestion: z.string(),
    decision: z.enum(["accepted", "rejected", "replaced", "undone"]),
    candidate: z.int().min(0),
    /** Where the accepted text stands now. */
    uri: z.string(),
    range: rangeSchema.optional(),
  }),
  z.object({ recorded: z.boolean(), why: z.string() }),
);

export const outlineSchema = z.object({
  title: z.string(),
  sections: z
    .array(
      z.object({
        heading: z.string(),
        summary: z.string(),
        points: z.array(z.string()).readonly(),
      }),
    )
    .min(1)
    .readonly(),
});
export type Outline = z.infer<typeof outlineSchema>;

const articleInput = z.object({
  /** The note with `title`, `brief` and `sources` in its front matter; absent = from the fields. */
  uri: z.string().optional(),
  title: z.string(),
  brief: z.string(),
  sources: z.array(z.string()),
});
export const outlineRequest = request(
  "penprint/outline",
  progress.extend(articleInput.shape),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("outline"),
      outline: outlineSchema,
      planner: z.string(),
      /** Anything the user must know, e.g. why another planner than the chosen one made it. */
      notes: z.array(z.string()),
    }),
    refused,
  ]),
);
export const articleRequest = request(
  "penprint/article",
  progress.extend({ ...articleInput.shape, id: z.string(), outline: outlineSchema }),
  z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("article"),
      id: z.string(),
      markdown: z.string(),
      planner: z.string(),
      notes: z.array(z.string()),
    }),
    refused,
  ]),
);
/** Sections of an article as they are written; `text` replaces what was shown for that section. */
export const articleSectionNotification = {
  method: "penprint/articleSection",
  params: z.object({ id: z.string(), section: z.int(), text: z.string(), done: z.boolean() }),
} as const;

export const decisionSchema = z.object({
  id: z.string(),
  time: z.string(),
  decision: z.string(),
  note: z.string(),
  original: z.string(),
  offered: z.string(),
  final: z.string(),
  model: z.string(),
});
export const listDecisionsRequest = request(
  "penprint/decisions",
  z.object({}),
  z.object({ file: z.string(), decisions: z.array(decisionSchema), problems: z.array(z.string()) }),
);
/** Every line that the log holds of a decision, as it stands in the file. */
export const decisionLinesRequest = request(
  "penprint/decisionLines",
  z.object({ id: z.string() }),
  z.object({ lines: z.array(z.string()) }),
);
export const deleteDecisionsRequest = request(
  "penprint/deleteDecisions",
  z.object({ ids: z.array(z.string()) }),
  z.object({ deleted: z.int() }),
);
export const exportDecisionsRequest = request(
  "penprint/exportDecisions",
  z.object({
    format: z.enum(["trl", "openai", "sharegpt"]),
    file: z.string(),
    /** Only these decisions; absent = all. */
    ids: z.array(z.string()).optional(),
  }),
  z.object({ ok: z.boolean(), why: z.string(), rows: z.int() }),
);
/** The answer to the one question about capture; unanswered = not kept. */
export const captureConsentRequest = request(
  "penprint/captureConsent",
  z.object({ keep: z.boolean() }),
  z.object({ ok: z.boolean() }),
);
/** Server to client, once, before the first line would be kept. */
export const askCaptureNotification = {
  method: "penprint/askCapture",
  params: z.object({}),
} as const;

/** The key lives in the editor's secret storage and the server's memory, nowhere else. */
export const apiKeyNotification = {
  method: "penprint/apiKey",
  params: z.object({ key: z.string() }),
} as const;

/** Client to server: the user trusts the folders that are open now. */
export const trustNotification = { method: "penprint/trust", params: z.object({}) } as const;

export const fetchModelRequest = request(
  "penprint/fetchModel",
  progress,
  z.object({ ok: z.boolean(), why: z.string(), file: z.string() }),
);

/** Test hook of the editor suite: the process id of the model child, 0 when none runs. */
export const modelProcessRequest = request(
  "penprint/modelProcess",
  z.object({}),
  z.object({ pid: z.int() }),
);
