import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { collectedMegabytes, growthOf } from "../memory";
import { say, type CampaignOptions } from "../options";
import { editContext, editSession } from "./editSession";

const root = resolve(__dirname, "..", "..", "..");
const perSession = 400;
const options = { edits: perSession, checkEvery: 20, compareEvery: 100, longest: 30_000 };

/** `--count` random edits (a million) over the notes of the samples and of the case folders, or over those of PATH…. */
export async function editCampaign({ count, seed, paths }: CampaignOptions): Promise<void> {
  const notes = notesIn(paths.length > 0 ? paths : defaultPaths);
  const context = await editContext(
    notesIn([join(root, "samples/sources")]).map((text, i) => ({
      location: `/sources/${i}.md`,
      name: `source ${i}`,
      text,
    })),
  );
  const sessions = Math.ceil((count ?? 1_000_000) / perSession);
  say(`edits: seed ${seed}, ${notes.length} notes, ${sessions} sessions of ${perSession} edits`);
  const memory: number[] = [];
  let edits = 0;
  let findings = 0;
  for (let session = 0; session < sessions; session++) {
    try {
      const done = editSession(seed + session, notes, context, options);
      edits += done.edits;
      findings += done.findings;
    } catch (error) {
      say(`session with seed ${seed + session}: repeat it with --count 1 --seed ${seed + session}`);
      throw error;
    }
    if (session % 25 !== 0 && session !== sessions - 1) continue;
    memory.push(collectedMegabytes());
    say(`${edits} edits, ${findings} findings seen, ${memory.at(-1)!.toFixed(1)} MB`);
  }
  say(`edits: ${edits} edits, no difference; heap ${growthOf(memory)}`);
}

const defaultPaths = ["samples/notes", "samples/drafts", "test/cases"].map((path) =>
  join(root, path),
);

function notesIn(paths: readonly string[]): readonly string[] {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) => join(path, name))
      : [path],
  );
  const notes = files.filter((file) => file.endsWith(".md")).sort();
  return notes.map((file) => readFileSync(file, "utf8"));
}
