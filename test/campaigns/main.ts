/** npm run campaign -- NAME: long runs that try to break Penprint; docs/reliability.md says what each does. */
import { parseArgs } from "node:util";
import { editCampaign } from "./edits/editCampaign";
import { fuzzCampaign } from "./fuzz/fuzzCampaign";
import { killCampaign } from "./kill/killCampaign";
import type { CampaignOptions } from "./options";
import { soakCampaign } from "./soak/soakCampaign";

const campaigns: Readonly<Record<string, (options: CampaignOptions) => Promise<void>>> = {
  edits: editCampaign,
  kill: killCampaign,
  fuzz: fuzzCampaign,
  soak: soakCampaign,
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: "string" }, seed: { type: "string" } },
  });
  const [name = "", ...paths] = positionals;
  const campaign = campaigns[name];
  if (campaign === undefined) {
    console.error(
      `Usage: npm run campaign -- ${Object.keys(campaigns).join("|")} [--count N] [--seed N] [WHAT…]`,
    );
    process.exitCode = 2;
    return;
  }
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const count = values.count === undefined ? undefined : Number(values.count);
  await campaign({ count, seed, paths });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
