import { join } from "node:path";
import type { Connection } from "vscode-languageserver/node";
import { version } from "../package.json";
import { makeAuthors } from "./composition/authors";
import type { Logger } from "./core/log";
import { allRules } from "./core/rules/registry";
import { runCommands } from "./lsp/commands";
import { Profiles } from "./lsp/profiles";
import { createServer } from "./lsp/server";
import { StatusReport } from "./lsp/statusReport";
import { ChoiceFile } from "./storage/choices";
import { ignoreRuleIn, matchesAny, readFolderRules, rootOf } from "./storage/folderConfig";
import { installationRoot } from "./storage/installation";
import { SourceFileReader } from "./storage/sourceFiles";
import { readSources } from "./workflows/readSources";

export interface ServerOptions {
  readonly dataFolder: string;
  /** Given: everything is judged against this profile, and nothing is learned. */
  readonly profileFile?: string;
}

/** Puts the language server together and lets it listen. */
export function startLanguageServer(connection: Connection, options: ServerOptions): void {
  const logger: Logger = {
    info: (message) => connection.console.info(message),
    warn: (message) => connection.console.warn(message),
    error: (message) => connection.console.error(message),
  };
  const sources = new SourceFileReader();
  const choices = new ChoiceFile(options.dataFolder);
  const authors = makeAuthors({
    ...options,
    choices,
    logger,
    settings: (path) => server.session.settings.at(path),
  });
  const server = createServer(connection, {
    version,
    logger,
    docsFolder: join(installationRoot(), "docs", "rules"),
    check: {
      rules: allRules,
      authorOf: (place) => authors.authorOf(place),
      folderRules: ({ path, root }) => readFolderRules(path, root),
      readSources: (note, place) => readSources(note, place, sources),
      isIgnored: ({ path, root }, patterns) => matchesAny(path, root, patterns),
    },
    rootOf,
    profileFiles: () => [...authors.files(), choices.file],
    onFilesChanged: (files) => authors.forget(files),
  });
  const { session, diagnostics } = server;
  const status = new StatusReport(session);
  const profiles = new Profiles(session, authors, diagnostics, status);
  runCommands(session, {
    stopPattern: (argument) => profiles.stopPattern(argument),
    ignoreRuleIn: async (folder, rule) => {
      const outcome = await ignoreRuleIn(folder, rule);
      if (outcome.kind === "refused") return { ok: false, why: outcome.why };
      diagnostics.refresh();
      return { ok: true, why: "" };
    },
    applyRewrite: () => Promise.resolve({ ok: false, why: "" }),
  });
  server.onReady(() => profiles.report());
  server.onSettings(() => void profiles.report());
  connection.onShutdown(() => profiles.stop());
  connection.listen();
}
