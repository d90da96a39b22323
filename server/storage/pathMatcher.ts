import picomatch from "picomatch";
import { LONGEST_MATCHED, plainGlob } from "../core/text/globs";

/** Whether a relative path, with forward slashes, is named by one of the patterns. */
export function pathMatcher(
  patterns: readonly string[],
  { anyCase = false } = {},
): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matches = picomatch(patterns.map(plainGlob), { dot: true, nocase: anyCase });
  return (path) => path.length <= LONGEST_MATCHED && matches(path);
}
