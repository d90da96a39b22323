/** Warm enough for candidates that differ, cool enough for candidates that stay with the draft. */
const TEMPERATURE = 0.7;

/** The first candidate is the likeliest text, the others are sampled, each with a seed of its own. */
export function samplesFor(candidates: number, seed: number) {
  return Array.from({ length: candidates }, (_, index) => ({
    seed: (seed + index) >>> 0,
    temperature: index === 0 ? 0 : TEMPERATURE,
  }));
}
