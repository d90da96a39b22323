import { dirname } from "node:path";
import {
  checkClaimsRequest,
  deleteDecisionsRequest,
  listDecisionsRequest,
  listProfilesRequest,
  profileRequest,
} from "../protocol/requests";
import {
  articleArgument,
  findingArgument,
  ignoreRuleArgument,
  learnArgument,
  noteArgument,
  rewriteArgument,
  stopPatternArgument,
  useProfileArgument,
} from "../protocol/commands";
import type { Articles } from "./articles";
import type { ClaimChecks } from "./claimChecks";
import { showFinding, showFirstUncarried } from "./codeLenses";
import { command, type CommandOutcome, type Commands } from "./commands";
import type { Decisions } from "./decisions";
import type { Profiles } from "./profiles";
import type { Rewriting } from "./rewriting";
import type { Session } from "./session";
import { t } from "../workflows/worded";

interface Features {
  readonly profiles: Profiles;
  readonly articles: Articles;
  readonly decisions: Decisions;
  readonly rewriting: Rewriting;
  readonly claimChecks: ClaimChecks;
  /** `folder` is an absolute path. */
  readonly ignoreRuleIn: (folder: string, rule: string) => Promise<CommandOutcome>;
}

/** Everything that a user can do from an editor which knows LSP alone; docs/editors.md describes each. */
export function editorCommands(session: Session, features: Features): Commands {
  const { profiles, articles, decisions, rewriting, claimChecks, ignoreRuleIn } = features;
  return {
    stopPattern: command(stopPatternArgument, ({ pattern, uri }) =>
      profiles.setStopped(pattern, true, uri),
    ),
    resumePattern: command(stopPatternArgument, ({ pattern, uri }) =>
      profiles.setStopped(pattern, false, uri),
    ),
    ignoreRuleInFolder: command(ignoreRuleArgument, async ({ uri, rule }) => {
      const path = session.notes.get(uri)?.check.place?.path;
      return path === undefined
        ? { ok: false, why: t("This note stands in no folder on this machine. Save it first.") }
        : ignoreRuleIn(dirname(path), rule);
    }),
    applyRewrite: command(rewriteArgument, (argument, token) => rewriting.apply(argument, token)),
    learn: command(learnArgument, async ({ folders = session.folders, author }, token) => {
      const paths = typeof folders === "string" ? [folders] : [...folders];
      const result = await profiles.learn({ folders: paths, author }, token);
      if (result.kind === "refused")
        return { ok: false, why: `${result.why} ${result.userAction}` };
      const { words, notes, warning } = result;
      const learned = t(
        "{0}, learned from {1} words in {2} notes. {3}",
        author,
        words,
        notes,
        warning,
      );
      return { ...result, ok: true, why: learned.trim() };
    }),
    generateArticle: command(articleArgument, (fields, token) => articles.generate(fields, token)),
    listProfiles: command(listProfilesRequest.params, async () => {
      const all = await profiles.list();
      const names = all.map(({ author, words }) => t("{0} ({1} words)", author, words)).join(", ");
      return { ok: true, why: names === "" ? t("Nothing is learned yet.") : names, profiles: all };
    }),
    useProfile: command(useProfileArgument, (choice) => profiles.use(choice)),
    showProfile: command(profileRequest.params, async (at) => {
      const profile = await profiles.describe(at);
      if (profile === null) return { ok: false, why: t("Nothing is learned yet.") };
      const { author, words, notes, habits, stopped } = profile;
      const lines = [
        t("{0}: {1} words in {2} notes", author, words, notes),
        ...habits.map(({ label, rate }) => `${label}: ${rate}`),
        ...stopped.map(({ pattern, label }) => t("stopped: {0} ({1})", label, pattern)),
      ];
      return { ok: true, why: lines.join("\n"), profile };
    }),
    listDecisions: command(listDecisionsRequest.params, async () => {
      const listed = await decisions.list();
      const lines = listed.decisions.map(
        ({ id, time, decision, note }) => `${id} ${time} ${decision} ${note}`,
      );
      return {
        ok: true,
        why: [t("{0} in {1}", lines.length, listed.file), ...lines].join("\n"),
        ...listed,
      };
    }),
    deleteDecisions: command(deleteDecisionsRequest.params, async ({ ids }) => {
      const { deleted } = await decisions.delete(ids);
      return { ok: true, why: t("{0} deleted.", deleted), deleted };
    }),
    checkClaims: command(checkClaimsRequest.params, (argument, token) =>
      claimChecks.check(argument, token),
    ),
    showFirstUncarried: command(noteArgument, ({ uri }) => showFirstUncarried(session, uri)),
    showFinding: command(findingArgument, (place) => showFinding(session, place)),
  };
}
