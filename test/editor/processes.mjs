import { readFile, readdir } from "node:fs/promises";

/**
 * Processes whose environment names the data folder `data`: what one editor of a test started, and nobody else's.
 * Each as `{pid, command}`. Linux alone tells; elsewhere there are none to see.
 */
export async function processesWith(data) {
  if (process.platform !== "linux") return [];
  const all = await Promise.all((await pids()).map(described));
  return all.filter(
    (one) => one !== undefined && one.environment.includes(`PENPRINT_DATA=${data}`),
  );
}

async function pids() {
  return (await readdir("/proc")).filter((name) => /^\d+$/u.test(name)).map(Number);
}

async function described(pid) {
  try {
    const [environment, command] = await Promise.all(
      ["environ", "cmdline"].map((file) => readFile(`/proc/${pid}/${file}`, "utf8")),
    );
    return { pid, command: command.replaceAll("\0", " ").trim(), environment };
  } catch {
    return undefined; // It ended meanwhile, or is another user's.
  }
}

/** Kills VS Code's server `pid` and its extension hosts at once, as a machine out of memory does. What they started lives on. */
export async function killed(pid) {
  const parents = new Map();
  for (const one of await pids()) {
    const stat = await readFile(`/proc/${one}/stat`, "utf8").catch(() => "");
    const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    const command = await readFile(`/proc/${one}/cmdline`, "utf8").catch(() => "");
    parents.set(one, { parent, command });
  }
  const isOfEditor = (one) =>
    one !== undefined && !/penprint-server|model-child/u.test(one.command);
  const under = (one) =>
    one !== undefined && (one.parent === pid || under(parents.get(one.parent)));
  const editor = [...parents].filter(([, one]) => under(one) && isOfEditor(one)).map(([id]) => id);
  for (const id of [pid, ...editor]) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It ended with its parent.
    }
  }
}
