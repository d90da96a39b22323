import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
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
  };
}
