import { briefOutline } from "../core/planner/briefOutline";
import { extractiveSection } from "../core/planner/extractiveSection";
import type { Planner } from "./ports";
import { t } from "./worded";

/** The default: needs no model and no network. What it writes are sentences of the sources, word for word. */
export const extractivePlanner: Planner = {
  name: "extractive planner: sentences of your sources",
  address: "",
  outline: (task, { signal }) => {
    signal?.throwIfAborted();
    const outline = briefOutline(task);
    return Promise.resolve(
      outline === undefined
        ? {
            kind: "failed",
            why: t("There is nothing to plan from: the note has neither a title nor a brief."),
            userAction: t(
              "Give it a `brief:` in its front matter, one list item for each section.",
            ),
            misconfigured: true,
          }
        : { kind: "ok", value: outline },
    );
  },
  section: (task, outline, index, { signal, onText }) => {
    signal?.throwIfAborted();
    const draft = extractiveSection(task, outline, index);
    onText?.(draft.text);
    return Promise.resolve({ kind: "ok", value: draft });
  },
};
