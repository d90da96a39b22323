import { join } from "node:path";
import { asMarkdown } from "../../core/notebench/markdown";
import type { SetReport } from "../../core/notebench/report";
import { asSvg } from "../../core/notebench/svg";
import { asTable } from "../../core/notebench/table";
import { asJson, writeReportFiles } from "../reportFiles";
import type { Options } from "./options";

export interface NamedReport {
  readonly title: string;
  readonly report: SetReport;
}

/** The report as files and, in short, on stdout. */
export async function deliver(
  reports: readonly NamedReport[],
  { seed, limit }: Options,
  folder: string,
): Promise<void> {
  const sets = Object.fromEntries(
    reports.map(({ title, report }) => [title.toLowerCase(), report]),
  );
  const json = { version: 1, seed, limit: limit ?? null, ...sets };
  const markdown = [
    "# NoteBench",
    "",
    ...reports.map(({ title, report }) => asMarkdown(title, report)),
  ].join("\n");
  await writeReportFiles(folder, {
    "notebench.json": asJson(json),
    "notebench.md": markdown,
    ...Object.fromEntries(
      reports.map(({ title, report }, i) => [
        i === 0 ? "notebench.svg" : `notebench-${title.toLowerCase()}.svg`,
        asSvg(`NoteBench: ${report.items} ${title.toLowerCase()}`, report),
      ]),
    ),
  });
  for (const { title, report } of reports) {
    process.stdout.write(
      `${title}: ${report.items} texts, ${report.authors.length} authors, judge's AUC ${report.judgeAuc.toFixed(3)}\n` +
        `${asTable(report)}\n\n`,
    );
  }
  process.stdout.write(`${join(folder, "notebench.md")}\n`);
}
