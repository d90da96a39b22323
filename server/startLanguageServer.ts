import { join } from "node:path";
import type { Connection } from "vscode-languageserver/node";
import { version } from "../package.json";
import { makeArticleDesk } from "./composition/articles";
import { makeAuthors } from "./composition/authors";
import { makeCapture } from "./composition/capture";
import { ClaimDeskWithMemory } from "./composition/claimDesk";
import { judgeOf, plannersOf } from "./composition/planners";
import { Stylists } from "./composition/stylists";
import { makeRewrite } from "./composition/suggestions";
import type { Logger } from "./core/log";
import { allRules } from "./core/rules/registry";
import { Articles } from "./lsp/articles";
import { ClaimChecks } from "./lsp/claimChecks";
import { runCommands } from "./lsp/commands";
import { editorCommands } from "./lsp/editorCommands";
import { lentModels } from "./lsp/editorModels";
import { serveModels } from "./lsp/models";
import { Profiles } from "./lsp/profiles";
import { Rewriting } from "./lsp/rewriting";
import { createServer } from "./lsp/server";
import { StatusReport } from "./lsp/statusReport";
import { serveStylePage } from "./lsp/stylePage";
import { serveTraining } from "./lsp/training";
import type { Status } from "./protocol/requests";
import type { Settings } from "./protocol/settings";
import { speakLanguageOf } from "./storage/language";
import { ChoiceFile } from "./storage/choices";
import { ignoreRuleIn, matchesAny, readFolderRules, rootOf } from "./storage/folderConfig";
import { installationRoot } from "./storage/installation";
import { SourceFileReader } from "./storage/sourceFiles";
import type { EditorModels } from "./workflows/lentModels";
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
    workspaceFolders: () => server.session.folders,
  });
  /** In memory alone: the client keeps it. */
  let apiKey = "";
  const key = (): string => apiKey;
  const editorModels = lentModels(connection, () => server.session.client.lendsModels);
  const planners = (settings: Settings) => plannersOf(settings, key(), editorModels);
  const claims = new ClaimDeskWithMemory(
    (note, place, signal) => readSources(note, place, sources, signal),
    (settings) => judgeOf(settings, key(), editorModels),
  );
  const server = createServer(connection, {
    version,
    logger,
    docsFolder: join(installationRoot(), "docs", "rules"),
    check: {
      rules: allRules,
      authorOf: (place, note) => authors.authorOf(place, note),
      folderRules: ({ path, root }) => readFolderRules(path, root),
      readSources: claims.readSources,
      isIgnored: ({ path, root }, patterns) => matchesAny(path, root, patterns),
    },
    rootOf,
    speak: speakLanguageOf,
    profileFiles: () => [...authors.files(), choices.file],
    onFilesChanged: (files) => authors.forget(files),
  });
  const { session, diagnostics } = server;
  const status = new StatusReport(session);
  const profiles = new Profiles(session, authors, diagnostics, status, () =>
    server.profilesWritten(),
  );
  const capture = makeCapture(session, status, options.dataFolder);
  const stylists = new Stylists({
    dataFolder: options.dataFolder,
    logger,
    status,
    settings: () => session.settings.at(session.folders[0]),
    key,
    allowed: () => session.isTrusted,
  });
  const rewriting = new Rewriting(session, makeRewrite(stylists, planners), capture.decisions);
  const articles = new Articles(
    session,
    makeArticleDesk(sources, stylists, planners),
    capture.decisions,
  );
  serveModels(session, stylists, (given) => {
    apiKey = given;
  });
  serveTraining(session, async () => {
    const { EditorTraining } = await import("./composition/trainingDesk");
    const settings = (path?: string) => session.settings.at(path ?? session.folders[0]);
    const { dataFolder } = options;
    return new EditorTraining({
      ...{ dataFolder, authors, stylists, logger, settings },
      plannersOf: planners,
    });
  });
  serveStylePage(session, async () => {
    const { EditorStylePages } = await import("./composition/stylePages");
    const settings = (path?: string) => session.settings.at(path ?? session.folders[0]);
    return new EditorStylePages({ dataFolder: options.dataFolder, authors, settings });
  });
  const ignoreRule = async (folder: string, rule: string) => {
    const outcome = await ignoreRuleIn(folder, rule);
    if (outcome.kind === "refused") return { ok: false, why: outcome.why };
    diagnostics.refresh();
    return { ok: true, why: "" };
  };
  const { decisions } = capture;
  const claimChecks = new ClaimChecks(session, claims, diagnostics);
  const features = {
    ...{ profiles, articles, decisions, rewriting, claimChecks },
    ignoreRuleIn: ignoreRule,
  };
  runCommands(session, editorCommands(session, features));
  const report = (): void => {
    const { planner } = session.settings.at(session.folders[0]);
    status.update({ planner: plannerStatus(planner, editorModels) });
    capture.report();
    void profiles.report();
    // Not before the editor has its first findings: looking for the model reads a large file's hash.
    setTimeout(() => void stylists.report(), 1000).unref();
  };
  server.onReady(async () => {
    report();
    await capture.open();
  });
  server.onSettings(report);
  connection.onShutdown(() => {
    profiles.stop();
    stylists.dispose();
  });
  connection.listen();
}

/** Whom the planner's text goes to, for the status bar. */
function plannerStatus(
  planner: Settings["planner"],
  editorModels: EditorModels,
): Status["planner"] {
  const { kind, model, baseUrl } = planner;
  switch (kind) {
    case "extractive":
      return { kind, name: "extractive", address: "" };
    case "openai":
      return { kind, name: model, address: baseUrl };
    case "editor":
      return { kind, name: model, address: editorModels(model, planner).address };
  }
}
