import { z } from "zod";
import type { ChatMessage, ChatModel, ChatOptions, ServiceResult } from "../workflows/ports";
import { t } from "../workflows/worded";

export interface StructuredAsk<T> {
  /** Name of the schema on the wire: letters, digits, dashes. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly messages: readonly ChatMessage[];
  readonly options: Omit<ChatOptions, "jsonSchema">;
  /** The words of the one repair turn. */
  repair(problem: string): string;
}

const longestEcho = 8000;

/**
 * Asks for an answer of a given shape. Servers may ignore the schema, so the answer is validated, and asked for
 * once more with what was wrong with it.
 */
export async function askForJson<T>(
  model: ChatModel,
  ask: StructuredAsk<T>,
): Promise<ServiceResult<T>> {
  const jsonSchema = { name: ask.name, schema: z.toJSONSchema(ask.schema) };
  const options = { ...ask.options, jsonSchema };
  const first = await model.chat(ask.messages, options);
  if (first.kind === "failed") return first;
  const read = readJson(first.value, ask.schema);
  if (read.kind === "ok") return read;
  const second = await model.chat(
    [
      ...ask.messages,
      { role: "assistant", content: first.value.slice(0, longestEcho) },
      { role: "user", content: ask.repair(read.problem) },
    ],
    options,
  );
  if (second.kind === "failed") return second;
  const again = readJson(second.value, ask.schema);
  if (again.kind === "ok") return again;
  return {
    kind: "failed",
    why: t(
      "{0} did not answer in the form that was asked for, also when asked again ({1})",
      model.name,
      again.problem,
    ),
    userAction: t("Choose a more capable model, or the extractive planner."),
  };
}

type Read<T> = { kind: "ok"; value: T } | { kind: "bad"; problem: string };

/** The object in an answer, which may stand between words or marks. */
export function readJson<T>(answer: string, schema: z.ZodType<T>): Read<T> {
  const start = answer.indexOf("{");
  const end = answer.lastIndexOf("}");
  if (start === -1 || end < start) return { kind: "bad", problem: "it holds no JSON object" };
  let json: unknown;
  try {
    json = JSON.parse(answer.slice(start, end + 1));
  } catch (error) {
    return { kind: "bad", problem: error instanceof Error ? error.message : "it is no JSON" };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { kind: "ok", value: parsed.data };
  return { kind: "bad", problem: z.prettifyError(parsed.error).slice(0, longestEcho) };
}
