import type { Target } from "./storedTargets";

/** Milliseconds of processor time, and megabytes by which the process may grow. */
export const SLOWEST = 1000;
const MOST_GROWTH = 500;

/** Why the target fails on this input; undefined when it does not. */
export async function failureOn(target: Target, input: Buffer): Promise<string | undefined> {
  const before = process.cpuUsage();
  const size = process.memoryUsage().rss;
  try {
    await target.run(input);
  } catch (error) {
    return `throws ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const { user, system } = process.cpuUsage(before);
  const milliseconds = (user + system) / 1000;
  if (milliseconds > SLOWEST) return `takes ${Math.round(milliseconds)} ms`;
  const growth = (process.memoryUsage().rss - size) / 1e6;
  return growth > MOST_GROWTH ? `grows by ${Math.round(growth)} MB` : undefined;
}
