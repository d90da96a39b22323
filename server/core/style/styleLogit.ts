import type { StyleView } from "./types";

/** Log-odds that the author wrote it; null where that cannot be said. */
export function styleLogit(view: StyleView, plain: string): number | null {
  const judged = view.score(plain);
  return judged.kind === "judged" ? judged.value.logit : null;
}
