import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomFrom } from "../../../server/core/style/random";
import { say, type CampaignOptions } from "../options";
import { adapters, dataset, fetching, learning } from "./commands";
import type { Operation, Setting } from "./killing";
import { serving } from "./serving";

const operations: Readonly<Record<string, (setting: Setting) => Operation | Promise<Operation>>> = {
  serving,
  learning,
  fetching,
  dataset,
  adapters,
};

/** `--count` kills (1,000), the operations in turn, or only the named ones. */
export async function killCampaign({ count, seed, paths }: CampaignOptions): Promise<void> {
  const names = paths.length > 0 ? paths : Object.keys(operations);
  const each = Math.ceil((count ?? 1000) / names.length);
  const folder = mkdtempSync(join(tmpdir(), "penprint-kill-"));
  const random = randomFrom(seed);
  say(`kill: seed ${seed}, ${each} kills each of ${names.join(", ")}, in ${folder}`);
  for (const name of names) {
    const make = operations[name];
    if (make === undefined)
      throw new Error(`No operation ${name}: ${Object.keys(operations).join(", ")}`);
    const own = join(folder, name);
    mkdirSync(own);
    const operation = await make({ folder: own, random });
    for (let i = 1; i <= each; i++) {
      try {
        await operation.round();
      } catch (error) {
        say(`${name}: round ${i} of seed ${seed}; ${own} is as it was left`);
        throw error;
      }
      if (i % 25 === 0) say(`${name}: ${i} kills`);
    }
    await operation.finish();
    say(`${name}: ${each} kills, nothing lost, nothing half-written`);
  }
  rmSync(folder, { recursive: true, force: true });
}
