import * as z from "zod";
import { request } from "./message";

/**
 * The server asks the client to ask one of the editor's own language models (`planner.kind` `editor`). Sent only to a
 * client that announced `languageModels`; cancelled as any request is.
 */
export const editorChatRequest = request(
  "penprint/editorChat",
  z.object({
    id: z.string(),
    /** `VENDOR/ID`. */
    model: z.string(),
    messages: z.array(
      z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() }),
    ),
  }),
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("ok"), value: z.string() }),
    z.object({
      kind: z.literal("failed"),
      why: z.string(),
      userAction: z.string(),
      /** Only the user can mend it: nothing else is tried instead. */
      misconfigured: z.boolean(),
    }),
  ]),
);
export type EditorChatAnswer = z.infer<typeof editorChatRequest.result>;

/** Client to server: the answer to the request `id` as it arrives, piece by piece. */
export const editorChatTextNotification = {
  method: "penprint/editorChatText",
  params: z.object({ id: z.string(), text: z.string() }),
} as const;
