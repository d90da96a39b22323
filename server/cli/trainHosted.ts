import type { Command } from "commander";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { hostedMethods } from "../core/learning/hostedRows";
import { HostedTuning } from "../models/hostedTuning";
import { parsedUrl } from "../models/openAiRequest";
import { proxyDispatcher } from "../models/proxy";
import { serverKey } from "../models/serverKeys";
import type { TuningJob } from "../workflows/trainingPorts";
import { waitForJob } from "../workflows/waitForJob";
import { badInput, CommandError, contextOf, orBad, type CommandContext } from "./context";
import { cancelling, commandLine, waiting } from "./hostedCommands";
import { agrees, whatLeaves } from "./hostedConsent";
import { uploadName, writeUpload, type HostedUpload } from "./hostedUpload";
import { write } from "./jsonl";
import { complain } from "./output";

const optionsSchema = z.object({
  author: z.string().trim().min(1, "--author: the name is empty"),
  baseUrl: z.string().trim(),
  data: z.string().optional(),
  model: z.string().trim().min(1, "--model: the name is empty").optional(),
  method: z.enum(hostedMethods, `--method: ${hostedMethods.join(" or ")}`),
  seed: z.coerce.number("--seed: a number").int().min(0).max(0x7fffffff).optional(),
  upload: z.string().optional(),
  yes: z.boolean().default(false),
  wait: z.boolean(),
  job: z
    .string()
    .regex(/^\w[\w.:-]*$/, "--job: the id that the service gave the job")
    .optional(),
});
type Options = z.infer<typeof optionsSchema>;

/** `train-hosted`: a service tunes one of its models on an author's rows; JSON lines, the last one the job's. */
export function trainHostedCommand(program: Command): void {
  program
    .command("train-hosted")
    .description("have a service tune one of its models; JSON lines, the last one the job's")
    .requiredOption("--author <name>", "whose texts they are")
    .requiredOption("--base-url <url>", "any address with OpenAI's fine-tuning API")
    .option("--data <dir>", "what `dataset build` wrote")
    .option("--model <name>", "the service's model that is tuned")
    .option("--method <method>", hostedMethods.join(" or "), "supervised")
    .option("--seed <n>", "passed on to the service")
    .option("--upload <file>", "what is sent (default: hosted-METHOD.jsonl in the data set)")
    .option("--yes", "send it: you have looked at the file")
    .option("--no-wait", "start the job and leave it")
    .option("--job <id>", "wait for a job that was started before; nothing is sent")
    .addHelpText(
      "after",
      "\nThe key for the service is read from PENPRINT_API_KEY, else from OPENAI_API_KEY.\n" +
        "Without --yes it is said what would leave this machine, and nothing is sent before you agree.",
    )
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await trainHosted(options.data, contextOf(command));
    });
}

async function trainHosted(options: Options, context: CommandContext): Promise<void> {
  const { planner, proxy } = context.settings;
  const dispatcher = proxyDispatcher(proxy, process.env);
  const service = new HostedTuning({
    baseUrl: usableAddress(options.baseUrl),
    key: serverKey("", process.env),
    timeoutSeconds: planner.timeoutSeconds,
    dispatcher,
  });
  try {
    const { job: id } = options;
    const job =
      id === undefined
        ? await startJob(service, options, context)
        : orBad(await service.job(id, context.signal));
    const last = options.wait ? await ended(service, job, options, context) : job;
    await write({ job: last.id, status: last.status, model: last.model });
    conclude(last, service, context);
  } finally {
    void dispatcher.destroy().catch(() => undefined);
  }
}

function usableAddress(baseUrl: string): string {
  const url = parsedUrl(baseUrl);
  if (url === undefined) {
    throw badInput("--base-url: no http(s) address, such as https://api.openai.com/v1.");
  }
  if (url.username !== "" || url.password !== "" || url.search !== "") {
    throw badInput("--base-url: a plain address; a key belongs into PENPRINT_API_KEY.");
  }
  if (url.hostname === "api.openai.com" && serverKey("", process.env) === "") {
    throw badInput("OpenAI needs a key: set PENPRINT_API_KEY.");
  }
  return baseUrl;
}

