import { serverKey } from "../models/serverKeys";
import type { Settings } from "../protocol/settings";
import { readPrompts } from "../storage/promptFiles";
import type { ArticleParts } from "../workflows/articleParts";
import { extractivePlanner } from "../workflows/extractivePlanner";
import type { AddressedChatModel, EditorModels } from "../workflows/lentModels";
import type { ClaimJudge, Neutraliser } from "../workflows/ports";

export type Planners = ArticleParts & { readonly neutraliser?: Neutraliser };

/** Who plans articles and takes the voice off a draft, as the settings say. */
export async function plannersOf(
  settings: Settings,
  key: string,
  editorModels?: EditorModels,
): Promise<Planners> {
  const model = await modelOf(settings, key, editorModels);
  if (model === undefined) return { planner: extractivePlanner };
  const { ChatPlanner } = await import("../models/chatPlanner");
  const planner = new ChatPlanner(model, await readPrompts());
  return { planner, fallback: extractivePlanner, neutraliser: planner };
}

/** Who reads claims beside their sources; undefined where no model is chosen. */
export async function judgeOf(
  settings: Settings,
  key: string,
  editorModels?: EditorModels,
): Promise<ClaimJudge | undefined> {
  const model = await modelOf(settings, key, editorModels);
  if (model === undefined) return undefined;
  const { ChatJudge } = await import("../models/chatJudge");
  return new ChatJudge(model, await readPrompts());
}

/** The planner's model; undefined where the planner is built in. */
async function modelOf(
  { planner, proxy }: Settings,
  key: string,
  editorModels: EditorModels = withoutEditor,
): Promise<AddressedChatModel | undefined> {
  if (planner.kind === "extractive") return undefined;
  if (planner.kind === "editor") return editorModels(planner.model.trim(), planner);
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

/** The command line: a setting that only an editor can follow is not followed by sending text elsewhere. */
const withoutEditor: EditorModels = (name) => ({
  name: `${name} of an editor`,
  address: "",
  chat: () =>
    Promise.resolve({
      kind: "failed",
      why: "The setting planner.kind is editor: its model is only there in an editor that lends one.",
      userAction: "Set planner.kind to extractive or openai for the command line.",
      misconfigured: true,
    }),
});
