import { createWriteStream } from "node:fs";
import { open, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { Transform } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { request, type Dispatcher } from "undici";
import { z } from "zod";
import { proxyDispatcher } from "../proxy";
import { ModelFileError, whyOf } from "./failure";
import { sha256Of } from "./sha256";
import { t } from "../../workflows/worded";

export interface DownloadOptions {
  readonly url: string;
  /** Where the file is to be; it appears there whole and verified or not at all. */
  readonly target: string;
  /** Expected SHA-256; absent = the address must tell it (`X-Linked-Etag`). */
  readonly sha256?: string;
  /** Address of a proxy; empty = HTTP(S)_PROXY and NO_PROXY decide. */
  readonly proxy: string;
  readonly signal?: AbortSignal;
  /** Bytes so far, bytes in all (0 = unknown). */
  readonly progress?: (done: number, total: number) => void;
  /** Milliseconds before the second attempt; doubles with every further one. */
  readonly retryDelay?: number;
}

const ATTEMPTS = 5;
const partSchema = z.object({ url: z.string(), tag: z.string() });

/** Fetches a file over HTTP: resumes what was cut off, compares the hash, and renames it into place. */
export async function download(options: DownloadOptions): Promise<{ readonly sha256: string }> {
  const dispatcher = proxyDispatcher(options.proxy, process.env);
  const part = `${options.target}.part`;
  try {
    const linked = await fetchAll(options, dispatcher, part);
    const expected = (options.sha256 ?? linked)?.toLowerCase();
    if (expected === undefined) {
      throw new ModelFileError(
        t("{0} does not tell the file's SHA-256; set it beside the address.", options.url),
      );
    }
    await putInPlace(part, options.target, expected, options.url, options.signal);
    return { sha256: expected };
  } finally {
    await dispatcher.close().catch(() => undefined);
  }
}

/** Compares the hash of `part` and renames it; a file that differs is deleted. */
export async function putInPlace(
  part: string,
  target: string,
  expected: string,
  from: string,
  signal?: AbortSignal,
): Promise<void> {
  const found = await sha256Of(part, signal);
  if (found !== expected) {
    await rm(part, { force: true });
    await rm(`${part}.json`, { force: true });
    throw new ModelFileError(
      t(
        "what {0} gave is not the expected file: SHA-256 {1} instead of {2}",
        from,
        found,
        expected,
      ),
    );
  }
  const handle = await open(part, "r+");
  await handle.sync().finally(() => handle.close());
  await rename(part, target);
  await rm(`${part}.json`, { force: true });
}

async function fetchAll(
  options: DownloadOptions,
  dispatcher: Dispatcher,
  part: string,
): Promise<string | undefined> {
  for (let attempt = 1; ; attempt++) {
    options.signal?.throwIfAborted();
    try {
      return await fetchRest(options, dispatcher, part);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (error instanceof ModelFileError) throw error;
      if (attempt === ATTEMPTS || !isTransient(error)) {
        throw new ModelFileError(`${options.url}: ${whyOf(error)}`, { cause: error });
      }
      await delay((options.retryDelay ?? 1000) * 2 ** (attempt - 1), undefined, {
        ...(options.signal === undefined ? {} : { signal: options.signal }),
      });
    }
  }
}

/** Asks for what is not there yet and appends it. The hash that the first answer told, if it did. */
async function fetchRest(
  options: DownloadOptions,
  dispatcher: Dispatcher,
  part: string,
): Promise<string | undefined> {
  const before = await resumable(part, options.url);
  const { response, linked } = await follow(options, dispatcher, before);
  const { statusCode, headers, body } = response;
  if (statusCode === 416) {
    await body.dump();
    await rm(part, { force: true });
    throw new Interrupted(t("the part that was there did not fit"));
  }
  if (statusCode !== 200 && statusCode !== 206) {
    await body.dump();
    throw statusCode >= 500 || statusCode === 429
      ? new Interrupted(`answered ${statusCode}`)
      : new ModelFileError(`${options.url} answered ${statusCode}`);
  }
  const from = statusCode === 206 ? startOf(headers["content-range"], before.bytes) : 0;
  if (from === undefined) {
    body.destroy();
    await rm(part, { force: true });
    throw new Interrupted(t("the server continued at another place"));
  }
  // What cannot be continued goes before the note says what it is: killed in between, the next run must not go on from it.
  if (from === 0) await rm(part, { force: true });
  const total = from + Number(headers["content-length"] ?? Number.NaN);
  await writeFile(
    `${part}.json`,
    JSON.stringify({ url: options.url, tag: text(headers["etag"]) ?? "" }),
  );
  let done = from;
  await pipeline(
    body,
    new Transform({
      transform(chunk: Buffer, _encoding, next) {
        done += chunk.length;
        options.progress?.(done, Number.isNaN(total) ? 0 : total);
        next(null, chunk);
      },
    }),
    createWriteStream(part, { flags: from === 0 ? "w" : "a" }),
    ...(options.signal === undefined ? [] : [{ signal: options.signal }]),
  );
  if (!Number.isNaN(total) && done < total)
    throw new Interrupted(t("cut off at {0} of {1}", done, total));
  return linked;
}

/** Follows redirects itself: the hash of a hub file stands in the first answer, not in the last. */
async function follow(
  options: DownloadOptions,
  dispatcher: Dispatcher,
  before: { readonly bytes: number; readonly tag: string },
): Promise<{ response: Dispatcher.ResponseData; linked: string | undefined }> {
  let url = options.url;
  let linked: string | undefined;
  for (let hop = 0; hop < 10; hop++) {
    const response = await request(url, {
      dispatcher,
      headersTimeout: 30_000,
      bodyTimeout: 60_000,
      headers: {
        "accept-encoding": "identity",
        ...(before.bytes > 0 ? { range: `bytes=${before.bytes}-`, "if-range": before.tag } : {}),
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    linked ??= sha256In(response.headers["x-linked-etag"]);
    const next = text(response.headers["location"]);
    if (response.statusCode < 300 || response.statusCode >= 400 || next === undefined) {
      return { response, linked };
    }
    await response.body.dump();
    const target = new URL(next, url);
    if (url.startsWith("https:") && target.protocol !== "https:") {
      throw new ModelFileError(t("{0} leads from https to {1}//", options.url, target.protocol));
    }
    url = target.href;
  }
  throw new ModelFileError(t("{0} leads in a circle", options.url));
}

/** What is there of the same address and can be continued: only with a strong tag is it the same file. */
async function resumable(
  part: string,
  url: string,
): Promise<{ readonly bytes: number; readonly tag: string }> {
  try {
    const known = partSchema.parse(JSON.parse(await readFile(`${part}.json`, "utf8")));
    if (known.url === url && known.tag.startsWith('"')) {
      return { bytes: (await stat(part)).size, tag: known.tag };
    }
  } catch {
    // nothing there, or nothing that can be continued
  }
  return { bytes: 0, tag: "" };
}

function startOf(range: string | string[] | undefined, expected: number): number | undefined {
  const start = Number(/^bytes (\d+)-/.exec(text(range) ?? "")?.[1] ?? Number.NaN);
  return start === expected ? start : undefined;
}

const text = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

function sha256In(header: string | string[] | undefined): string | undefined {
  return /^(?:W\/)?"?([0-9a-f]{64})"?$/i.exec(text(header) ?? "")?.[1]?.toLowerCase();
}

/** Worth another attempt. */
class Interrupted extends Error {}

function isTransient(error: unknown): boolean {
  if (error instanceof Interrupted) return true;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(?:UND_ERR_(?!INVALID)|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EAI_AGAIN|ERR_STREAM_PREMATURE_CLOSE)/.test(
    code,
  );
}
