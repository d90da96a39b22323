import { mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Background } from "../../server/core/style/background";
import { analyseNote } from "../../server/core/note/analyseNote";
import type { Profile } from "../../server/core/style/profile";
import { paragraphsOf } from "../../server/core/style/sameNote";
import { viewOf } from "../../server/core/style/view";
import { sentencesOf } from "../../server/core/style/writtenText";
import { readBackground } from "../../server/storage/backgroundFile";
import { DiskNotes } from "../../server/storage/noteFiles";
import { readProfile, writeProfile } from "../../server/storage/profileStore";
import { learnStyle, type LearnStyleTask } from "../../server/workflows/learnStyle";
import { temporaryFolder } from "../support/temporaryFolder";
import { noteText, paragraph, writeFiles } from "../support/writtenNotes";

let background: Background;
beforeAll(async () => {
  background = await readBackground();
});

/** Counts what is read, on top of the real files. */
class CountedNotes extends DiskNotes {
  readonly learned: string[] = [];
}

async function learn(folder: string, change: Partial<LearnStyleTask> = {}) {
  const result = await learnStyle(
    {
      author: "Ada",
      folders: [join(folder, "notes")],
      file: join(folder, "ada.json"),
      patterns: { include: ["**/*.md"], exclude: [] },
      texts: true,
      written: new Set(),
      signal: new AbortController().signal,
      progress: () => undefined,
      ...change,
    },
    { files: new CountedNotes(), background, read: readProfile, write: writeProfile },
  );
  if (result.kind === "refused") throw new Error(result.why);
  return result;
}

const learnedNotes = (profile: Profile): readonly string[] =>
  profile.rates.notes.map(({ note }) => note);

/** Twelve notes of one voice below `notes/`. */
function authorFolder(): string {
  const folder = temporaryFolder();
  for (let i = 0; i < 12; i++) {
    writeFiles(folder, { [`notes/${i}.md`]: noteText("plain", 4, i) });
  }
  return folder;
}

const probability = (profile: Profile, plain: string, without?: string): number => {
  const judged = viewOf(profile, background, without === undefined ? {} : { place: without }).score(
    plain,
  );
  if (judged.kind === "silent") throw new Error(judged.why);
  return judged.value.probability;
};

describe("a note is judged without itself", () => {
  test("a foreign passage pasted into a learned note is judged as before after learning again", async () => {
    const folder = authorFolder();
    const foreign = paragraph("formal", 90, 1);
    const note = join(folder, "notes", "3.md");
    const before = await learn(folder);
    const first = probability(before.profile, foreign, note);
    writeFiles(folder, { "notes/3.md": `${noteText("plain", 4, 3)}\n${foreign}\n` });

    const after = await learn(folder);

    const text = after.profile.texts!.flat().join("\n");
    expect(text).toContain(foreign.slice(0, 60));
    expect(probability(after.profile, foreign, note)).toBeCloseTo(first, 6);
    expect(probability(after.profile, foreign, note)).toBeLessThan(0.3);
    const view = viewOf(after.profile, background, { place: note });
    expect(view.nearest(foreign, 5).map(({ location }) => location)).not.toContain(note);
    expect(view.hasWritten("pursuant to the current guidelines")).toBe(false);
  });

  test("under another name, in another clone or as a copy it is the same note", async () => {
    const folder = authorFolder();
    const note = join(folder, "notes", "3.md");
    const text = `${noteText("plain", 4, 3)}\n${paragraph("formal", 90, 1)}\n`;
    writeFiles(folder, { "notes/3.md": text, "notes/copy of 3.md": text });
    const { profile } = await learn(folder);
    const paragraphs = paragraphsOf(analyseNote(text).prose);

    const renamed = viewOf(profile, background, {
      place: join(folder, "elsewhere.md"),
      paragraphs,
    });

    expect(renamed.id).toBe(viewOf(profile, background, { place: note, paragraphs }).id);
    expect(renamed.notes).toBe(profile.rates.notes.length - 2);
    expect(renamed.hasWritten("pursuant to the current guidelines")).toBe(false);
  });

  test("what stands in many notes makes no note the same as another", async () => {
    const folder = authorFolder();
    const line =
      "Thanks for reading all of this to the very end, and please do write to me about it.";
    for (let i = 0; i < 5; i++) {
      writeFiles(folder, { [`notes/${i}.md`]: `${noteText("plain", 4, i)}\n${line}\n` });
    }
    const { profile } = await learn(folder);
    const paragraphs = paragraphsOf(analyseNote(`${line}\n`).prose);
    expect(viewOf(profile, background, { paragraphs }).notes).toBe(profile.rates.notes.length);
  });

  test("its counts are subtracted exactly", async () => {
    const folder = authorFolder();
    const all = await learn(folder);
    const note = join(folder, "notes", "3.md");
    const view = viewOf(all.profile, background, { place: note });
    rmSync(note);
    const rest = viewOf((await learn(folder)).profile, background);
    expect(view.words).toBe(rest.words);
    expect(view.notes).toBe(rest.notes);
    for (const habit of all.profile.rates.habits) {
      expect([habit, view.count(habit)]).toEqual([habit, rest.count(habit)]);
      expect([habit, view.notesWith(habit)]).toEqual([habit, rest.notesWith(habit)]);
    }
  });

  test("the author's own unseen passage is more like the author than a foreign one", async () => {
    const folder = authorFolder();
    const { profile } = await learn(folder);
    const own = probability(profile, paragraph("plain", 90, 9999));
    const foreign = probability(profile, paragraph("formal", 90, 9999));
    expect(own).toBeGreaterThan(0.6);
    expect(foreign).toBeLessThan(0.2);
  });
});

