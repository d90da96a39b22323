import type { ServiceResult } from "../../workflows/ports";
import type { Report } from "./messages";
import { reasonOf, workFailure } from "./modelFailures";

/** Reads the report that was expected; any other is a failure, which `warn` is told. */
export const resultWith =
  (warn: (why: string) => void) =>
  <K extends Report["type"], T>(
    report: Report,
    type: K,
    value: (report: Extract<Report, { type: K }>) => T,
  ): ServiceResult<T> => {
    if (report.type === type) {
      return { kind: "ok", value: value(report as Extract<Report, { type: K }>) };
    }
    const [reason, why] = reasonOf(report);
    warn(`Model request failed: ${why}`);
    return workFailure(reason, why);
  };
