import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/**
 * What a person does and sees, asked for by the suite through files in `folder`: `N.json` holds the wish,
 * `N.done` its outcome. The suite runs in another process and has no page.
 */
export async function lendHands(page, folder, screenshots, signal) {
  const actions = {
    screenshot: ({ name }) => page.screenshot({ path: join(screenshots, `${name}.png`) }),
    press: ({ keys }) => page.keyboard.press(keys),
    click: ({ name }) => page.getByRole("button", { name }).first().click({ timeout: 10_000 }),
  };
  while (!signal.aborted) {
    const wishes = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort();
    for (const wish of wishes) {
      const file = join(folder, wish);
      const { action, ...input } = JSON.parse(await readFile(file, "utf8"));
      let outcome = "";
      try {
        await actions[action](input);
      } catch (error) {
        outcome = String(error.message ?? error);
      }
      await rm(file);
      const done = file.replace(/\.json$/, ".done");
      await writeFile(`${done}.part`, outcome);
      await rename(`${done}.part`, done);
    }
    await wait(40);
  }
}
