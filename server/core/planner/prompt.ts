import type { SourceSet } from "../faithfulness/types";

/** A prompt as it is read from a file: what the model is told, and what it is asked. */
export interface PromptTemplate {
  readonly system: string;
  readonly user: string;
}

export const promptNames = ["outline", "section", "summary", "neutral", "judge", "repair"] as const;
export type PromptName = (typeof promptNames)[number];
export type Prompts = Readonly<Record<PromptName, PromptTemplate>>;

/** Reads a prompt file: what stands under `## system` and under `## user`; all before that is for its reader. */
export function parsePrompt(markdown: string): PromptTemplate {
  const parts = markdown.split(/^## (system|user)[ \t]*\r?\n/m);
  const part = (name: string): string => parts[parts.indexOf(name) + 1]?.trim() ?? "";
  if (!parts.includes("system") || !parts.includes("user")) {
    throw new Error("A prompt needs a part `## system` and a part `## user`.");
  }
  return { system: part("system"), user: part("user") };
}

/** Puts values in the place of `{{names}}`, in one pass: what a value holds is never read as a name. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A prompt asks for {{${name}}}, which is not given.`);
    return value;
  });
}

/** UTF-16 units of source text that one request carries: about 12,000 words. */
const mostSourceText = 72_000;

/**
 * The sources between lines that nobody could have written into them: `token` is drawn for this request.
 * Names and texts both stand inside. Long sources are cut, each to its share; `cut` says which.
 */
export function delimited(
  set: SourceSet,
  token: string,
): { readonly text: string; readonly cut: readonly string[] } {
  const cut: string[] = [];
  let left = mostSourceText;
  const blocks = set.texts.map(({ name, text }, at) => {
    if (text.includes(token) || name.includes(token)) {
      throw new Error("A source holds the delimiter of this request.");
    }
    const share = Math.floor(left / (set.texts.length - at));
    if (text.length > share) cut.push(name);
    const shown = text.slice(0, share);
    left -= shown.length;
    const number = `S${at + 1}`;
    return `BEGIN SOURCE ${number} ${token}\nname: ${JSON.stringify(name)}\n\n${shown}\nEND SOURCE ${number} ${token}`;
  });
  return { text: blocks.join("\n\n"), cut };
}
