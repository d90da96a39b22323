import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** What a process holds of memory now, or held at most, in MB; NaN where the system does not say. */
export function residentMegabytes(pid: number, which: "now" | "peak" = "now"): number {
  if (process.platform === "linux") {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const line = which === "now" ? /VmRSS:\s+(\d+)/ : /VmHWM:\s+(\d+)/;
    return Number(line.exec(status)?.[1]) / 1024;
  }
  const ran = spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
  return ran.status === 0 ? Number(ran.stdout) / 1024 : NaN;
}
