import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  parsePrompt,
  promptNames,
  type Prompts,
  type PromptTemplate,
} from "../core/planner/prompt";
import { assetsFolder } from "./installation";

/** The planner's prompts as they ship, in server/assets/prompts: readable, one file each. */
export async function readPrompts(folder = join(assetsFolder(), "prompts")): Promise<Prompts> {
  const read = async (name: string): Promise<PromptTemplate> => {
    const file = join(folder, `${name}.md`);
    try {
      return parsePrompt(await readFile(file, "utf8"));
    } catch (error) {
      throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  };
  const entries = await Promise.all(
    promptNames.map(async (name) => [name, await read(name)] as const),
  );
  return Object.fromEntries(entries) as Prompts;
}
