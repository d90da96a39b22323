import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync, utimesSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** What a killed command is started in and with. */
export interface Setting {
  /** A folder of the operation's own. */
  readonly folder: string;
  readonly random: () => number;
}

/** One thing that writes. `round` begins it, kills it at a random moment, and throws where what is left is wrong. */
export interface Operation {
  readonly round: () => Promise<void>;
  /** Runs it to its end, and throws where anything half-written is left. */
  readonly finish: () => Promise<void>;
}

const cli = resolve(__dirname, "..", "..", "..", "dist", "penprint.js");

export interface Command {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line, killed with SIGKILL after `delay` milliseconds; the exit code, null = it was killed. */
export async function killedAfter(
  { args, cwd, env }: Command,
  delay: number,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (piece: string) => (said = (said + piece).slice(-2000)));
  }
  const closed = once(child, "close") as Promise<[number | null]>;
  const timer = Number.isFinite(delay) ? setTimeout(() => child.kill("SIGKILL"), delay) : undefined;
  const [code] = await closed;
  clearTimeout(timer);
  return { code, said };
}

/** Kills a command again and again at moments between its start and its usual end, which every finished run corrects. */
export class Killer {
  private usual = 0;

  constructor(private readonly random: () => number) {}

  async kill(command: Command): Promise<{ readonly acknowledged: boolean }> {
    const begun = performance.now();
    const delay = this.usual === 0 ? Infinity : this.usual * (0.3 + 0.8 * this.random());
    const { code, said } = await killedAfter(command, delay);
    if (code !== null && code !== 0) throw new Error(`${command.args.join(" ")}: ${code}: ${said}`);
    if (code === 0) this.usual = performance.now() - begun;
    return { acknowledged: code === 0 };
  }
}

/** As if two minutes had passed since the kill: locks and drafts of dead processes are old now. */
export function age(folder: string): void {
  const then = new Date(Date.now() - 120_000);
  for (const path of filesIn(folder)) {
    if (/\.lock$|\.new$/.test(path)) utimesSync(path, then, then);
  }
}

/** What a killed process left half-written. */
export function draftsIn(folder: string): readonly string[] {
  return filesIn(folder).filter((path) => /\.new$/.test(path));
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false }) !== undefined);
}

export async function within<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  const over = new AbortController();
  const late = wait(milliseconds, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${what}: no answer within ${milliseconds} ms`);
  });
  late.catch(() => undefined);
  return Promise.race([work, late]).finally(() => over.abort());
}
