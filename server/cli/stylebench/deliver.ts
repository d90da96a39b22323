import { join, resolve } from "node:path";
import type { StyleReport } from "../../core/stylebench/report";
import { baselinesSvg, reliabilitySvg } from "../../core/stylebench/svg";
import { asMarkdown, asText } from "../../core/stylebench/text";
import { write } from "../jsonl";
import { asJson, writeReportFiles } from "../reportFiles";
import type { Options } from "./options";

/** The report on stdout and, with `--out`, as files. */
export async function deliver(report: StyleReport, { format, out }: Options): Promise<void> {
  if (out !== undefined) {
    const folder = resolve(out);
    await writeReportFiles(folder, {
      "style.json": asJson(report),
      "style.md": asMarkdown(report),
      "style.svg": reliabilitySvg(report.summary),
      ...(report.baselines.length === 0
        ? {}
        : { "style-yardstick.svg": baselinesSvg(report.summary, report.baselines) }),
    });
  }
  if (format === "json") await write(report);
  else {
    process.stdout.write(asText(report));
    if (out !== undefined) process.stdout.write(`${join(resolve(out), "style.md")}\n`);
  }
}
