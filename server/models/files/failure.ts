import { t } from "../../workflows/worded";
/** An expected failure on the way to a model file; the message says what happened and where. */
export class ModelFileError extends Error {}

export function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === "ENOSPC") return t("the disk is full");
  if (code === "EACCES" || code === "EPERM") return t("no permission ({0})", error.message);
  const cause = error.cause instanceof Error ? error.cause.message : "";
  const message = error.message === "" ? (code ?? error.name) : error.message;
  return cause === "" || message.includes(cause) ? message : `${message}: ${cause}`;
}
