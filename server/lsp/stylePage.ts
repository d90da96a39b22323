import { basename } from "node:path";
import type { Note } from "../core/note/types";
import { stylePageRequest } from "../protocol/requests";
import { withSignal } from "./cancellation";
import { answer } from "./requests";
import type { Session } from "./session";
import { pathOf } from "./uris";

export interface StylePageDesk {
  /**
   * @param path of a note or folder: whose author is meant
   * @param note to be held beside the author
   */
  page(
    path: string | undefined,
    note: { readonly name: string; readonly note: Note } | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly title: string; readonly author: string; readonly html: string }>;
}

/** The page about an author's style, with the note that the client shows beside it. */
export function serveStylePage(session: Session, open: () => Promise<StylePageDesk>): void {
  answer(session.connection, stylePageRequest, async ({ uri }, cancellation) => {
    const opened = uri === undefined ? undefined : session.notes.get(uri);
    const path = uri === undefined ? session.folders[0] : pathOf(uri, session.folders[0]);
    const note =
      opened === undefined || opened.note.words === 0
        ? undefined
        : { name: basename(path ?? opened.uri), note: opened.note };
    const desk = await open();
    return withSignal([cancellation], (signal) => desk.page(path, note, signal));
  });
}
