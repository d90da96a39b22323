import type { StylePage } from "../core/dashboard/types";
import type { Note } from "../core/note/types";
import type { StylePageDesk } from "../lsp/stylePage";
import type { Settings } from "../protocol/settings";
import { readBackground } from "../storage/backgroundFile";
import { dateOfNote } from "../storage/noteDates";
import type { AuthorProfiles } from "../workflows/authorProfiles";
import { describeStyle, type StyleTask } from "../workflows/describeStyle";
import { trainingRecord } from "./trainingRecord";
import { t } from "../workflows/worded";

export interface StylePlaces {
  readonly dataFolder: string;
  readonly settings: Settings;
  /** The data set's folder; absent = the editor's. */
  readonly data?: string | undefined;
}

/** All that is known of an author on this machine. */
export async function styleOf(task: StyleTask, places: StylePlaces): Promise<StylePage> {
  return describeStyle(task, {
    background: await readBackground(),
    dateOf: dateOfNote,
    trainingOf: (author) => trainingRecord(author, places),
  });
}

interface Parts {
  readonly dataFolder: string;
  readonly authors: AuthorProfiles;
  readonly settings: (path?: string) => Settings;
}

/** The page as the editor shows it. */
export class EditorStylePages implements StylePageDesk {
  constructor(private readonly parts: Parts) {}

  async page(
    path: string | undefined,
    note: { readonly name: string; readonly note: Note } | undefined,
    signal: AbortSignal,
  ) {
    const { dataFolder, authors, settings } = this.parts;
    // Drawing is a large program: only those who look at the page load it.
    const { renderNothing, renderStylePage } = await import("../pages/stylePage");
    const found = await authors.profileFor(path);
    if (found === undefined) {
      const problem = await authors.problemWith(path);
      const names = (await authors.list()).map(({ author }) => author);
      const why =
        problem ??
        (names.length === 0
          ? t("Nothing has been learned yet, so there is nothing to show.")
          : t(
              "Several authors are learned, and none is chosen for this folder: {0}.",
              names.join(", "),
            ));
      const wayOut = names.length > 1 && problem === undefined ? choose() : learn();
      return { title: t("Style profile"), author: "", html: renderNothing(why, wayOut) };
    }
    const { profile, file } = found;
    const stopped = await authors.stoppedOf(profile.author);
    const noted =
      note === undefined ? {} : { note: path === undefined ? note : { ...note, place: path } };
    const style = await styleOf(
      { profile, file, stopped, signal, ...noted },
      { dataFolder, settings: settings(path) },
    );
    const { author } = profile;
    return { title: t("Style of {0}", author), author, html: renderStylePage(style, learn()) };
  }
}

const learn = () => ({
  words: t(
    "Learn a folder of your own notes, about 1,500 words or more. Nothing leaves this machine.",
  ),
  link: { href: "command:penprint.learnStyle", text: t("Learn My Style") },
});
const choose = () => ({
  words: t("Choose whose style the notes of this folder are judged by."),
  link: { href: "command:penprint.switchProfile", text: t("Switch Profile") },
});
