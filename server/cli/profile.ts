import type { Command } from "commander";
import { realpath } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { z } from "zod";
import { styleOf } from "../composition/stylePages";
import type { StylePage } from "../core/dashboard/types";
import { analyseNote } from "../core/note/analyseNote";
import { ChoiceFile } from "../storage/choices";
import { wayOut } from "../storage/fileErrors";
import { DiskNotes } from "../storage/noteFiles";
import { ProfileStore, readProfile } from "../storage/profileStore";
import { replaceFile } from "../storage/replaceFile";
import { badInput, contextOf, missing, type CommandContext } from "./context";
import { write } from "./jsonl";
import { textOrJson } from "./options";
import { print } from "./output";
import { profileInWords } from "./profileText";

const optionsSchema = z.object({
  author: z.string().trim().min(1, "--author: the name is empty").optional(),
  profile: z.string().optional(),
  note: z.string().optional(),
  data: z.string().optional(),
  out: z.string().optional(),
  html: z.boolean().default(false),
  format: z.enum(["text", "json"], "--format: text or json"),
});
type Options = z.infer<typeof optionsSchema>;

/** `profile show`: what is known of an author, as text, JSON or a page. */
export function profileCommand(program: Command): void {
  program
    .command("profile")
    .description("what is known of an author")
    .command("show")
    .description("habits beside other people and a note, over time, and what the model learned")
    .option("--author <name>", "whose; without it the only one in the data folder")
    .option(
      "--profile <file>",
      "a profile that `penprint learn` wrote, instead of the data folder's",
    )
    .option("--note <file>", "a note to hold beside the author")
    .option("--data <dir>", "the data set that the model was trained on")
    .option("--html", "a page for a browser; it holds its drawings and no script")
    .option("--out <file>", "where it goes, instead of stdout")
    .addOption(textOrJson())
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await show(options.data, contextOf(command));
    });
}

async function show(options: Options, context: CommandContext): Promise<void> {
  const { profile, file } = await profileOf(options, context);
  const stopped = (await new ChoiceFile(context.dataFolder).read()).stopped[profile.author] ?? [];
  const note = options.note === undefined ? {} : { note: await noteAt(options.note) };
  const style = await styleOf(
    { profile, file, stopped, signal: context.signal, ...note },
    { ...context, data: options.data },
  );
  if (style.silentBecause !== undefined) context.note(`penprint profile: ${style.silentBecause}`);
  const text = options.html ? await asPage(style) : undefined;
  if (options.out !== undefined) {
    await put(options.out, text ?? asText(style, options.format));
    context.note(`${style.author} -> ${options.out}`);
  } else if (text !== undefined) {
    // Into a file or a pipe it goes as it is; a terminal would obey what it holds.
    if (process.stdout.isTTY) print(text);
    else process.stdout.write(text);
  } else if (options.format === "json") {
    await write(asJson(style));
  } else {
    print(profileInWords(style));
  }
}

async function asPage(style: StylePage): Promise<string> {
  const { renderStylePage } = await import("../pages/stylePage");
  return renderStylePage(style, {
    words: "Learn more notes: `penprint learn NOTES --author NAME --profile FILE`.",
  });
}

const asJson = (style: StylePage) => ({ version: 1, ...style });
const asText = (style: StylePage, format: Options["format"]): string =>
  format === "json" ? `${JSON.stringify(asJson(style))}\n` : profileInWords(style);

async function put(file: string, text: string): Promise<void> {
  try {
    await replaceFile(resolve(file), [Buffer.from(text, "utf8")]);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badInput(`--out ${file}: ${why}. ${wayOut(error, file)}`);
  }
}

async function profileOf({ author, profile }: Options, { dataFolder }: CommandContext) {
  const store = new ProfileStore(dataFolder);
  const file =
    profile !== undefined ? resolve(profile) : store.fileOf(author ?? (await onlyAuthor(store)));
  const read = await readProfile(file);
  switch (read.kind) {
    case "read":
      return { profile: read.profile, file };
    case "absent":
      throw missing(
        `${file} does not exist: make it with \`penprint learn NOTES --author NAME --profile ${file}\`.`,
      );
    case "refused":
      throw badInput(`${file} ${read.why}`);
  }
}

async function onlyAuthor(store: ProfileStore): Promise<string> {
  const authors = (await store.list()).map(({ author }) => author);
  const [only] = authors;
  if (only === undefined) {
    throw missing(
      "Nothing is learned in the data folder: name a --profile that `penprint learn` wrote.",
    );
  }
  if (authors.length === 1) return only;
  throw badInput(`Several authors are learned: name one with --author (${authors.join(", ")}).`);
}

async function noteAt(path: string) {
  const read = await new DiskNotes().read(resolve(path));
  if (read.kind === "unreadable") throw badInput(`--note ${path} ${read.why}`);
  const place = await realpath(resolve(path));
  return { name: basename(path), note: analyseNote(read.text), place };
}
