/** Pairs that were held out; with fewer two adapters are not compared. */
export const FEWEST_PAIRS = 20;
