import { existsSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

const folder = process.env["PENPRINT_SUITE_HARNESS"] ?? "";
let wishes = 0;

/** True where a harness holds the keyboard and the mouse; in a desktop editor nobody does. */
export const haveHands = folder !== "";

/** Something that only a person in front of the window can do or see; throws when it did not work. */
async function wish(action: string, input: Readonly<Record<string, string>>): Promise<void> {
  if (!haveHands) return;
  const name = join(folder, String(++wishes).padStart(4, "0"));
  await writeFile(`${name}.part`, JSON.stringify({ action, ...input }));
  await rename(`${name}.part`, `${name}.json`);
  const done = `${name}.done`;
  while (!existsSync(done)) await wait(30);
  const failure = await readFile(done, "utf8");
  await rm(done);
  if (failure !== "") throw new Error(`${action} ${JSON.stringify(input)}: ${failure}`);
}

export async function screenshot(name: string): Promise<void> {
  await wait(haveHands ? 400 : 0);
  await wish("screenshot", { name });
}
export const press = (keys: string): Promise<void> => wish("press", { keys });
export const clickButton = (name: string): Promise<void> => wish("click", { name });
/** Types into the quick pick, input box or file dialog with this title, and presses Enter. */
export const answer = (title: string, text: string): Promise<void> =>
  wish("answer", { title, text });
