import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { exportRows, type ExportFormat } from "../core/learning/exportRows";
import type { Decision } from "../core/learning/decision";
import type { ServiceResult } from "../workflows/ports";
import { wayOut } from "./fileErrors";
import { assetsFolder } from "./installation";
import { replaceFile } from "./replaceFile";

/** Training rows of the decisions, each with the prompt that the stylist gets today. */
export async function trainingRows(
  decisions: readonly Decision[],
  format: ExportFormat,
): Promise<readonly object[]> {
  const template = await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8");
  return exportRows(decisions, format, template);
}

/** Writes training rows as JSON lines; the file is replaced only when all are written. */
export async function exportTo(
  file: string,
  decisions: readonly Decision[],
  format: ExportFormat,
): Promise<ServiceResult<{ readonly rows: number }>> {
  const rows = await trainingRows(decisions, format);
  try {
    await replaceFile(
      file,
      rows.map((row) => Buffer.from(`${JSON.stringify(row)}\n`, "utf8")),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "failed", why: `${file}: ${why}`, userAction: wayOut(error, file) };
  }
  return { kind: "ok", value: { rows: rows.length } };
}
