import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LSPErrorCodes, ResponseError, type Connection } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import type { RuleId } from "../core/rules/types";
import { documentationScheme } from "../protocol/commands";

/** A page of the rule's documentation that opens without a network. */
export function rulePage(rule: RuleId, docsFolder: string, servedContent: boolean): string {
  return servedContent
    ? URI.from({ scheme: documentationScheme, path: `/${rule}.md` }).toString()
    : URI.file(join(docsFolder, `${rule}.md`)).toString();
}

/** Serves the pages under `penprint-docs:` to clients that open documents of a server. */
export function serveRulePages(connection: Connection, docsFolder: string): void {
  connection.workspace.textDocumentContent.on(async ({ uri }) => {
    const page = /^\/((?:style|faithfulness)\/[a-z0-9-]+)\.md$/.exec(URI.parse(uri).path)?.[1];
    if (page === undefined) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no rule page ${uri}.`);
    }
    try {
      return { text: await readFile(join(docsFolder, `${page}.md`), "utf8") };
    } catch {
      throw new ResponseError(LSPErrorCodes.RequestFailed, `The page of ${page} is not installed.`);
    }
  });
}
