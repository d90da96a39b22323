import type { ServiceResult } from "../../workflows/ports";
import type { InstalledModel } from "../files/modelFiles";
import type { FailureReason, Report } from "./messages";
import { t } from "../../workflows/worded";

export type ModelFailure = Extract<ServiceResult<never>, { kind: "failed" }>;

export const modelStopped = failed("The model was stopped", "Restart the server.");

export const reasonOf = (report: Report): readonly [reason: FailureReason, why: string] =>
  report.type === "failed"
    ? [report.reason, report.why]
    : ["fault", t("unexpected report {0}", report.type)];

/** The file or the adapter cannot be loaded. */
export function loadFailure(
  reason: FailureReason,
  why: string,
  file: InstalledModel,
  adapter: string | null,
): ModelFailure {
  if (reason === "adapter") {
    return failed(
      t("The adapter {0} does not fit {1}: {2}", adapter ?? "", file.name, why),
      t("Choose another adapter, or train one for this model."),
    );
  }
  if (reason === "memory") {
    return failed(
      t("There is not enough memory for {0}: {1}", file.name, why),
      t('Close other programs, choose a smaller model, or lower "model.contextTokens".'),
    );
  }
  return failed(
    t("{0} cannot be loaded as a model: {1}", file.file, why),
    t('Run "penprint model fetch", or name another GGUF file in "model.location".'),
  );
}

/** A piece of work could not be done; the model is still there. */
export function workFailure(reason: FailureReason, why: string): ModelFailure {
  return reason === "window"
    ? failed(
        t("The text is too long for the model: {0}", why),
        t('Choose a shorter passage, or raise "model.contextTokens".'),
      )
    : failed(t("The model could not answer: {0}", why), t("Try again; the log has more."));
}

export function processGone(why: string): ModelFailure {
  return failed(
    t("The model's process {0}", why),
    t('Try again; if it comes back, choose a smaller model or lower "model.contextTokens".'),
  );
}

function failed(why: string, userAction: string): ModelFailure {
  return { kind: "failed", why: why.replace(/\.?\s*$/, "."), userAction };
}
