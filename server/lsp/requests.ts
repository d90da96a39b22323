import {
  ErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
} from "vscode-languageserver/node";
import { z } from "zod";

interface Request<P extends z.ZodType, R extends z.ZodType> {
  readonly method: string;
  readonly params: P;
  readonly result: R;
}

/** Answers one of the protocol's own requests; parameters that do not fit are refused with what is wrong. */
export function answer<P extends z.ZodType, R extends z.ZodType>(
  connection: Connection,
  { method, params }: Request<P, R>,
  handler: (params: z.output<P>, token: CancellationToken) => Promise<z.input<R>>,
): void {
  connection.onRequest(method, async (given: unknown, token: CancellationToken) => {
    const parsed = params.safeParse(given);
    if (parsed.success) return handler(parsed.data, token);
    throw new ResponseError(
      ErrorCodes.InvalidParams,
      `${method}: ${z.prettifyError(parsed.error)}`,
    );
  });
}
