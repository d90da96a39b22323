import { fetch as undiciFetch, type Dispatcher, type RequestInit as UndiciInit } from "undici";
import { t } from "../workflows/worded";

/** Why a request was given up. */
export class RequestLimit extends Error {
  constructor(
    readonly limit: "silence" | "size" | "redirect",
    message: string,
  ) {
    super(message);
  }
}

export interface FetchBounds {
  readonly dispatcher: Dispatcher;
  /** Longest time without a byte, in milliseconds. */
  readonly silence: number;
  /** Longest answer in bytes. */
  readonly bytes: number;
  /** Told before the request fails; whoever asked then aborts it, so that it is not tried again. */
  giveUp(reason: RequestLimit): void;
  /** The last bytes of an answer that was read to its end. */
  ended?(tail: string): void;
}

/**
 * `fetch` for a server that the user configured: it goes nowhere else (a redirection is an error),
 * and neither silence nor an endless answer holds it.
 */
export function boundedFetch(bounds: FetchBounds) {
  const refuse = (limit: RequestLimit["limit"], message: string): RequestLimit => {
    const reason = new RequestLimit(limit, message);
    bounds.giveUp(reason);
    return reason;
  };
  const heard = async <T>(wait: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => {
      refuse("silence", t("it sent nothing for {0} s", Math.round(bounds.silence / 100) / 10));
    }, bounds.silence);
    try {
      return await wait;
    } finally {
      clearTimeout(timer);
    }
  };
  return async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const sent = await withForm(init);
    const options = { ...sent, redirect: "manual", dispatcher: bounds.dispatcher } as UndiciInit;
    const target = url instanceof Request ? url.url : url;
    const response = await heard(undiciFetch(target, options));
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      const to = response.headers.get("location") ?? t("another address");
      throw refuse("redirect", t("it redirects to {0}", to));
    }
    const { status, statusText, body } = response;
    const headers = [...response.headers];
    if (body === null) return new Response(null, { status, statusText, headers });
    return new Response(metered(body as ReadableStream<Uint8Array>), {
      status,
      statusText,
      headers,
    });
  };

  function metered(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    let bytes = 0;
    let tail: Uint8Array = new Uint8Array();
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await heard(reader.read());
        if (done) {
          bounds.ended?.(Buffer.from(tail).toString("latin1"));
          controller.close();
          return;
        }
        bytes += value.length;
        if (bytes > bounds.bytes) {
          await reader.cancel();
          throw refuse("size", t("its answer is longer than {0} bytes", bounds.bytes));
        }
        tail = Buffer.concat([tail, value]).subarray(-32);
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    });
  }
}

/** A form as its bytes: undici's `fetch` takes no form but its own for one, and Node's is another. */
async function withForm(init: RequestInit | undefined): Promise<RequestInit | undefined> {
  if (!(init?.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const headers = new Headers(init.headers);
  headers.set("content-type", form.headers.get("content-type") ?? "");
  return { ...init, headers, body: await form.arrayBuffer() };
}
