import { judgedBy } from "../core/faithfulness/judgements";
import type { SourceSet } from "../core/faithfulness/types";
import { verifyProse } from "../core/faithfulness/verifyText";
import type { Note } from "../core/note/types";
import type { ClaimDesk } from "../lsp/claimChecks";
import type { NotePlace } from "../workflows/checkNote";
import type { Settings } from "../protocol/settings";
import { ClaimJudgements, judgeClaims } from "../workflows/judgeClaims";
import type { ClaimJudge } from "../workflows/ports";
import { t } from "../workflows/worded";

type ReadSources = (
  note: Note,
  place: NotePlace,
  signal: AbortSignal,
) => Promise<SourceSet | undefined>;

/** Keeps what was judged and puts it to the sources that notes are held against. */
export class ClaimDeskWithMemory implements ClaimDesk {
  private readonly known = new ClaimJudgements();

  constructor(
    private readonly read: ReadSources,
    private readonly judgeFor: (settings: Settings) => Promise<ClaimJudge | undefined>,
  ) {}

  readonly readSources: ReadSources = async (note, place, signal) => {
    const set = await this.read(note, place, signal);
    if (set === undefined) return undefined;
    const judgements = this.known.of(set.id);
    return judgements === undefined ? set : judgedBy(set, judgements);
  };

  readonly judge: ClaimDesk["judge"] = async (note, place, settings, signal, progress) => {
    const judge = await this.judgeFor(settings);
    if (judge === undefined) {
      return {
        kind: "failed",
        why: t("No server is chosen that could read your claims."),
        userAction: t(
          'Set "penprint.planner.kind" and "penprint.planner.baseUrl", or use Choose Planner.',
        ),
      };
    }
    const sources = place && (await this.read(note, place, signal));
    if (sources === undefined || sources.texts.length === 0) {
      return {
        kind: "failed",
        why: t("This note has no sources that could be read."),
        userAction: t("Name files in its front matter, under `sources:`."),
      };
    }
    const claims = note.prose.flatMap(({ prose }) =>
      verifyProse(prose, sources).map((verdict) => ({
        text: prose.text.slice(verdict.start, verdict.end),
        verdict,
      })),
    );
    const judged = await judgeClaims({ claims, sources, signal, progress }, judge, this.known);
    return judged.kind === "failed"
      ? judged
      : { kind: "ok", value: { ...judged.value, by: judge.name } };
  };
}