describe("what is not the author's is not learned", () => {
  test("files named as sources, by path, glob and wiki link", async () => {
    const folder = authorFolder();
    writeFiles(folder, {
      "notes/report.md": noteText("formal", 3, 50),
      "notes/kept/law.md": noteText("formal", 3, 51),
      "notes/Minutes.md": noteText("formal", 3, 52),
      "notes/cites.md": `---\nsources:\n  - report.md\n  - kept/*.md\n  - "[[Minutes]]"\n---\n${noteText("plain", 3, 53)}`,
    });
    const { profile, skipped } = await learn(folder);
    expect(learnedNotes(profile)).toContain("cites.md");
    expect(learnedNotes(profile)).not.toContain("report.md");
    expect(skipped.map(({ path }) => path).sort()).toEqual(
      ["Minutes.md", "kept/law.md", "report.md"].map((name) => join(folder, "notes", name)),
    );
    expect(skipped[0]!.why).toBe("named as a source by cites.md");
  });

  test("block quotations and paragraphs that are mostly quoted", async () => {
    const folder = authorFolder();
    const quoted = paragraph("formal", 60, 2);
    const spoken = paragraph("formal", 60, 3);
    writeFiles(folder, {
      "notes/quotes.md": `${noteText("plain", 3, 60)}\n> ${quoted}\n\nShe said, "${spoken}"\n`,
    });
    const { profile, leftOutWords } = await learn(folder);
    const texts = profile.texts!.flat().join("\n");
    expect(texts).not.toContain(quoted.slice(0, 40));
    expect(texts).not.toContain(spoken.slice(0, 40));
    expect(leftOutWords["quotation"]).toBeGreaterThan(50);
    expect(leftOutWords["block quotation"]).toBeGreaterThan(50);
  });

  test("paragraphs repeated across three notes, also when the third comes later", async () => {
    const folder = authorFolder();
    const licence = paragraph("formal", 60, 4);
    const withLicence = (seed: number) => `${noteText("plain", 3, seed)}\n${licence}\n`;
    writeFiles(folder, { "notes/a.md": withLicence(70), "notes/b.md": withLicence(71) });
    expect((await learn(folder)).profile.texts!.flat().join("\n")).toContain(licence.slice(0, 40));
    writeFiles(folder, { "notes/c.md": withLicence(72) });
    const { profile, leftOutWords } = await learn(folder);
    expect(profile.texts!.flat().join("\n")).not.toContain(licence.slice(0, 40));
    expect(leftOutWords["repeated in other notes"]).toBeGreaterThan(150);
  });

  test("text that Penprint wrote, unless the author changed it", async () => {
    const folder = authorFolder();
    const accepted = paragraph("formal", 60, 5);
    const revised = paragraph("formal", 60, 6);
    const written = new Set([accepted, revised].flatMap((text) => sentencesOf(analyseNote(text))));
    const changed = revised.replaceAll(" the ", " this ").replaceAll(" a ", " one ");
    const own = changed.replaceAll(".", " indeed.");
    writeFiles(folder, {
      "notes/d.md": `${noteText("plain", 3, 80)}\n**${accepted}**\n\n${own}\n`,
    });
    const { profile, leftOutWords } = await learn(folder, { written });
    const texts = profile.texts!.flat().join("\n");
    expect(texts).not.toContain(accepted.slice(0, 40));
    expect(texts).toContain(own.slice(0, 40));
    expect(leftOutWords["written by Penprint"]).toBeGreaterThan(50);
  });

  test("notes in another language than most", async () => {
    const folder = authorFolder();
    const german =
      "Am Morgen lag der Nebel noch auf dem Wasser, und niemand wollte als Erster hinausfahren. Mein Bruder suchte die Karte, fand aber nur den alten Fahrplan, und so blieben wir bis zum Mittag am Steg sitzen. ";
    writeFiles(folder, { "notes/de.md": german.repeat(3) });
    const { profile, skipped } = await learn(folder);
    expect(profile.language).toBe("en");
    expect(skipped).toEqual([
      { path: join(folder, "notes", "de.md"), why: 'is in "de", most notes are in "en"' },
    ]);
  });
});

