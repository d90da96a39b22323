import { createHash } from "node:crypto";
import type OpenAI from "openai";
import { z } from "zod";
import type { HostedMethod } from "../core/learning/hostedRows";
import type { ServiceResult } from "../workflows/ports";
import type { TuningEvent, TuningJob, TuningService } from "../workflows/trainingPorts";
import { addressOf, openAiRequest, type Call, type OpenAiServer } from "./openAiRequest";
import type { Advice } from "./serverFailure";

export interface TuningRequest {
  /** The model that is tuned. */
  readonly model: string;
  /** Id of an upload. */
  readonly file: string;
  readonly method: HostedMethod;
  readonly seed?: number | undefined;
}

/** An upload may take as long as it takes at this speed, beside the time that a server may be silent. */
const slowestUpload = 50_000;
const pageSize = 100;

const advice: Advice = {
  elsewhere: "Try again later, and see that the service offers OpenAI's fine-tuning API.",
  unknown: "Check --base-url (it often ends in /v1), --model and --job.",
  refused: "Check --model and --method: not every service tunes every model in both ways.",
};

/** Fine-tuning jobs behind an OpenAI-compatible address. The key is in nothing that it returns. */
export class HostedTuning implements TuningService {
  private readonly schemas: ReturnType<typeof schemasWithout>;

  constructor(private readonly server: Omit<OpenAiServer, "model">) {
    this.schemas = schemasWithout(server.key);
  }

  get address(): string {
    return addressOf(this.server.baseUrl);
  }

  /** Id of the upload. `name` is what the service calls the file. */
  upload(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<ServiceResult<string>> {
    const timeoutSeconds = this.server.timeoutSeconds + bytes.length / slowestUpload;
    return this.request({ ...this.server, timeoutSeconds }, signal, async (client, call) => {
      const file = new File([new Uint8Array(bytes)], name, { type: "application/jsonl" });
      const answer = await client.files.create({ file, purpose: "fine-tune" }, call);
      return parsed("file", this.schemas.file, answer).id;
    });
  }

  /** Starts a job. It is not given up halfway: a job that runs and that nobody knows would be paid for. */
  start({ model, file, method, seed }: TuningRequest): Promise<ServiceResult<TuningJob>> {
    return this.request(this.server, undefined, async (client, call) => {
      const body = { model, training_file: file, method: { type: method } };
      // Services that heed it start one job, however often the request is repeated.
      const key = createHash("sha256")
        .update(JSON.stringify([body, seed]))
        .digest("hex");
      const answer = await client.fineTuning.jobs.create(
        { ...body, ...(seed === undefined ? {} : { seed }) },
        { signal: call.signal, headers: { "Idempotency-Key": key } },
      );
      return parsed("fine-tuning job", this.schemas.job, answer);
    });
  }

  job(id: string, signal: AbortSignal): Promise<ServiceResult<TuningJob>> {
    return this.request(this.server, signal, async (client, { signal }) =>
      parsed(
        "fine-tuning job",
        this.schemas.job,
        await client.fineTuning.jobs.retrieve(id, { signal }),
      ),
    );
  }

  events(
    job: string,
    known: ReadonlySet<string>,
    signal: AbortSignal,
  ): Promise<ServiceResult<readonly TuningEvent[]>> {
    return this.request(this.server, signal, async (client, { signal }) => {
      const fresh = new Map<string, Timed>();
      let after: string | undefined;
      for (;;) {
        const query = { limit: pageSize, ...(after === undefined ? {} : { after }) };
        const response = await client.fineTuning.jobs
          .listEvents(job, query, { signal })
          .asResponse();
        const page = parsed("list of events", this.schemas.events, await response.json());
        // Newest first: below one that is known all are.
        const isNew = page.data.every(({ id }) => !known.has(id) && !fresh.has(id));
        for (const event of page.data) if (!known.has(event.id)) fresh.set(event.id, event);
        after = page.data.at(-1)?.id;
        if (!isNew || page.has_more !== true || after === undefined) break;
      }
      return [...fresh.values()]
        .reverse()
        .sort((a, b) => a.at - b.at)
        .map(({ id, level, message, metrics }) => ({
          ...{ id, level, message },
          ...(metrics === undefined ? {} : { metrics }),
        }));
    });
  }

  private request<T>(
    server: Omit<OpenAiServer, "model">,
    signal: AbortSignal | undefined,
    ask: (client: OpenAI, call: Pick<Call, "signal">) => Promise<T>,
  ): Promise<ServiceResult<T>> {
    return openAiRequest<T>(
      server,
      this.address,
      signal,
      async (client, { signal }) => ({ kind: "ok", value: await ask(client, { signal }) }),
      advice,
    );
  }
}

type Timed = z.infer<ReturnType<typeof schemasWithout>["events"]>["data"][number];

/** What a service answers; its words are taken over without the key, should it repeat it. */
function schemasWithout(key: string) {
  const words = z.string().transform((text) => (key === "" ? text : text.replaceAll(key, "(key)")));
  const metrics = z
    .object({ step: z.number(), total_steps: z.number().nullish(), train_loss: z.number() })
    .transform(({ step, total_steps, train_loss }) => ({
      step,
      ...(total_steps == null ? {} : { steps: total_steps }),
      loss: train_loss,
    }));
  return {
    file: z.object({ id: words.pipe(z.string().min(1)) }),
    job: z
      .object({
        id: words.pipe(z.string().min(1)),
        status: words.pipe(z.string().min(1)),
        fine_tuned_model: words.nullish(),
        error: z.object({ message: words.nullish() }).nullish(),
        method: z.object({ type: words }).nullish(),
      })
      .transform(({ id, status, fine_tuned_model, error, method }): TuningJob => ({
        ...{ id, status, model: fine_tuned_model ?? null },
        error: error?.message ?? null,
        method: method?.type ?? null,
      })),
    events: z.object({
      data: z.array(
        z
          .object({
            id: z.string(),
            created_at: z.number().nullish(),
            level: words.nullish(),
            message: words.nullish(),
            data: z.unknown().optional(),
          })
          .transform(({ id, created_at, level, message, data }) => ({
            ...{ id, at: created_at ?? 0, level: level ?? "info", message: message ?? "" },
            metrics: metrics.safeParse(data).data,
          })),
      ),
      has_more: z.boolean().nullish(),
    }),
  };
}

function parsed<T>(what: string, schema: z.ZodType<T>, answer: unknown): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new Error(`it is no ${what}: ${z.prettifyError(result.error)}`);
}
