import { serverKey } from "../models/serverKeys";
import type { Settings } from "../protocol/settings";
import { readPrompts } from "../storage/promptFiles";
import type { ArticleParts } from "../workflows/articleParts";
import { extractivePlanner } from "../workflows/extractivePlanner";
import type { ClaimJudge, Neutraliser } from "../workflows/ports";

/** Who plans articles and takes the voice off a draft, as the settings say. */
export async function plannersOf(
  { planner, proxy }: Settings,
  key: string,
): Promise<ArticleParts & { readonly neutraliser?: Neutraliser }> {
  if (planner.kind === "extractive") return { planner: extractivePlanner };
  const { OpenAiPlanner } = await import("../models/openAiPlanner");
  const openAi = new OpenAiPlanner(await clientOf({ planner, proxy }, key), await readPrompts());
  return { planner: openAi, fallback: extractivePlanner, neutraliser: openAi };
}

/** Who reads claims beside their sources; undefined where no server is chosen. */
export async function judgeOf(
  { planner, proxy }: Pick<Settings, "planner" | "proxy">,
  key: string,
): Promise<ClaimJudge | undefined> {
  if (planner.kind === "extractive") return undefined;
  const { OpenAiJudge } = await import("../models/openAiJudge");
  return new OpenAiJudge(await clientOf({ planner, proxy }, key), await readPrompts());
}

async function clientOf({ planner, proxy }: Pick<Settings, "planner" | "proxy">, key: string) {
  const [{ OpenAiClient }, { proxyDispatcher }] = await Promise.all([
    import("../models/openAiClient"),
    import("../models/proxy"),
  ]);
  return new OpenAiClient({
    baseUrl: planner.baseUrl,
    model: planner.model,
    key: serverKey(key, process.env),
    timeoutSeconds: planner.timeoutSeconds,
    dispatcher: proxyDispatcher(proxy, process.env),
  });
}
