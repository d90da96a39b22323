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
    answer: async ({ title, text }) => {
      await page.locator(".quick-input-title", { hasText: title }).waitFor({ timeout: 10_000 });
      const box = page.locator(".quick-input-widget .quick-input-box input");
      // A file dialog writes its own path when it is ready; lists and paths are looked up after the last key.
      do {
        await box.fill(text);
        await wait(500);
      } while ((await box.inputValue()) !== text);
      await box.press("Enter");
    },
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
