import { CodeLensRefreshRequest, type CodeLens } from "vscode-languageserver/node";
import type { Note } from "../core/note/types";
import type { Finding } from "../core/rules/types";
import { serverCommands, type FindingArgument } from "../protocol/commands";
import { sentenceOf, t } from "../workflows/worded";
import { contentModified, withSignal } from "./cancellation";
import type { Settings } from "../protocol/settings";
import type { CommandOutcome } from "./commands";
import { bySection, claimsIn, isAboutClaim } from "./noteFindings";
import type { OpenNote } from "./openNotes";
import { toRange } from "./ranges";
import type { Session } from "./session";

export const codeLensOptions = { resolveProvider: false } as const;

/** For who asked for it: above `sources:` how many claims they do not carry, above a heading what was found below it. */
export function offerCodeLenses(session: Session): void {
  session.connection.onCodeLens(({ textDocument }, token) =>
    withSignal([token], async () => {
      const note = session.judged(textDocument.uri);
      if (note === undefined || !session.settingsOf(note).codeLens) return [];
      const checked = await note.checked();
      if (checked === undefined) throw contentModified();
      const { planner } = session.settingsOf(note);
      return [
        ...lensOfNote(note, checked.findings, planner),
        ...lensesOfSections(note, checked.findings),
      ];
    }),
  );
}

/** Lenses are asked for with every edit; after a change around the notes the editor has to be told. */
export function refreshCodeLenses({ client, connection, logger }: Session): void {
  if (!client.refreshesCodeLenses) return;
  connection.sendRequest(CodeLensRefreshRequest.type).catch((error: unknown) => {
    logger.warn(`The editor refused to refresh code lenses: ${String(error)}`);
  });
}

/** Opens the first finding about a claim, where the editor can. */
export async function showFirstUncarried(session: Session, uri: string): Promise<CommandOutcome> {
  return (
    (await showFirst(session, uri, isAboutClaim)) ?? {
      ok: true,
      why: t("The sources carry every claim of this note that can be checked."),
    }
  );
}

/** Opens the first finding at `position` or after it. */
export async function showFinding(
  session: Session,
  { uri, position }: FindingArgument,
): Promise<CommandOutcome> {
  const at = session.judged(uri)?.document.offsetAt(position) ?? 0;
  const found = await showFirst(session, uri, (one) => one.start >= at && isHeavy(one));
  return found ?? { ok: true, why: t("Nothing is found there any more.") };
}

async function showFirst(
  session: Session,
  uri: string,
  wanted: (finding: Finding) => boolean,
): Promise<CommandOutcome | undefined> {
  const note = session.judged(uri);
  const checked = await note?.checked();
  const first = checked?.findings.filter(wanted).sort((a, b) => a.start - b.start)[0];
  if (note === undefined || first === undefined) return undefined;
  const selection = toRange(note.document, first);
  const message = sentenceOf(first.phrase);
  if (!session.client.showsDocuments) {
    return { ok: true, why: t("Line {0}: {1}", selection.start.line + 1, message) };
  }
  const { connection } = session;
  const { success } = await connection.window.showDocument({ uri, selection, takeFocus: true });
  return { ok: success, why: success ? "" : t("The editor did not open the place.") };
}

function lensOfNote(
  note: OpenNote,
  findings: readonly Finding[],
  planner: Settings["planner"],
): CodeLens[] {
  const count = claimsIn(note.note, findings);
  const at = sourcesKey(note.note);
  if (at === undefined) return [];
  const lens = (title: string, command: string): CodeLens => ({
    range: toRange(note.document, { start: at, end: at }),
    command: { title, command, arguments: [{ uri: note.uri }] },
  });
  const uncarried =
    count === 1
      ? t("1 claim is not carried by the sources")
      : t("{0} claims are not carried by the sources", count);
  return [
    ...(count === 0 ? [] : [lens(uncarried, serverCommands.showFirstUncarried)]),
    ...(planner.kind === "extractive"
      ? []
      : [
          lens(
            t("Check against the sources with {0}", planner.model || planner.baseUrl),
            serverCommands.checkClaims,
          ),
        ]),
  ];
}

/** Above each heading, what was found below it; a click leads to the first. */
function lensesOfSections(note: OpenNote, findings: readonly Finding[]): CodeLens[] {
  return bySection(note.note, findings).flatMap(({ heading, findings: here }) => {
    const title = wordsOf(claimsIn(note.note, here), here);
    const first = here.find(isHeavy);
    if (heading === undefined || first === undefined) return [];
    const position = note.document.positionAt(first.start);
    return [
      {
        range: toRange(note.document, { start: heading.start, end: heading.start }),
        command: {
          title,
          command: serverCommands.showFinding,
          arguments: [{ uri: note.uri, position }],
        },
      },
    ];
  });
}

const isDrift = ({ rule }: Finding): boolean => rule === "style/passage";
const isHeavy = (finding: Finding): boolean => isAboutClaim(finding) || isDrift(finding);

function wordsOf(claims: number, findings: readonly Finding[]): string {
  const drifts = findings.filter(isDrift).length;
  return [
    ...(claims > 0
      ? [claims === 1 ? t("1 claim not carried") : t("{0} claims not carried", claims)]
      : []),
    ...(drifts > 0 ? [drifts === 1 ? t("drifts") : t("drifts in {0} passages", drifts)] : []),
  ].join(", ");
}

/** Where `sources:` stands, or else its first entry. */
function sourcesKey({ text, frontMatter }: Note): number | undefined {
  if (frontMatter === undefined) return undefined;
  const key = /^[ \t]*["']?sources["']?[ \t]*:/m.exec(
    text.slice(frontMatter.start, frontMatter.end),
  );
  return key === null ? frontMatter.sources[0]?.start : frontMatter.start + key.index;
}
