import type { StylePage } from "../core/dashboard/types";
import { driftSection } from "./driftSection";
import { whole } from "./figures";
import { habitSection } from "./habitSection";
import { h, page, type Part } from "./markup";
import { noteSection } from "./noteSection";
import { styleSheet } from "./styleSheet";
import { trainingSection } from "./trainingSection";

/** What to do where nothing is learned yet, or too little: in words, and where it is shown, as a link. */
export interface WayOut {
  readonly words: string;
  /** A `command:` address that the editor's web view lets through. */
  readonly link?: { readonly href: string; readonly text: string };
}

/** The page about an author's style, for the editor's web view and for a browser. */
export function renderStylePage(style: StylePage, learning: WayOut): string {
  const { author, words, notes, silentBecause, note, stopped, file, folders } = style;
  const sections: readonly (readonly [id: string, title: string])[] = [
    ...(note === undefined ? [] : [["note", "This note"] as const]),
    ["habits", "Habits"],
    ["time", "Over time"],
    ["model", "Your model"],
    ...(stopped.length === 0 ? [] : [["stopped", "This is how I write"] as const]),
  ];
  return page({
    title: `Style of ${author}`,
    style: styleSheet,
    body: [
      h("header", [
        h("h1", ["Style of ", author]),
        h(
          "p",
          { className: "muted" },
          `Learned from ${whole(words)} words in ${whole(notes)} notes.`,
        ),
        h("nav", { ariaLabel: "On this page" }, [
          h("ul", [...sections.map(([id, title]) => h("li", [h("a", { href: `#${id}` }, title)]))]),
        ]),
      ]),
      h("main", [
        ...parts([
          ...(silentBecause === undefined ? [] : [noticeOf(silentBecause, learning)]),
          ...(note === undefined ? [] : noteSection(note)),
          ...habitSection(style),
          ...driftSection(style.drift),
          ...trainingSection(style.training),
          ...(stopped.length === 0
            ? []
            : [
                h("h2", { id: "stopped" }, "This is how I write"),
                h("p", "Findings that you stopped:"),
                h("ul", [...stopped.map((label) => h("li", label))]),
              ]),
        ]),
      ]),
      h("footer", [
        h("h2", "Where this is from"),
        h("dl", [
          h("dt", "Profile"),
          h("dd", [h("code", file)]),
          h("dt", "Learned from"),
          h("dd", [...folders.map((folder) => h("div", [h("code", folder)]))]),
        ]),
        h(
          "p",
          { className: "muted" },
          "This page was made on this machine and names nothing outside it.",
        ),
      ]),
    ],
  });
}

/** The page where no author is learned, or the profile cannot be used. */
export function renderNothing(why: string, learning: WayOut): string {
  return page({
    title: "Style profile",
    style: styleSheet,
    body: [h("main", [h("h1", "Style profile"), noticeOf(why, learning)])],
  });
}

function noticeOf(why: string, { words, link }: WayOut) {
  return h("div", { className: "notice" }, [
    h("p", why),
    h("p", words),
    ...(link === undefined ? [] : [h("p", [h("a", { href: link.href }, link.text)])]),
  ]);
}

const parts = (all: readonly Part[]) => all.filter((part) => part !== undefined);
