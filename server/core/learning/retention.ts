/** How long and how large the log may grow. */
export interface CaptureLimits {
  readonly maxDays: number;
  readonly maxMegabytes: number;
}

/** What a decision takes in the log, with all that followed it. */
export interface Footprint {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly bytes: number;
}

const day = 24 * 60 * 60 * 1000;
/** A log that grew too large is cut to this share of its limit, so that not every append cuts again. */
const cutTo = 0.9;

/** The decisions to drop: those too old, then the oldest until the rest is small enough. */
export function outdated(
  footprints: readonly Footprint[],
  limits: CaptureLimits,
  now: number,
): ReadonlySet<string> {
  const oldest = now - limits.maxDays * day;
  const dropped = new Set(footprints.filter((f) => f.time < oldest).map((f) => f.id));
  const rest = footprints.filter((f) => !dropped.has(f.id)).sort((a, b) => a.time - b.time);
  const most = limits.maxMegabytes * 1e6;
  let bytes = rest.reduce((sum, f) => sum + f.bytes, 0);
  if (bytes <= most) return dropped;
  for (const footprint of rest) {
    if (bytes <= most * cutTo) break;
    dropped.add(footprint.id);
    bytes -= footprint.bytes;
  }
  return dropped;
}
