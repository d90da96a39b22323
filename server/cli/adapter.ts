import { Option, type Command } from "commander";
import { z } from "zod";
import { adapterStore } from "../composition/adapters";
import type { AdapterInUse, AdapterStore, AdapterVersion } from "../storage/adapterStore";
import type { ServiceResult } from "../workflows/ports";
import { badInput, contextOf, type CommandContext } from "./context";
import { write } from "./jsonl";
import { serveConfigCommand } from "./serveConfig";
import { print } from "./output";

const optionsSchema = z.object({
  author: z.string().trim().min(1, "--author: the name is empty"),
  format: z.enum(["text", "json"]),
});
type Options = z.infer<typeof optionsSchema>;

/** `adapter list|use|rollback|serve-config`: the versions of an author's adapter. */
export function adapterCommand(program: Command): void {
  const adapter = program.command("adapter").description("versions of an author's adapter");
  const own = (name: string, description: string): Command =>
    adapter
      .command(name)
      .description(description)
      .requiredOption("--author <name>", "whose adapter it is")
      .addOption(
        new Option("--format <format>", "what to print").choices(["text", "json"]).default("text"),
      );
  own("list", "every version, and which one is in use").action((raw: unknown, command: Command) =>
    run(raw, command, list),
  );
  own("use", "take a version, what ships (shipped) or no adapter (none)")
    .argument("<id>", "a version, shipped or none")
    .action((id: string, raw: unknown, command: Command) =>
      run(raw, command, (store, options, context) => changed(store.use(id), options, context)),
    );
  serveConfigCommand(adapter);
  own("rollback", "take what was in use before").action((raw: unknown, command: Command) =>
    run(raw, command, (store, options, context) => changed(store.rollback(), options, context)),
  );
}

async function run(
  raw: unknown,
  command: Command,
  work: (store: AdapterStore, options: Options, context: CommandContext) => Promise<void>,
): Promise<void> {
  const options = optionsSchema.safeParse(raw);
  if (!options.success) throw badInput(z.prettifyError(options.error));
  const context = contextOf(command);
  await work(adapterStore(options.data.author, context), options.data, context);
}

async function list(store: AdapterStore, { author, format }: Options): Promise<void> {
  const versions = ok(await store.list());
  const { id: current } = ok(await store.current());
  if (format === "json") {
    await write({ version: 1, author, current, versions });
    return;
  }
  const lines = versions.map(inWords);
  print([...lines, ...(current === "none" ? ["* none: no adapter is in use"] : []), ""].join("\n"));
}

function inWords({ id, inUse, card, problem }: AdapterVersion): string {
  const gate = card?.gate === null ? "not measured" : card?.gate.why.join(" ");
  const about =
    problem ??
    (card === undefined
      ? "comes with Penprint"
      : `${card.created}, from ${card.parents[0] ?? "none"}: ${gate ?? ""}`);
  return `${inUse ? "*" : " "} ${id}: ${about}`;
}

async function changed(
  change: Promise<ServiceResult<AdapterInUse>>,
  { author, format }: Options,
  context: CommandContext,
): Promise<void> {
  const { id, file } = ok(await change);
  if (format === "json") await write({ version: 1, author, current: id, file });
  else context.note(`In use for ${author}: ${id}.`);
}

function ok<T>(result: ServiceResult<T>): T {
  if (result.kind === "failed") throw badInput(`${result.why} ${result.userAction}`);
  return result.value;
}
