import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Browser } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** PENPRINT_CHROMIUM or one on the path; undefined = none is installed. */
export function installedChromium(): string | undefined {
  const named = process.env["PENPRINT_CHROMIUM"];
  if (named !== undefined && named !== "") return named;
  return names.find((name) => spawnSync(name, ["--version"]).status === 0);
}

export function launchChromium(path: string): Promise<Browser> {
  const located = path.includes("/") ? path : spawnSync("which", [path]).stdout.toString().trim();
  return chromium.launch({ executablePath: located, args: ["--no-sandbox", "--disable-gpu"] });
}

/** The program that finds what keeps people out of a page. */
export const axeSource = (): string =>
  readFileSync(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8");
