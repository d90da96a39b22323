/** The command line that was given with other options, as it can be typed in a POSIX shell. */
export function commandLine(added: readonly string[], unwanted: readonly string[] = []): string {
  const words = process.argv.slice(2).filter((word) => !unwanted.includes(word));
  return ["penprint", ...[...words, ...added].map(quoted)].join(" ");
}

/** Waits for a job: the command line that was given, without what would send something. */
export function waiting(job: string): string {
  const isNamed = process.argv.some((word) => /^--job(?:=|$)/.test(word));
  return commandLine(isNamed ? [] : ["--job", job], ["--yes", "--no-wait"]);
}

/** Penprint cancels nothing at a service; its API does. */
export function cancelling(address: string, job: string): string {
  const key = ["PENPRINT_API_KEY", "OPENAI_API_KEY"].find((name) => process.env[name]);
  const header = key === undefined ? "" : ` -H "Authorization: Bearer $${key}"`;
  return `curl -X POST${header} ${quoted(`${address}/fine_tuning/jobs/${job}/cancel`)}`;
}

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
