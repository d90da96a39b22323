import type { Settings } from "../protocol/settings";

/** The key to use: what the editor keeps in its secret storage, else PENPRINT_API_KEY, else OPENAI_API_KEY. */
export function serverKey(inMemory: string, env: NodeJS.ProcessEnv): string {
  return [inMemory, env["PENPRINT_API_KEY"], env["OPENAI_API_KEY"]].find(Boolean)?.trim() ?? "";
}

/**
 * The stylist's key. The planner's key goes to the planner's server and to no other: a stylist elsewhere has
 * PENPRINT_STYLIST_API_KEY or none.
 */
export function stylistKey(
  { model, planner }: Pick<Settings, "model" | "planner">,
  inMemory: string,
  env: NodeJS.ProcessEnv,
): string {
  const origin = originOf(model.serverUrl);
  const shared = origin !== undefined && origin === originOf(planner.baseUrl);
  return (shared ? serverKey(inMemory, env) : env["PENPRINT_STYLIST_API_KEY"]?.trim()) ?? "";
}

const originOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).origin : undefined;
