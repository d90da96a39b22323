import { LSPErrorCodes, ResponseError, type CancellationToken } from "vscode-languageserver/node";

/** Cancelled work throws this; it never answers with something empty. */
export function cancelled(): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
}

/** The text changed under the work: the client asks again if it still wants to know. */
export function contentModified(): ResponseError<undefined> {
  return new ResponseError(LSPErrorCodes.ContentModified, "the document changed meanwhile");
}

/** Converts LSP's tokens into the one signal that everything inside understands. */
export async function withSignal<T>(
  tokens: readonly CancellationToken[],
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const subscriptions = tokens.map((token) =>
    token.onCancellationRequested(() => controller.abort(cancelled())),
  );
  if (tokens.some((token) => token.isCancellationRequested)) controller.abort(cancelled());
  try {
    controller.signal.throwIfAborted();
    const result = await work(controller.signal);
    controller.signal.throwIfAborted();
    return result;
  } catch (error) {
    throw controller.signal.aborted ? cancelled() : error;
  } finally {
    for (const subscription of subscriptions) subscription.dispose();
  }
}
