import { z } from "zod";
import { hashText } from "./hash";

/** Raised when what a profile holds changes; older ones are learned anew, newer ones refused. */
export const PROFILE_VERSION = 1;

/** A note or author with fewer learned words is not judged. */
export const FEWEST_WORDS = 1500;

const whole = z.int().min(0);

const passageRatesSchema = z.object({
  words: whole,
  startLine: whole,
  endLine: whole,
  /** Counts over the background's vocabulary (see featureCounts.ts). */
  features: z.string(),
  /** Habits that the passage shows: indices into `rates.habits`, ascending (see bytes.ts). */
  habits: z.string(),
  /** Position along the author's discriminant when its note is left out. */
  position: z.number(),
});

const noteRatesSchema = z.object({
  /** Path relative to the learned folder, forward slashes. */
  note: z.string(),
  /** Absolute real path. */
  location: z.string(),
  /** The absolute path that it was found at, where a symbolic link makes that another. */
  alias: z.string().optional(),
  /** SHA-256 of the file's bytes, hexadecimal. */
  hash: z.string(),
  language: z.string(),
  /** Words of prose learned. */
  words: whole,
  /** Pairs of index into `rates.habits` and count (see bytes.ts). */
  habits: z.string(),
  /** How its paragraphs are recognised elsewhere: for each their number and the hashes (see boilerplate.ts). */
  prints: z.string(),
  /** Positions in `prints` of paragraphs left out as boilerplate. */
  repeated: z.array(whole).readonly(),
  /** Entries of its `sources:`: files that are not the author's. */
  sources: z.array(z.string()).readonly(),
  /** Words left out by reason. */
  leftOut: z.record(z.string(), whole),
  passages: z.array(passageRatesSchema).readonly(),
});

/** An author as learned. `rates` are numbers; `texts` are passages, by note and passage, and may be absent. */
export const profileSchema = z.object({
  format: z.literal("penprint-profile"),
  version: z.literal(PROFILE_VERSION),
  author: z.string().min(1),
  /** ISO 639-1, "und" when it cannot be told. */
  language: z.string(),
  /** Absolute paths that were learned from. */
  folders: z.array(z.string()).readonly(),
  /** Id of the background whose vocabulary `features` counts. */
  background: z.string(),
  rates: z.object({
    habits: z.array(z.string()).readonly(),
    notes: z.array(noteRatesSchema).readonly(),
    /** How alike its units are (see prepared.ts): without it the first score takes long. */
    likeness: z.string().optional(),
    /** Its discriminant, no note left out (see prepared.ts): without it the first score unpacks every passage. */
    discriminant: z.string().optional(),
  }),
  texts: z.array(z.array(z.string()).readonly()).readonly().optional(),
});
export type Profile = z.infer<typeof profileSchema>;
export type NoteRates = z.infer<typeof noteRatesSchema>;
export type PassageRates = z.infer<typeof passageRatesSchema>;

const headSchema = z.object({ format: z.literal("penprint-profile"), version: z.int() });

export type ParsedProfile =
  | { readonly kind: "ok"; readonly profile: Profile }
  | { readonly kind: "refused"; readonly why: string };

/** `why` reads on after a file's name. */
export function parseProfile(text: string): ParsedProfile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refused("is no JSON: learn the author again.");
  }
  const head = headSchema.safeParse(json);
  if (!head.success) return refused("is no Penprint profile.");
  if (head.data.version > PROFILE_VERSION) {
    return refused(
      `is a profile of version ${head.data.version}, newer than this Penprint reads (${PROFILE_VERSION}): update Penprint, or learn the author again into another file.`,
    );
  }
  const parsed = profileSchema.safeParse(json);
  if (!parsed.success) {
    return refused(
      `is a damaged profile: learn the author again. ${z.prettifyError({ issues: parsed.error.issues.slice(0, 3) })}`,
    );
  }
  const { texts, rates } = parsed.data;
  const fits =
    texts === undefined ||
    (texts.length === rates.notes.length &&
      texts.every((note, i) => note.length === rates.notes[i]!.passages.length));
  return fits
    ? { kind: "ok", profile: parsed.data }
    : refused("is a damaged profile, its texts do not fit its rates: learn the author again.");
}

const refused = (why: string): ParsedProfile => ({ kind: "refused", why });

export const wordsOf = (profile: Profile): number =>
  profile.rates.notes.reduce((sum, note) => sum + note.words, 0);

/** Why an author with that many words is not judged; undefined when there are enough. */
export function tooSmall(author: string, words: number): string | undefined {
  if (words >= FEWEST_WORDS) return undefined;
  return `${author}'s profile has ${words} words; style is judged from ${FEWEST_WORDS} on: learn more notes.`;
}

/** Equal for profiles of equal content. */
export function profileId(profile: Profile): string {
  return hashText(
    JSON.stringify([
      profile.author,
      profile.background,
      profile.texts === undefined,
      profile.rates.notes.map((note) => [note.location, note.hash, note.words]),
    ]),
  );
}
