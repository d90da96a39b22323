import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomFrom } from "../../../server/core/style/random";
import { say, type CampaignOptions } from "../options";
import { Coverage } from "./coverage";
import { mutated } from "./mutate";
import { targetNames, targetOf, type TargetName } from "./targets";
import { failureOn } from "./tryInput";
import { transportCampaign } from "./transport";
import { Watchdog } from "./watchdog";

/** Inputs that failed once; the tests try every one of them. */
export const casesFolder = join(__dirname, "cases");

/** Inputs that each of the targets is tried with after those that its corpus begins with. */
const usual: Readonly<Partial<Record<TargetName, number>>> = { markdown: 20_000, pdf: 3_000 };
/** Coverage is asked for after so many inputs: asking costs more than most of them. */
const BATCH = 8;

/** Every target with inputs that are changed copies of those that reached something new; a failure is kept as a case. */
export async function fuzzCampaign({ count, seed, paths }: CampaignOptions): Promise<void> {
  let failures = 0;
  const coverage = new Coverage(/\/(?:server|@lezer|yaml|parse5|unpdf|picomatch)\//);
  for (const name of [...targetNames, "transport"] as const) {
    if (paths.length > 0 && !paths.includes(name)) continue;
    if (name === "transport") failures += await transportCampaign(count ?? 200, seed);
    else failures += await fuzz(name, count ?? usual[name] ?? 50_000, seed, coverage);
  }
  if (failures > 0) throw new Error(`${failures} inputs fail; they are in ${casesFolder}`);
}

async function fuzz(
  name: TargetName,
  count: number,
  seed: number,
  coverage: Coverage,
): Promise<number> {
  const target = await targetOf(name);
  const random = randomFrom(seed);
  const corpus: Buffer[] = [...target.seeds, ...casesOf(name)];
  mkdirSync(join(casesFolder, name), { recursive: true });
  const watchdog = new Watchdog(join(casesFolder, name, "hang"));
  const pick = (): Buffer => corpus[Math.floor(random() ** 0.7 * corpus.length)]!;
  const failed = new Set<string>();
  for (const input of corpus) await target.run(input);
  coverage.fresh();
  say(`${name}: seed ${seed}, ${count} inputs from ${corpus.length}`);
  for (let tried = 0; tried < count; tried += BATCH) {
    const batch = Array.from({ length: BATCH }, () =>
      mutated(pick(), pick(), target.words, random),
    );
    for (const input of batch) {
      watchdog.begin(input);
      const why = await failureOn(target, input);
      if (why === undefined) continue;
      const kind = why.split("\n").slice(0, 3).join("\n").replaceAll(/\d+/g, "N");
      if (!failed.has(kind)) keep(name, input, why);
      failed.add(kind);
    }
    if (coverage.fresh() > 0) corpus.push(...batch.filter((input) => input.length < 20_000));
    if (tried % 5000 < BATCH)
      say(`${name}: ${tried} tried, ${corpus.length} kept, ${coverage.blocks} blocks`);
  }
  await watchdog.end();
  say(`${name}: ${count} inputs, ${corpus.length} in the corpus, ${failed.size} kinds of failure`);
  return failed.size;
}

function keep(name: string, input: Buffer, why: string): void {
  const folder = join(casesFolder, name);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, createHash("sha256").update(input).digest("hex").slice(0, 12));
  writeFileSync(file, input);
  say(`${file}: ${why}`);
}

/** What failed once. */
export function casesOf(name: string): readonly Buffer[] {
  const folder = join(casesFolder, name);
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((file) => readFileSync(join(folder, file)))
    : [];
}
