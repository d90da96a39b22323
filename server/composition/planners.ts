import { serverKey } from "../models/serverKeys";
import type { Settings } from "../protocol/settings";
import { readPrompts } from "../storage/promptFiles";
import type { ArticleParts } from "../workflows/articleParts";
import { extractivePlanner } from "../workflows/extractivePlanner";
import type { Neutraliser } from "../workflows/ports";

/** Who plans articles and takes the voice off a draft, as the settings say. */
export async function plannersOf(
  { planner, proxy }: Settings,
  key: string,
): Promise<ArticleParts & { readonly neutraliser?: Neutraliser }> {
  if (planner.kind === "extractive") return { planner: extractivePlanner };
  const [{ OpenAiClient }, { OpenAiPlanner }, { proxyDispatcher }] = await Promise.all([
    import("../models/openAiClient"),
    import("../models/openAiPlanner"),
    import("../models/proxy"),
  ]);
  const client = new OpenAiClient({
    baseUrl: planner.baseUrl,
    model: planner.model,
    key: serverKey(key, process.env),
    timeoutSeconds: planner.timeoutSeconds,
    dispatcher: proxyDispatcher(proxy, process.env),
  });
  const openAi = new OpenAiPlanner(client, await readPrompts());
  return { planner: openAi, fallback: extractivePlanner, neutraliser: openAi };
}
