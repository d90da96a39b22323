import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { countHabits } from "../core/habits/countHabits";
import { analyseNote } from "../core/note/analyseNote";
import { printOf, RepetitionCounter } from "../core/style/boilerplate";
import { stretchesOf } from "../core/style/stretches";
import type { BackgroundAuthor } from "../core/style/trainBackground";

/** Readers of corpora for building and measuring; nothing that runs in the editor. */

interface Post {
  readonly group: string;
  readonly author: string;
  readonly file: string;
}

/** The posts that `MANIFEST.tsv` in `folder` lists. */
export function readManifest(folder: string): readonly Post[] {
  const [head, ...rows] = readFileSync(join(folder, "MANIFEST.tsv"), "utf8").trim().split(/\r?\n/);
  const columns = head!.split("\t");
  const column = (row: readonly string[], name: string): string => {
    const value = row[columns.indexOf(name)];
    if (value === undefined) throw new Error(`${folder}/MANIFEST.tsv lacks the column "${name}".`);
    return value;
  };
  return rows.map((line) => {
    const row = line.split("\t");
    const author = join(column(row, "source"), column(row, "author"));
    return {
      group: column(row, "group"),
      author,
      file: join(folder, author, column(row, "file")),
    };
  });
}

/** An author's notes as folded passages and their habits, without what is repeated across them. */
export function readAuthor(files: readonly string[]): Pick<BackgroundAuthor, "notes" | "habits"> {
  const notes = files.map((file) => analyseNote(readFileSync(file, "utf8")));
  const repetitions = new RepetitionCounter();
  for (const note of notes) repetitions.addNote(note.prose.map(printOf));
  const habits: Record<string, number> = {};
  const passages = notes.map((note) => {
    const own = note.prose.filter((part) => !repetitions.isRepeated(printOf(part)));
    for (const { prose } of own) {
      for (const [habit, count] of Object.entries(countHabits(prose, note.language))) {
        habits[habit] = (habits[habit] ?? 0) + count;
      }
    }
    const kept = new Set(own);
    return stretchesOf(note, (part) => kept.has(part)).map(({ plain }) => plain);
  });
  return { notes: passages.filter((note) => note.length > 0), habits };
}

/** The authors of a manifest's posts, those alone that `isWanted`: reading takes some seconds each. */
export function readPosts(
  folder: string,
  isWanted: (author: string) => boolean = () => true,
): readonly BackgroundAuthor[] {
  const authors = new Map<string, Post[]>();
  for (const post of readManifest(folder)) {
    if (!isWanted(post.author)) continue;
    const own = authors.get(post.author);
    if (own === undefined) authors.set(post.author, [post]);
    else own.push(post);
  }
  return [...authors].map(([name, own]) => ({
    name,
    group: own[0]!.group,
    calibrates: true,
    ...readAuthor(own.map((post) => post.file).sort()),
  }));
}

/**
 * Speeches: many people, and speechwriters between them and the page, so they do not calibrate. Most are a single paragraph
 * longer than is analysed and fall away; split up and taken in whole they did harm (rstats, 100 words: AUC .869 -> .856).
 */
export function readSpeeches(folder: string): readonly BackgroundAuthor[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({
      name,
      group: "speeches",
      calibrates: false,
      ...readAuthor(
        readdirSync(join(folder, name))
          .sort()
          .map((file) => join(folder, name, file)),
      ),
    }));
}
