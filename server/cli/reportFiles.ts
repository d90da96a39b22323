import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { replaceFile } from "../storage/replaceFile";

/** A report's files by name; those that stand in `folder` already are replaced. */
export async function writeReportFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await replaceFile(join(folder, name), [Buffer.from(text, "utf8")]);
  }
}

/** As reports are kept: indented, with a line end. NaN becomes null. */
export const asJson = (report: unknown): string => `${JSON.stringify(report, null, 2)}\n`;