async function startJob(
  service: HostedTuning,
  options: Options,
  context: CommandContext,
): Promise<TuningJob> {
  const { author, data, model, method, seed } = options;
  if (data === undefined || model === undefined) {
    throw badInput("Name a data set and the model to tune (--data, --model), or a --job.");
  }
  const upload = await writeUpload({ data, method, upload: options.upload });
  await askFor(upload, options.yes, context, {
    ...{ author, address: service.address, model, method, upload },
  });
  const { signal } = context;
  context.note(`Sending ${upload.file} to ${service.address}.`);
  const file = orBad(await service.upload(uploadName(method), await sameBytes(upload), signal));
  const started = await service.start({ model, file, method, seed });
  if (started.kind === "failed") {
    throw badInput(
      `${started.why} ${started.userAction} What was sent is still there, as ${file}; look into the service's list of jobs before you try again.`,
    );
  }
  context.note(`Job ${started.value.id} is started on ${file}.`);
  await write({ event: "stage", stage: method, rows: upload.rows });
  return started.value;
}

/** Ends the command unless the user wants the upload to be sent. */
async function askFor(
  upload: HostedUpload,
  yes: boolean,
  context: CommandContext,
  facts: Parameters<typeof whatLeaves>[0],
): Promise<void> {
  if (yes && upload.hasChanged) {
    throw badInput(
      `${upload.file} had other content than the data set gives now, and was written anew. Nothing was sent. Look at it and run the command again; a row that is to stay here belongs into struck.txt.`,
    );
  }
  if (yes) {
    context.note(whatLeaves(facts));
    return;
  }
  complain(whatLeaves(facts));
  const canAsk = process.stdin.isTTY && process.stderr.isTTY;
  if (canAsk && (await agrees("Send it?", context.signal))) return;
  throw badInput(`Nothing was sent. To send it: ${commandLine(["--yes"])}`);
}

/** The file as it was shown. */
async function sameBytes({ file, bytes }: HostedUpload): Promise<Buffer> {
  const now = await readFile(file);
  if (now.equals(bytes)) return now;
  throw badInput(
    `${file} was changed. Nothing was sent: leave rows out with struck.txt of the data set, and run the command again.`,
  );
}

async function ended(
  service: HostedTuning,
  job: TuningJob,
  options: Options,
  context: CommandContext,
): Promise<TuningJob> {
  const { signal } = context;
  const goOn = `The job goes on at the service. To wait for it again: ${waiting(job.id)}`;
  try {
    const outcome = await waitForJob(service, job, {
      stage: options.method,
      signal,
      tell: (event) => void write(event),
      warn: (message) => context.note(message),
    });
    if (outcome.kind === "ok") return outcome.value;
    throw badInput(`${outcome.why} ${outcome.userAction}\n${goOn}`);
  } catch (error) {
    if (signal.aborted) {
      complain(
        `Job ${job.id}: no longer waiting. ${goOn}\nTo cancel it: ${cancelling(service.address, job.id)}`,
      );
    }
    throw error;
  }
}

function conclude(
  { id, status, model, error }: TuningJob,
  { address }: HostedTuning,
  context: CommandContext,
): void {
  switch (status) {
    case "succeeded":
      if (model === null) {
        throw new CommandError(
          `Job ${id} succeeded, and the service names no model: look for it at ${address}.`,
          1,
        );
      }
      context.note(
        `To rewrite with it, set "penprint.model.serverUrl" to "${address}" and "penprint.model.serverModel" to "${model}"; the key is read from PENPRINT_STYLIST_API_KEY, or is the planner's where the planner is at the same address.`,
      );
      return;
    case "failed":
      throw new CommandError(
        `Job ${id} failed at ${address}: ${error ?? "the service does not say why"}. No model was made.`,
        1,
      );
    case "cancelled":
      throw new CommandError(`Job ${id} was cancelled at ${address}.`, 1);
    default:
      context.note(`Job ${id} is ${status}. To wait for it: ${waiting(id)}`);
  }
}
