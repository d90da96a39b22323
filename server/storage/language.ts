import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { speak } from "../workflows/worded";
import { assetsFolder } from "./installation";

/** A language tag's first part: `de` of `de-AT`. */
const languageOf = (locale: string): string =>
  /^[a-z]{2,3}/.exec(locale.toLowerCase())?.[0] ?? "en";

/** What is said from now on is said in the language of `locale`, where there is a table for it; else in English. */
export function speakLanguageOf(locale: string | undefined): void {
  const language = languageOf(locale ?? "en");
  const file = join(assetsFolder(), "l10n", `bundle.l10n.${language}.json`);
  if (language === "en" || !existsSync(file)) return;
  const table = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  speak(language, new Map(Object.entries(table)));
}
