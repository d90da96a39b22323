import type { Profile } from "../core/style/profile";
import { viewOf } from "../core/style/view";
import type { Settings } from "../protocol/settings";
import { AcceptedHashes } from "../storage/acceptedHashes";
import { readBackground } from "../storage/backgroundFile";
import { DiskNotes } from "../storage/noteFiles";
import { acceptedSentences } from "../workflows/acceptedText";
import type { OwnNotes } from "../workflows/buildDataset";
import type { Decision } from "../core/learning/decision";
import { learnStyle } from "../workflows/learnStyle";
import type { Progress, ServiceResult } from "../workflows/ports";

export interface OwnNotesTask {
  readonly author: string;
  /** Files and folders, absolute. */
  readonly folders: readonly string[];
  readonly dataFolder: string;
  readonly settings: Settings;
  readonly decisions: readonly Decision[];
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Passages looked at for four that may be shown. */
const CANDIDATES = 16;

/** Learns notes as `learn` does, what is left out included, and writes no profile. */
export async function learnOwnNotes(task: OwnNotesTask): Promise<ServiceResult<OwnNotes>> {
  const background = await readBackground();
  const accepted = new AcceptedHashes(task.dataFolder);
  const { include, exclude } = task.settings.learn;
  const learned = await learnStyle(
    {
      ...task,
      file: "",
      patterns: { include, exclude },
      texts: true,
      written: await accepted.with(acceptedSentences(task.decisions)),
    },
    {
      files: new DiskNotes(),
      background,
      read: () => Promise.resolve({ kind: "absent" }),
      write: () => Promise.resolve(),
    },
  );
  if (learned.kind === "refused") {
    return { kind: "failed", why: learned.why, userAction: learned.userAction };
  }
  const { profile, skipped, leftOutWords } = learned;
  const words = Object.entries(leftOutWords).map(([why, count]) => ({
    note: "",
    why: `${count} words ${why}`,
  }));
  return {
    kind: "ok",
    value: {
      profile,
      passages: passagesOf(profile),
      leftOut: [...skipped.map(({ path, why }) => ({ note: path, why })), ...words],
      nearest: (plain, note) =>
        viewOf(profile, background, { place: note })
          .nearest(plain, CANDIDATES)
          .map(({ location, text }) => ({ note: location, text })),
    },
  };
}

const passagesOf = ({ rates, texts = [] }: Profile): OwnNotes["passages"] =>
  rates.notes.flatMap(({ location }, i) =>
    (texts[i] ?? []).map((text) => ({ note: location, text })),
  );
