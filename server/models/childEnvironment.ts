/** Where keys for servers are read from: no process that Penprint starts is handed one. */
const keys: ReadonlySet<string> = new Set([
  "PENPRINT_API_KEY",
  "PENPRINT_STYLIST_API_KEY",
  "OPENAI_API_KEY",
]);

/** The environment of a process that Penprint starts: ours without the keys, and without the names that are given. */
export function childEnvironment(without: readonly string[] = []): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    // Windows takes a name in any case for the same.
    ([name]) => !keys.has(name.toUpperCase()) && !without.includes(name),
  );
  return Object.fromEntries(kept);
}
