const MOST_STARS_IN_A_NAME = 3;
const MOST_STARS = 8;
const MOST_ANY_FOLDERS = 3;
const MOST_ALTERNATIVES = 64;
/** UTF-16 units. */
const LONGEST_PATTERN = 500;

/** Paths beyond this many UTF-16 units match no pattern: what a wildcard costs grows with the path. */
export const LONGEST_MATCHED = 500;

/**
 * A glob pattern as every matcher of the product takes it: `*`, `**`, `?`, `[…]` and `{…,…}`, as in VS Code's settings.
 * Parentheses, `|` and `+` mean themselves. Matchers make regular expressions of globs, in which groups and repetitions of
 * them take time without end for a name that was chosen for it; and patterns come with other people's folders.
 */
export function plainGlob(pattern: string): string {
  return pattern.replace(/\\[^]|[()|+]/g, (found) =>
    found.startsWith("\\") ? found : `\\${found}`,
  );
}

/** Why a pattern is too costly to be looked for; undefined for one that is not. */
export function costOf(pattern: string): string | undefined {
  if (pattern.length > LONGEST_PATTERN) return `is longer than ${LONGEST_PATTERN} characters`;
  const stars = (text: string): number => text.match(/\*+/g)?.length ?? 0;
  const names = pattern.split("/");
  const anyFolders = names.filter((name) => name.includes("**")).length;
  if (anyFolders > MOST_ANY_FOLDERS) return `holds more than ${MOST_ANY_FOLDERS} of "**"`;
  if (names.some((name) => stars(name) > MOST_STARS_IN_A_NAME)) {
    return `holds more than ${MOST_STARS_IN_A_NAME} of "*" in one name`;
  }
  if (stars(pattern) > MOST_STARS) return `holds more than ${MOST_STARS} of "*"`;
  let alternatives = 1;
  for (const [group] of pattern.matchAll(/\{[^{}]*/g)) alternatives *= group.split(",").length;
  return alternatives > MOST_ALTERNATIVES
    ? `holds more than ${MOST_ALTERNATIVES} alternatives in "{…}"`
    : undefined;
}
