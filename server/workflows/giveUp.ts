/** Milliseconds between two looks. */
const LOOK_EVERY = 500;

/**
 * Calls `giveUp` when nobody has wanted the work at two looks running: who comes for a new version right after the old one
 * is gone finds it still going on. Returns what ends the looking.
 */
export function whenUnwanted(wanted: ReadonlySet<() => boolean>, giveUp: () => void): () => void {
  let looksInVain = 0;
  const timer = setInterval(() => {
    looksInVain = [...wanted].some((isWanted) => isWanted()) ? 0 : looksInVain + 1;
    if (looksInVain < 2) return;
    clearInterval(timer);
    giveUp();
  }, LOOK_EVERY);
  timer.unref();
  return () => clearInterval(timer);
}
