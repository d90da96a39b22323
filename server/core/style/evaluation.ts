/** Measures of how well scores tell an author's own texts from others'. Higher scores = more like the author. */

/** Area under the ROC curve; ties count half. */
export function areaUnderCurve(own: readonly number[], foreign: readonly number[]): number {
  const all = [
    ...own.map((score) => ({ score, own: true })),
    ...foreign.map((score) => ({ score, own: false })),
  ].sort((a, b) => a.score - b.score);
  let below = 0;
  let won = 0;
  for (let i = 0; i < all.length;) {
    let end = i;
    let ownTied = 0;
    while (end < all.length && all[end]!.score === all[i]!.score) {
      if (all[end]!.own) ownTied++;
      end++;
    }
    const foreignTied = end - i - ownTied;
    won += ownTied * (below + foreignTied / 2);
    below += foreignTied;
    i = end;
  }
  return won / (own.length * foreign.length);
}

/** Share of foreign texts below the score under which `falseAlarms` of the own ones fall. */
export function recallAt(
  falseAlarms: number,
  own: readonly number[],
  foreign: readonly number[],
): number {
  const sorted = [...own].sort((a, b) => a - b);
  const place = falseAlarms * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  const threshold = low + (place - Math.floor(place)) * (high - low);
  return foreign.filter((score) => score < threshold).length / foreign.length;
}

export interface ReliabilityBin {
  /** Mean probability that was said. */
  readonly said: number;
  /** Share that came true. */
  readonly found: number;
}

interface Forecast {
  readonly probability: number;
  readonly own: boolean;
  /** Relative; own and foreign texts weigh as much in all. */
  readonly weight: number;
}

/** Bins of equal weight, ascending. */
export function reliability(forecasts: readonly Forecast[], bins = 10): readonly ReliabilityBin[] {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const sums = Array.from({ length: bins }, () => ({ weight: 0, said: 0, found: 0 }));
  let before = 0;
  for (const { probability, own, weight } of sorted) {
    const bin = sums[Math.min(bins - 1, Math.floor((before / total) * bins))]!;
    bin.weight += weight;
    bin.said += weight * probability;
    if (own) bin.found += weight;
    before += weight;
  }
  return sums
    .filter(({ weight }) => weight > 0)
    .map(({ weight, said, found }) => ({ said: said / weight, found: found / weight }));
}

/** Expected calibration error over bins of equal weight. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  return bins.reduce((sum, { said, found }) => sum + Math.abs(said - found), 0) / bins.length;
}

/** 1 / number of own (or foreign) texts, so that both kinds weigh half. */
export function evenForecasts(
  own: readonly number[],
  foreign: readonly number[],
): readonly Forecast[] {
  return [
    ...own.map((probability) => ({ probability, own: true, weight: 0.5 / own.length })),
    ...foreign.map((probability) => ({ probability, own: false, weight: 0.5 / foreign.length })),
  ];
}
