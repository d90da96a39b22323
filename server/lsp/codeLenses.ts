import { CodeLensRefreshRequest, type CodeLens } from "vscode-languageserver/node";
import type { Note } from "../core/note/types";
import type { Finding } from "../core/rules/types";
import { serverCommands } from "../protocol/commands";
import { contentModified, withSignal } from "./cancellation";
import type { Settings } from "../protocol/settings";
import type { CommandOutcome } from "./commands";
import type { OpenNote } from "./openNotes";
import { toRange } from "./ranges";
import type { Session } from "./session";

export const codeLensOptions = { resolveProvider: false } as const;

/** Above `sources:`, for who asked for it: how many claims they do not carry. */
export function offerCodeLenses(session: Session): void {
  session.connection.onCodeLens(({ textDocument }, token) =>
    withSignal([token], async () => {
      const note = session.judged(textDocument.uri);
      if (note === undefined || !session.settingsOf(note).codeLens) return [];
      const checked = await note.checked();
      if (checked === undefined) throw contentModified();
      return lenses(note, checked.findings, session.settingsOf(note).planner);
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
  const note = session.judged(uri);
  const checked = await note?.checked();
  const first = checked?.findings.filter(isAboutClaim).sort((a, b) => a.start - b.start)[0];
  if (note === undefined || first === undefined) {
    return { ok: true, why: "The sources carry every claim of this note that can be checked." };
  }
  const selection = toRange(note.document, first);
  const { message } = first;
  if (!session.client.showsDocuments) {
    return { ok: true, why: `Line ${selection.start.line + 1}: ${message}` };
  }
  const { connection } = session;
  const { success } = await connection.window.showDocument({ uri, selection, takeFocus: true });
  return { ok: success, why: success ? "" : "The editor did not open the place." };
}

function lenses(
  note: OpenNote,
  findings: readonly Finding[],
  planner: Settings["planner"],
): CodeLens[] {
  const count = claimsIn(note.note, findings.filter(isAboutClaim));
  const at = sourcesKey(note.note);
  if (at === undefined) return [];
  const lens = (title: string, command: string): CodeLens => ({
    range: toRange(note.document, { start: at, end: at }),
    command: { title, command, arguments: [{ uri: note.uri }] },
  });
  const uncarried =
    count === 1
      ? "1 claim is not carried by the sources"
      : `${count} claims are not carried by the sources`;
  return [
    ...(count === 0 ? [] : [lens(uncarried, serverCommands.showFirstUncarried)]),
    ...(planner.kind === "extractive"
      ? []
      : [
          lens(
            `Check against the sources with ${planner.model || planner.baseUrl}`,
            serverCommands.checkClaims,
          ),
        ]),
  ];
}

const isAboutClaim = ({ rule }: Finding): boolean =>
  rule.startsWith("faithfulness/") && rule !== "faithfulness/source";

/** Sentences in which something was found: one may hold a wrong number and a wrong name. */
function claimsIn(note: Note, findings: readonly Finding[]): number {
  const claims = new Set<number>();
  for (const { start } of findings) {
    const placed = note.prose.find((prose) => prose.start <= start && start < prose.end);
    const sentence = placed?.prose.sentences.find(({ end }) => start < placed.start + end);
    claims.add(
      placed === undefined || sentence === undefined ? start : placed.start + sentence.start,
    );
  }
  return claims.size;
}

/** Where `sources:` stands, or else its first entry. */
function sourcesKey({ text, frontMatter }: Note): number | undefined {
  if (frontMatter === undefined) return undefined;
  const key = /^[ \t]*["']?sources["']?[ \t]*:/m.exec(
    text.slice(frontMatter.start, frontMatter.end),
  );
  return key === null ? frontMatter.sources[0]?.start : frontMatter.start + key.index;
}
