import { BadRequestError, UnprocessableEntityError, type OpenAI } from "openai";
import { z } from "zod";
import type { ChatMessage, ChatModel, ChatOptions, ServiceResult } from "../workflows/ports";
import { addressOf, openAiRequest, parsedUrl, type Call, type OpenAiServer } from "./openAiRequest";
import { t } from "../workflows/worded";

const chunkSchema = z.object({
  choices: z.array(
    z.object({
      delta: z
        .object({ content: z.string().nullish(), refusal: z.string().nullish() })
        .nullish()
        .default(null),
      message: z.object({ content: z.string().nullish() }).nullish(),
      finish_reason: z.string().nullish(),
    }),
  ),
});
const modelsSchema = z.object({ data: z.array(z.object({ id: z.string() })) });

/** Parameters that not every server or model knows. */
const optional = ["temperature", "seed", "response_format", "max_tokens"] as const;
type Optional = (typeof optional)[number];

/** What goes over the wire. `max_tokens` first: servers other than OpenAI's may know no other name for it. */
interface Body {
  readonly model: string;
  readonly stream: true;
  readonly messages: ChatMessage[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly response_format?: OpenAI.ResponseFormatJSONSchema;
}

/** A language model behind an OpenAI-compatible address. */
export class OpenAiClient implements ChatModel {
  private model: string;
  private readonly unknown = new Set<Optional>();

  constructor(private readonly server: OpenAiServer) {
    this.model = server.model.trim();
  }

  get name(): string {
    return t("{0} at {1}", this.model || t("the server's model"), this.address);
  }

  /** Without user name or password. */
  get address(): string {
    return addressOf(this.server.baseUrl);
  }

  async chat(
    messages: readonly ChatMessage[],
    options: ChatOptions,
  ): Promise<ServiceResult<string>> {
    options.signal?.throwIfAborted();
    const ready = await this.findModel(options.signal);
    if (ready.kind === "failed") return ready;
    return openAiRequest(this.server, this.name, options.signal, (client, call) =>
      this.answer(client, messages, options, call),
    );
  }

  /** The names of the models that the server offers. */
  models(signal?: AbortSignal): Promise<ServiceResult<readonly string[]>> {
    return openAiRequest(this.server, this.name, signal, async (client, call) => {
      const page = await client.models.list({ signal: call.signal }).asResponse();
      const list = modelsSchema.parse(await page.json());
      return { kind: "ok", value: list.data.map((model) => model.id) };
    });
  }

  private async findModel(signal: AbortSignal | undefined): Promise<ServiceResult<null>> {
    const url = parsedUrl(this.server.baseUrl);
    if (url === undefined) {
      return mend(
        t('"{0}" is no http(s) address.', this.server.baseUrl),
        t("Correct the base URL."),
      );
    }
    if (this.server.key === "" && url.hostname === "api.openai.com") {
      return mend(
        t("OpenAI needs a key."),
        t("Set it: command *Penprint: Set API Key*, or PENPRINT_API_KEY."),
      );
    }
    if (this.model !== "") return { kind: "ok", value: null };
    const known = await this.models(signal);
    if (known.kind === "failed") return known;
    const [first, second] = known.value;
    if (first === undefined || second !== undefined) {
      const names = known.value.slice(0, 10).join(", ");
      return mend(
        t("No model is chosen for {0}.", this.address),
        names === ""
          ? t("Set `penprint.planner.model` (--planner-model).")
          : t("Set `penprint.planner.model` (--planner-model) to one of: {0}.", names),
      );
    }
    this.model = first;
    return { kind: "ok", value: null };
  }

  /** Leaves out, one after the other, the parameters that the server says it does not know. */
  private async answer(
    client: OpenAI,
    messages: readonly ChatMessage[],
    options: ChatOptions,
    call: Call,
  ): Promise<ServiceResult<string>> {
    try {
      const { data, response } = await client.chat.completions
        .create(this.body(messages, options), { signal: call.signal })
        .withResponse();
      const isWhole = response.headers.get("content-type")?.includes("application/json") === true;
      const chunks = isWhole ? [await response.json()] : data;
      return await collect(chunks, options.onText, call, isWhole);
    } catch (error) {
      const named = unknownParameter(error);
      if (named === undefined || this.unknown.has(named)) throw error;
      this.unknown.add(named);
      return this.answer(client, messages, options, call);
    }
  }

  private body(messages: readonly ChatMessage[], options: ChatOptions): Body {
    const { jsonSchema: json, maxTokens, temperature, seed } = options;
    const knows = (name: Optional): boolean => !this.unknown.has(name);
    return {
      model: this.model,
      stream: true,
      messages: messages.map((message) => ({ ...message })),
      ...(maxTokens === undefined
        ? {}
        : knows("max_tokens")
          ? { max_tokens: maxTokens }
          : { max_completion_tokens: maxTokens }),
      ...(temperature === undefined || !knows("temperature") ? {} : { temperature }),
      ...(seed === undefined || !knows("seed") ? {} : { seed }),
      ...(json === undefined || !knows("response_format")
        ? {}
        : {
            response_format: {
              type: "json_schema",
              json_schema: { name: json.name, schema: { ...json.schema }, strict: true },
            },
          }),
    };
  }
}

async function collect(
  chunks: AsyncIterable<unknown> | Iterable<unknown>,
  onText: ((piece: string) => void) | undefined,
  call: Call,
  isWhole: boolean,
): Promise<ServiceResult<string>> {
  let text = "";
  let refusal = "";
  let finish = "";
  for await (const chunk of chunks) {
    const choice = chunkSchema.parse(chunk).choices[0];
    const piece = choice?.delta?.content ?? choice?.message?.content ?? "";
    refusal += choice?.delta?.refusal ?? "";
    finish = choice?.finish_reason ?? finish;
    if (piece !== "") onText?.(piece);
    text += piece;
  }
  // A stream that is aborted ends without an error.
  call.signal.throwIfAborted();
  if (refusal !== "" || finish === "content_filter") {
    throw new Error(t("the model refused: {0}", refusal || t("its content filter spoke")));
  }
  if (finish === "" && !call.saidDone && !isWhole) {
    throw new Error(t("it stopped in the middle"));
  }
  if (text.trim() === "") throw new Error(t("it is empty"));
  return { kind: "ok", value: text };
}

function unknownParameter(error: unknown): Optional | undefined {
  if (!(error instanceof BadRequestError || error instanceof UnprocessableEntityError)) {
    return undefined;
  }
  return optional.find((name) => (error.param ?? error.message).includes(name));
}

function mend(why: string, userAction: string): ServiceResult<never> {
  return { kind: "failed", why, userAction, misconfigured: true };
}
