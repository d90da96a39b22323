import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { version } from "../../../package.json";
import { allRules } from "../../core/rules/registry";
import { installationRoot } from "../../storage/installation";
import type { SarifContext } from "./sarifReport";

/** This version of the tool, and the rules' pages as installed. */
export function sarifContext(): SarifContext {
  const folder = join(installationRoot(), "docs", "rules");
  return {
    version,
    rules: allRules,
    pageOf: (rule) => {
      const page = join(folder, `${rule.id}.md`);
      return existsSync(page)
        ? readFileSync(page, "utf8")
        : `# ${rule.title}\n\n${rule.description}\n`;
    },
    workingFolder: process.cwd(),
    root: repositoryAbove(process.cwd()) ?? process.cwd(),
  };
}

/** Code scanning knows files by their way from there. */
function repositoryAbove(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, ".git"))) return at;
    if (dirname(at) === at) return undefined;
  }
}
