import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "vitest";
import { randomFrom } from "../../server/core/style/random";
import { temporaryFolder } from "../support/temporaryFolder";
import { adapters, fetching } from "./kill/commands";
import { serving } from "./kill/serving";

/** The short form of `npm run campaign -- kill`. */
test.each([
  ["the server while decisions are taken", serving],
  ["the fetching of a model", fetching],
  ["the change of an adapter", adapters],
])("killed: %s", { timeout: 60_000 }, async (_, make) => {
  const folder = join(temporaryFolder(), "own");
  mkdirSync(folder);
  const operation = await make({ folder, random: randomFrom(1) });
  await operation.round();
  await operation.round();
  await operation.finish();
});
