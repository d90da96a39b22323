import type { Command } from "commander";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { draftOfPlain } from "../core/rewrite/draft";
import { silentLogger } from "../core/log";
import type { StyleView } from "../core/style/types";
import { openStylist, type OpenStylist } from "../models/openStylist";
import type { Settings } from "../protocol/settings";
import { assetsFolder, installationRoot } from "../storage/installation";
import { rewriteSelection } from "../workflows/rewriteSelection";
import { badInput, contextOf, missing, type CommandContext } from "./context";
import { answerLines } from "./jsonl";
import { openView } from "./score";

const lineSchema = z.object({ id: z.union([z.string(), z.number()]), neutral: z.string() });

const optionsSchema = z.object({
  profile: z.string(),
  adapter: z.string().default("none"),
  model: z.string().optional(),
  candidates: z.coerce
    .number("--candidates: a number")
    .int("--candidates: 1 to 16")
    .min(1, "--candidates: 1 to 16")
    .max(16, "--candidates: 1 to 16")
    .optional(),
  seed: z.coerce.number("--seed: a number").int().min(0).max(0xffffffff),
  typography: z.enum(["draft", "author"], "--typography: draft or author"),
});
type Options = z.infer<typeof optionsSchema>;

/** `restyle --profile FILE`: each draft in the author's voice, as the editor would offer it; JSON lines. */
export function restyleCommand(program: Command): void {
  program
    .command("restyle")
    .description('a draft in the author\'s voice: {"id","neutral"} lines on stdin')
    .requiredOption("--profile <file>", "a profile that `penprint learn` wrote")
    .option("--adapter <file>", "a LoRA adapter, or none")
    .option("--model <file>", "a GGUF file instead of the embedded model")
    .option("--candidates <n>", "versions that the model writes (default 4)")
    .option("--seed <n>", "the same seed gives the same versions", "0")
    .option("--typography <whose>", "draft or author", "draft")
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      await restyle(options.data, contextOf(command));
    });
}

async function restyle(options: Options, context: CommandContext): Promise<void> {
  const view = await openView(resolve(options.profile));
  const open = await opened(options, context);
  const told = new Set<string>();
  try {
    await answerLines(
      lineSchema,
      async ({ id, neutral }) => {
        const { notes, ...answer } = await restyled(neutral, view, open, options, context);
        for (const note of notes) if (!told.has(note)) context.note(note);
        for (const note of notes) told.add(note);
        return { id, ...answer };
      },
      context.signal,
    );
  } finally {
    open.dispose();
  }
}

const otherModel = "Name a GGUF file with --model, or leave it out for the embedded model.";

/** The stylist, ready to work; without its model or adapter the command ends here. */
async function opened(options: Options, context: CommandContext): Promise<OpenStylist> {
  const adapter = options.adapter === "none" ? null : resolve(options.adapter);
  if (adapter !== null && !existsSync(adapter)) {
    throw missing(`${adapter} does not exist: train an adapter, or use --adapter none.`);
  }
  if (options.model !== undefined && !existsSync(options.model)) {
    throw missing(`--model ${options.model} does not exist. ${otherModel}`);
  }
  const open = openStylist({
    settings: settingsFor(options, context.settings),
    dataFolder: context.dataFolder,
    assetsFolder: assetsFolder(),
    childFile: join(installationRoot(), "dist", "model-child.js"),
    template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
    adapter,
    key: "",
    logger: silentLogger,
  });
  const loaded = await open.embedded?.load(context.signal);
  if (loaded?.kind === "failed") {
    open.dispose();
    const { why, userAction } = loaded;
    const isSettings = options.model !== undefined && userAction.includes('"model.location"');
    throw missing(`${why}\n${isSettings ? otherModel : userAction}`);
  }
  return open;
}

function settingsFor({ model }: Options, settings: Settings): Settings {
  if (model === undefined) return settings;
  const location = resolve(model);
  return { ...settings, model: { ...settings.model, location, sha256: "", serverUrl: "" } };
}

async function restyled(
  neutral: string,
  view: StyleView,
  { stylist }: OpenStylist,
  options: Options,
  { settings, signal }: CommandContext,
) {
  const unchanged = {
    ...{ text: neutral, accepted: false, origin: "draft", candidates: 0 },
    style: { draft: null, text: null },
    ...{ unsupported: 0, kept: 1, added: [] },
  };
  const draft = draftOfPlain(neutral, view.language);
  if (draft === undefined) return { ...unchanged, notes: [] };
  const rewrite = await rewriteSelection({
    draft,
    mode: "style",
    rules: { style: view, stopped: new Set(), severities: {} },
    stylist,
    candidates: options.candidates ?? settings.model.candidates,
    seed: options.seed,
    typography: options.typography,
    signal,
  });
  if (rewrite.kind === "failed") return { ...unchanged, notes: [rewrite.why] };
  const { candidates, sampled, notes } = rewrite.value;
  const { text, accepted, origin, style, unsupported, kept, added } = candidates[0]!;
  return {
    ...{ text, accepted, origin, candidates: sampled },
    ...{ style, unsupported, kept, added },
    notes,
  };
}
