import type { Logger } from "../core/log";
import type { Settings } from "../protocol/settings";
import { AcceptedHashes } from "../storage/acceptedHashes";
import { readBackground } from "../storage/backgroundFile";
import { captureLogFile } from "../storage/captureLog";
import { readDecisions } from "../storage/captureLines";
import type { ChoiceFile } from "../storage/choices";
import { wayOut } from "../storage/fileErrors";
import { DiskNotes } from "../storage/noteFiles";
import { ProfileStore, readProfile, writeProfile } from "../storage/profileStore";
import { acceptedSentences } from "../workflows/acceptedText";
import { AuthorProfiles, type LearnResult, type LearnTask } from "../workflows/authorProfiles";
import { learnStyle } from "../workflows/learnStyle";

export interface AuthorOptions {
  readonly dataFolder: string;
  /** Everything is judged against this profile, and nothing is learned. */
  readonly profileFile?: string;
  readonly choices: ChoiceFile;
  readonly logger: Logger;
  readonly settings: (path?: string) => Settings;
  readonly workspaceFolders: () => readonly string[];
}

/** The authors of a data folder. */
export function makeAuthors(options: AuthorOptions): AuthorProfiles {
  const { dataFolder, profileFile, choices, logger, settings, workspaceFolders } = options;
  return new AuthorProfiles({
    ...(profileFile === undefined ? {} : { fixedProfile: profileFile }),
    shelf: new ProfileStore(dataFolder),
    choices: {
      read: () => choices.read(),
      update: (change) => choices.update((before) => ({ ...before, ...change(before) })),
    },
    logger,
    background: () => readBackground(),
    learn: (task) => learn(task, dataFolder),
    settings,
    workspaceFolders,
  });
}

async function learn(task: LearnTask, dataFolder: string): Promise<LearnResult> {
  const { include, exclude } = task.settings.learn;
  const { decisions } = await readDecisions(captureLogFile(dataFolder));
  try {
    return await learnStyle(
      {
        ...task,
        patterns: { include, exclude },
        texts: true,
        written: await new AcceptedHashes(dataFolder).with(acceptedSentences(decisions)),
      },
      {
        files: new DiskNotes(),
        background: await readBackground(),
        read: readProfile,
        write: writeProfile,
      },
    );
  } catch (error) {
    if (task.signal.aborted) throw error;
    return {
      kind: "refused",
      why: `${task.file}: ${error instanceof Error ? error.message : String(error)}.`,
      userAction: wayOut(error, task.file),
    };
  }
}
