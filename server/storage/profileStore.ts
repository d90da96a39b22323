import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseProfile, wordsOf, type Profile } from "../core/style/profile";
import type {
  ListedProfile,
  Outcome,
  ProfileRead,
  ProfileShelf,
} from "../workflows/authorProfiles";
import { fileNameOf } from "./authorNames";
import { isMissing, wayOut } from "./fileErrors";
import { withFileLock } from "./fileLock";
import { replaceFile } from "./replaceFile";
import { t } from "../workflows/worded";

const ending = ".profile.json";

/** Profiles in the data folder, one file an author; safe with several windows. */
export class ProfileStore implements ProfileShelf {
  private readonly folder: string;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, "profiles");
  }

  fileOf(author: string): string {
    return join(this.folder, `${fileNameOf(author)}${ending}`);
  }

  async list(): Promise<readonly ListedProfile[]> {
    let names: readonly string[];
    try {
      names = await readdir(this.folder);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
    const listed: ListedProfile[] = [];
    for (const name of names.filter((one) => one.endsWith(ending)).sort()) {
      const file = join(this.folder, name);
      const read = await readProfile(file);
      if (read.kind !== "read") continue;
      listed.push({ author: read.profile.author, file, words: wordsOf(read.profile) });
    }
    return listed;
  }

  read(file: string): Promise<ProfileRead> {
    return readProfile(file);
  }

  async export(author: string, file: string): Promise<Outcome> {
    const read = await readProfile(this.fileOf(author));
    if (read.kind === "absent") return refused(t("No profile of {0} is on this machine.", author));
    if (read.kind === "refused") return refused(`${this.fileOf(author)} ${read.why}`);
    return tryToWrite(file, read.profile);
  }

  /** @param author whom it is of from now on; empty = as the file says */
  async import(author: string, file: string): Promise<Outcome> {
    const read = await readProfile(file);
    if (read.kind === "absent") return refused(t("{0} does not exist.", file));
    if (read.kind === "refused") return refused(`${file} ${read.why}`);
    const name = author === "" ? read.profile.author : author;
    return tryToWrite(this.fileOf(name), { ...read.profile, author: name });
  }

  async delete(author: string): Promise<Outcome> {
    const file = this.fileOf(author);
    try {
      await withFileLock(file, () => rm(file));
      return { kind: "done" };
    } catch (error) {
      return isMissing(error)
        ? refused(t("No profile of {0} is on this machine.", author))
        : refused(wayOut(error, file));
    }
  }
}

/** Never throws: what is wrong with a file is an answer. */
export async function readProfile(file: string): Promise<ProfileRead> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (isMissing(error)) return { kind: "absent" };
    const why = error instanceof Error ? error.message : String(error);
    return { kind: "refused", why: t("cannot be read: {0}", why) };
  }
  const parsed = parseProfile(text);
  return parsed.kind === "ok" ? { kind: "read", profile: parsed.profile } : parsed;
}

/** Replaces the file in one step; on failure the old one stands. Throws what the disk says. */
export async function writeProfile(file: string, profile: Profile): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await withFileLock(file, (lock) => replaceFile(file, chunksOf(profile), () => lock.check()));
}

/** A line a note, so that two versions can be compared, and no string as large as the file. */
function* chunksOf(profile: Profile): Generator<Uint8Array> {
  const { rates, texts, ...head } = profile;
  const { habits, notes, ...rest } = rates;
  yield Buffer.from(`${JSON.stringify(head).slice(0, -1)},\n"rates":{"habits":`);
  yield Buffer.from(`${JSON.stringify(habits)},\n"notes":[`);
  yield* lines(notes);
  yield Buffer.from("]");
  for (const [key, text] of Object.entries(rest)) yield Buffer.from(`,\n"${key}":"${text}"`);
  yield Buffer.from("}");
  if (texts !== undefined) {
    yield Buffer.from(',\n"texts":[');
    yield* lines(texts);
    yield Buffer.from("]");
  }
  yield Buffer.from("}\n");
}

function* lines(values: readonly unknown[]): Generator<Uint8Array> {
  for (const [i, value] of values.entries()) {
    yield Buffer.from(`${i === 0 ? "\n" : ",\n"}${JSON.stringify(value)}`);
  }
}

async function tryToWrite(file: string, profile: Profile): Promise<Outcome> {
  try {
    await writeProfile(file, profile);
    return { kind: "done" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(`${why}. ${wayOut(error, file)}`);
  }
}

const refused = (why: string): Outcome => ({ kind: "refused", why });

/** Ends early with a plain message when a profile could not be put at `file` after learning. */
export async function checkWritable(file: string): Promise<Outcome> {
  const draft = `${file}.${process.pid}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await (await open(draft, "w")).close();
    await rm(draft);
    return { kind: "done" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(`${why}. ${wayOut(error, file)}`);
  }
}
