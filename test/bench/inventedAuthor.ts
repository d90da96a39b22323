import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { penprint } from "./benchmark";
import { writer } from "./prose";

/** A profile of the invented writer, learned from 20 notes of 1,000 words. */
export function inventedAuthor(folder: string): string {
  const notes = join(folder, "learned");
  mkdirSync(notes);
  for (let i = 1; i <= 20; i++) writeFileSync(join(notes, `${i}.md`), writer(i).note(1_000));
  const profile = join(folder, "profile.json");
  penprint(folder, ["learn", notes, "--author", "Bench", "--profile", profile, "--quiet"]);
  return profile;
}