describe("learning again", () => {
  test("takes over what did not change, and gives the profile that learning from nothing gives", async () => {
    const folder = authorFolder();
    const first = await learn(folder);
    expect(first.changed).toBe(12);
    expect((await learn(folder)).changed).toBe(0);
    writeFiles(folder, { "notes/5.md": noteText("plain", 5, 500) });
    const again = await learn(folder);
    expect(again.changed).toBe(1);
    const fresh = await learn(folder, { file: join(folder, "fresh.json") });
    const a = viewOf(again.profile, background);
    const b = viewOf(fresh.profile, background);
    expect(a.words).toBe(b.words);
    for (const habit of fresh.profile.rates.habits) expect(a.count(habit)).toBe(b.count(habit));
    const unseen = paragraph("plain", 80, 777);
    expect(a.score(unseen)).toEqual(b.score(unseen));
  });

  test("a profile without what makes its first score quick scores the same", async () => {
    const folder = authorFolder();
    const { profile } = await learn(folder);
    const { likeness, discriminant, ...rates } = profile.rates;
    expect([likeness, discriminant]).not.toContain(undefined);
    const unseen = paragraph("plain", 80, 777);
    const quick = probability(profile, unseen);
    expect(probability({ ...profile, rates: { ...rates, likeness } }, unseen)).toBe(quick);
    expect(probability({ ...profile, rates }, unseen)).toBeCloseTo(quick, 6);
    expect(probability({ ...profile, rates: { ...rates, discriminant: "" } }, unseen)).toBeCloseTo(
      quick,
      6,
    );
  });

  test("leaves the old profile when it is cancelled", async () => {
    const folder = authorFolder();
    await learn(folder);
    const before = readFileSync(join(folder, "ada.json"), "utf8");
    writeFiles(folder, { "notes/5.md": noteText("plain", 5, 500) });
    const stop = new AbortController();
    const progress = (done: number): void => {
      if (done === 6) stop.abort(new Error("enough"));
    };
    await expect(learn(folder, { signal: stop.signal, progress })).rejects.toThrow("enough");
    expect(readFileSync(join(folder, "ada.json"), "utf8")).toBe(before);
  });

  test("a note reached through a symbolic link is judged without itself by either path", async () => {
    const folder = authorFolder();
    mkdirSync(join(folder, "other"));
    symlinkSync(join(folder, "notes"), join(folder, "other", "link"));
    const { profile } = await learn(folder, { folders: [join(folder, "other", "link")] });
    expect(profile.rates.notes).toHaveLength(12);
    for (const path of [join(folder, "notes", "3.md"), join(folder, "other", "link", "3.md")]) {
      expect(viewOf(profile, background, { place: path }).notes).toBe(11);
    }
  });
});

test("a profile below 1,500 words is written, silent, and says why", async () => {
  const folder = temporaryFolder();
  writeFiles(folder, { "notes/a.md": noteText("plain", 4, 1) });
  const { profile, warning } = await learn(folder);
  const view = viewOf(profile, background);
  expect(warning).toMatch(/^Ada's profile has \d+ words; style is judged from 1500 on/);
  expect(view.silentBecause).toBe(warning);
  expect(view.score(paragraph("plain", 80, 1))).toEqual({ kind: "silent", why: warning });
  expect((await readProfile(join(folder, "ada.json"))).kind).toBe("read");
});

test("without texts there are rates but no examples", async () => {
  const folder = authorFolder();
  const { profile } = await learn(folder, { texts: false });
  expect(profile.texts).toBeUndefined();
  const view = viewOf(profile, background);
  expect(view.nearest("anything at all", 3)).toEqual([]);
  expect(view.words).toBeGreaterThan(2000);
  expect(readFileSync(join(folder, "ada.json"), "utf8")).not.toContain("the old boat");
});

test("no notes: refused with a way out", async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "notes"));
  await expect(learn(folder)).rejects.toThrow("No notes were found");
});

test("one long note leaves the thread to others while it is learned", async () => {
  const folder = authorFolder();
  writeFiles(folder, { "notes/book.md": noteText("plain", 800, 7) });
  let turns = 0;
  const count = setInterval(() => turns++, 1);
  await learn(folder);
  clearInterval(count);
  expect(turns).toBeGreaterThan(20);
});
