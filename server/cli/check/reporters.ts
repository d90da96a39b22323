import { writeFile } from "node:fs/promises";
import { printableJson } from "../../core/text/printable";
import { print } from "../output";
import type { CheckedFile } from "./checkedFile";

export interface Reporter {
  each(file: CheckedFile): void;
  end(files: readonly CheckedFile[]): void;
}

export const formats = ["text", "json", "sarif", "github"] as const;
export type Format = (typeof formats)[number];

const nothing = (): void => undefined;
const printJson = (value: unknown): void => {
  process.stdout.write(`${printableJson(value, 1)}\n`);
};

/** By format; loaded when it is asked for. */
export const reporters: Readonly<Record<Format, () => Promise<Reporter>>> = {
  text: async () => {
    const { textReport } = await import("./textReport");
    return { each: (file) => print(textReport(file, process.cwd())), end: nothing };
  },
  json: async () => {
    const { jsonReport } = await import("./jsonReport");
    return { each: nothing, end: (files) => printJson(jsonReport(files, process.cwd())) };
  },
  sarif: async () => {
    const sarif = await sarifOf();
    return { each: nothing, end: (files) => printJson(sarif(files)) };
  },
  github: async () => {
    const { githubReport } = await import("./githubReport");
    const { sarifContext } = await import("./sarifContext");
    const { root } = sarifContext();
    return { each: (file) => print(githubReport(file, root)), end: nothing };
  },
};

/** SARIF into a file, beside what is printed. */
export async function writeSarif(path: string, files: readonly CheckedFile[]): Promise<void> {
  const sarif = await sarifOf();
  await writeFile(path, `${printableJson(sarif(files), 1)}\n`);
}

async function sarifOf(): Promise<(files: readonly CheckedFile[]) => unknown> {
  const { sarifReport } = await import("./sarifReport");
  const { sarifContext } = await import("./sarifContext");
  return (files) => sarifReport(files, sarifContext());
}
