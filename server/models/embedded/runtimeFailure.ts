import type { FailureReason } from "./messages";

/** What the model's process answers instead of a result. */
export class RuntimeFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message);
  }
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
