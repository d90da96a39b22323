import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { hostedRows, type HostedMethod, type HostedRows } from "../core/learning/hostedRows";
import { jsonIn } from "../storage/byteLines";
import { DatasetFolder } from "../storage/datasetFolder";
import { replaceFile } from "../storage/replaceFile";
import { badInput, orBad } from "./context";

export interface HostedUpload extends Omit<HostedRows, "rows"> {
  readonly file: string;
  readonly rows: number;
  readonly bytes: Buffer;
  /** Whether an upload with other content stood there. */
  readonly hasChanged: boolean;
}

export interface UploadOptions {
  /** Folder of the data set. */
  readonly data: string;
  readonly method: HostedMethod;
  /** Default: `hosted-METHOD.jsonl` in the folder of the data set. */
  readonly upload?: string | undefined;
}

/** Writes what would be sent to a file. Another file than an earlier upload is not replaced. */
export async function writeUpload({ data, method, upload }: UploadOptions): Promise<HostedUpload> {
  const folder = new DatasetFolder(resolve(data));
  const { rows, ...figures } = hostedRows(method, orBad(await folder.read()));
  if (rows.length === 0) throw badInput(nothing(method, folder, figures.leftOut));
  const file = resolve(upload ?? join(data, uploadName(method)));
  const bytes = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), "utf8");
  const before = existsSync(file) ? await readFile(file) : undefined;
  if (before !== undefined && !isUpload(before)) {
    throw badInput(`${file} is there and is no upload: name another file with --upload.`);
  }
  const hasChanged = before !== undefined && !before.equals(bytes);
  if (!before?.equals(bytes)) await replaceFile(file, [bytes]);
  return { ...figures, file, rows: rows.length, bytes, hasChanged };
}

/** What the service calls the upload, whatever its path here. */
export const uploadName = (method: HostedMethod): string => `hosted-${method}.jsonl`;

function nothing(method: HostedMethod, folder: DatasetFolder, leftOut: number): string {
  const file = folder.file(method === "supervised" ? "sft.jsonl" : "preference.jsonl");
  if (leftOut > 0) {
    return `Every row of ${file} shows a text that is held out or that you struck: build the data set again with \`penprint dataset build\`.`;
  }
  return method === "supervised"
    ? `${file} holds no rows: there is nothing to train on.`
    : `${file} holds no rows: preferences come of your decisions in the editor. Use --method supervised.`;
}

/** By its first line; an empty file is nothing that could be lost. */
function isUpload(bytes: Buffer): boolean {
  const text = bytes.toString("utf8");
  if (text.trim() === "") return true;
  const first = jsonIn(text.split("\n", 1)[0] ?? "");
  const keys = typeof first === "object" && first !== null ? Object.keys(first).join() : "";
  return keys === "messages" || keys === "input,preferred_output,non_preferred_output";
}
