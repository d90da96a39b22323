import type { Command } from "commander";
import { existsSync, realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { analyseNote } from "../core/note/analyseNote";
import type { Note } from "../core/note/types";
import { articleTask } from "../core/planner/articleTask";
import type { Outline } from "../core/planner/types";
import { OpenAiClient } from "../models/openAiClient";
import { serverKey } from "../models/serverKeys";
import { ChatPlanner } from "../models/chatPlanner";
import { proxyDispatcher } from "../models/proxy";
import { AcceptedHashes } from "../storage/acceptedHashes";
import { wayOut } from "../storage/fileErrors";
import { rootOf } from "../storage/folderConfig";
import { readPrompts } from "../storage/promptFiles";
import { replaceFile } from "../storage/replaceFile";
import { SourceFileReader } from "../storage/sourceFiles";
import { newSentences } from "../workflows/acceptedText";
import type { Article, ArticleParts, SectionStylist } from "../workflows/articleParts";
import { extractivePlanner } from "../workflows/extractivePlanner";
import { planOutline, writeArticle } from "../workflows/generateArticle";
import type { ServiceResult } from "../workflows/ports";
import { readSources } from "../workflows/readSources";
import { sectionStylist } from "../workflows/styleSection";
import { badInput, CommandError, contextOf, type CommandContext } from "./context";
import { openModel } from "./openModel";
import { ProgressBar } from "./progress";
import { openView } from "./score";
import { print } from "./output";

const optionsSchema = z.object({
  profile: z.string().optional(),
  output: z.string().optional(),
  planOnly: z.boolean().default(false),
  planner: z.enum(["extractive", "openai"], "--planner: extractive or openai").optional(),
  baseUrl: z.string().optional(),
  plannerModel: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

/** `generate NOTE`: an article from the note's front matter. */
export function generateCommand(program: Command): void {
  program
    .command("generate")
    .description("write an article from a note's `title`, `brief` and `sources`")
    .argument("<note>", "a Markdown file with that front matter")
    .option(
      "--profile <file>",
      "the author whose voice the sections take on where that passes all checks",
    )
    .option("-o, --output <file>", "write the note with the article there instead of to stdout")
    .option("--plan-only", "print the outline and stop")
    .option("--planner <kind>", "extractive (sentences of the sources, offline) or openai")
    .option("--base-url <url>", "any OpenAI-compatible address, e.g. http://127.0.0.1:11434/v1")
    .option("--planner-model <name>", "the server's model; not needed where it has only one")
    .addHelpText(
      "after",
      "\nThe key for the server is read from PENPRINT_API_KEY, else from OPENAI_API_KEY.\n" +
        "A stylist's server elsewhere never sees it: its own key is read from PENPRINT_STYLIST_API_KEY.\n" +
        "Brief and sources are sent to that server; with the extractive planner nothing leaves this machine.",
    )
    .action(async (note: string, raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await generate(note, options.data, contextOf(command));
    });
}

async function generate(file: string, options: Options, context: CommandContext): Promise<void> {
  const path = resolve(file);
  const text = await readNote(file);
  const note = analyseNote(text);
  const output = options.output === undefined ? undefined : resolve(options.output);
  if (output !== undefined) refuseToOverwrite(path, output, note);
  const { signal } = context;
  const place = { path, root: rootOf(path, []) };
  const sources = await readSources(note, place, new SourceFileReader(), signal);
  for (const problem of note.frontMatter?.problems ?? []) context.note(`${file}: ${problem.value}`);
  for (const { value, message } of sources?.problems ?? []) {
    context.note(`${file}: source ${value}: ${message}`);
  }
  const { title, brief } = note.frontMatter ?? {};
  const task = articleTask({ title: title?.value, brief: brief?.value }, sources);
  const planners = await plannersFor(options, context);

  const planned = ok(file, await planOutline(planners, task, { signal }));
  context.note(`Planner: ${planned.planner}`);
  for (const line of planned.notes) context.note(line);
  if (options.planOnly) {
    await deliver(outlineText(planned.outline), output);
    return;
  }
  const matter = text.slice(0, note.frontMatter?.end ?? 0).trimEnd();
  const below = (article: Article): string =>
    `${matter === "" ? "" : `${matter}\n\n`}${article.markdown}`;
  const voice = await voiceOf(options, context);
  const parts = voice === undefined ? planners : { ...planners, stylist: voice.stylist };
  const bar = new ProgressBar(context, "sections");
  let finished: Article | undefined;
  try {
    const written = await writeArticle(parts, task, planned.outline, {
      signal,
      progress: bar.report,
      withTitle: title === undefined,
      onInterrupted: (article) => (finished = article),
    });
    finished = ok(file, written);
  } finally {
    bar.stop();
    voice?.dispose();
    if (finished !== undefined) {
      for (const line of new Set(finished.notes)) context.note(line);
      await deliver(below(finished), output);
      if (output !== undefined) await remember(finished, context);
    }
  }
}

/** What is written to a file counts as accepted, as in the editor: it is not to be learned as the author's. */
async function remember({ markdown }: Article, context: CommandContext): Promise<void> {
  const added = await new AcceptedHashes(context.dataFolder).add(newSentences("", markdown));
  if (added.kind === "failed") context.note(`${added.why}. ${added.userAction}`);
}

async function readNote(file: string): Promise<string> {
  try {
    return (await readFile(file, "utf8")).replace(/^\uFEFF/, "");
  } catch (error) {
    throw badInput(`${file} cannot be read (${messageOf(error)}): name a Markdown file.`);
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** What the user wrote is not replaced: only a note that is nothing but front matter may be its own output. */
function refuseToOverwrite(path: string, output: string, note: Note): void {
  const isSame = existsSync(output) && realpathSync(output) === realpathSync(path);
  const body = note.text.slice(note.frontMatter?.end ?? 0);
  if (isSame && body.trim() !== "") {
    throw badInput(
      `${output} holds text below its front matter, which would be lost: name another file with -o.`,
    );
  }
}

async function plannersFor(options: Options, context: CommandContext): Promise<ArticleParts> {
  const { planner, proxy } = context.settings;
  if ((options.planner ?? planner.kind) === "extractive") return { planner: extractivePlanner };
  if (options.planner === undefined && planner.kind === "editor") {
    throw badInput(
      "The setting planner.kind is editor, and no editor runs here: name --planner extractive or openai.",
    );
  }
  const client = new OpenAiClient({
    baseUrl: options.baseUrl ?? planner.baseUrl,
    model: options.plannerModel ?? planner.model,
    key: serverKey("", process.env),
    timeoutSeconds: planner.timeoutSeconds,
    dispatcher: proxyDispatcher(proxy, process.env),
  });
  const server = new ChatPlanner(client, await readPrompts());
  return { planner: server, fallback: extractivePlanner };
}

interface Voice {
  readonly stylist: SectionStylist;
  dispose(): void;
}

/** The author's own adapter or the one that ships; without the model the author's quick fixes. */
async function voiceOf({ profile }: Options, context: CommandContext): Promise<Voice | undefined> {
  if (profile === undefined) return undefined;
  const style = await openView(resolve(profile));
  const { candidates } = context.settings.model;
  const rules = { style, stopped: new Set<string>(), severities: {} };
  try {
    const open = await openModel({ author: style.author }, context);
    const { stylist } = open;
    return {
      stylist: sectionStylist({ rules, candidates, seed: 0, stylist }),
      dispose: () => open.dispose(),
    };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    context.note(`Sections get your quick fixes alone. ${error.message}`);
    return { stylist: sectionStylist({ rules, candidates, seed: 0 }), dispose: () => undefined };
  }
}

function ok<T>(file: string, result: ServiceResult<T>): T {
  if (result.kind === "ok") return result.value;
  throw badInput(`${file}: ${result.why} ${result.userAction}`);
}

function outlineText({ title, sections }: Outline): string {
  const lines = sections.flatMap(({ heading, summary, points }) => [
    `## ${heading}`,
    "",
    ...(summary === "" || summary === heading ? [] : [summary, ""]),
    ...(points.length === 0 ? [] : [...points.map((point) => `- ${point}`), ""]),
  ]);
  return [`# ${title}`, "", ...lines].join("\n").trimEnd() + "\n";
}

async function deliver(text: string, output: string | undefined): Promise<void> {
  if (output === undefined) {
    // Into a file or a pipe it goes as it is; a terminal would obey what it holds.
    if (process.stdout.isTTY) print(text);
    else process.stdout.write(text);
    return;
  }
  try {
    await replaceFile(output, [Buffer.from(text, "utf8")]);
  } catch (error) {
    throw badInput(`${output} cannot be written (${messageOf(error)}). ${wayOut(error, output)}`);
  }
}
