import OpenAI from "openai";
import type { Dispatcher } from "undici";
import type { ServiceResult } from "../workflows/ports";
import { boundedFetch, type RequestLimit } from "./boundedFetch";
import { serverFailure, type Advice } from "./serverFailure";

export interface OpenAiServer {
  /** Any OpenAI-compatible address, e.g. `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  /** Empty = the only model that the server has. */
  readonly model: string;
  /** Empty = none: fine for a server on this machine. */
  readonly key: string;
  /** Longest silence of the server, before and within an answer. */
  readonly timeoutSeconds: number;
  readonly dispatcher: Dispatcher;
  /** Longest answer in bytes on the wire. */
  readonly longestAnswer?: number;
}

/** Tries after the first on 408, 409, 429, 5xx and lost connections; the package heeds Retry-After up to a minute. */
const retries = 3;
const defaultLongestAnswer = 4_000_000;
/** The package's own timeout ends with the headers; `boundedFetch` watches the whole answer instead. */
const noTimeout = 2 ** 31 - 1;

export interface Call {
  readonly signal: AbortSignal;
  /** Whether the answer ended with the stream's closing mark. */
  saidDone: boolean;
}

/**
 * One request, or a few that belong together, with the package's retries. What goes wrong is a failure in the user's
 * words under the server's `name`; when `signal` is aborted its reason is thrown.
 */
export async function openAiRequest<T>(
  server: Omit<OpenAiServer, "model">,
  name: string,
  signal: AbortSignal | undefined,
  work: (client: OpenAI, call: Call) => Promise<ServiceResult<T>>,
  advice: Partial<Advice> = {},
): Promise<ServiceResult<T>> {
  const stop = new AbortController();
  const call: Call = {
    signal: signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]),
    saidDone: false,
  };
  let broken: RequestLimit | undefined;
  const client = new OpenAI({
    baseURL: server.baseUrl,
    // The package refuses to work without a key; servers on this machine ignore it.
    apiKey: server.key || "none",
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: "off",
    maxRetries: retries,
    timeout: noTimeout,
    fetch: boundedFetch({
      dispatcher: server.dispatcher,
      silence: server.timeoutSeconds * 1000,
      bytes: server.longestAnswer ?? defaultLongestAnswer,
      giveUp: (reason) => {
        broken = reason;
        stop.abort(reason);
      },
      ended: (tail) => (call.saidDone = tail.includes("[DONE]")),
    }),
  });
  try {
    return await work(client, call);
  } catch (error) {
    signal?.throwIfAborted();
    return serverFailure(broken ?? error, { name, key: server.key, advice });
  } finally {
    // A stream that was left early must not keep its connection.
    stop.abort();
  }
}

/** Undefined for what is no http(s) address. */
export function parsedUrl(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

/** A server's address as it is shown: without user name or password. */
export function addressOf(baseUrl: string): string {
  const url = parsedUrl(baseUrl);
  return url === undefined ? baseUrl : `${url.origin}${url.pathname.replace(/\/$/, "")}`;
}
