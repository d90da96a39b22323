import type { Settings } from "../protocol/settings";
import type { ServiceResult, Stylist } from "./ports";
import { t } from "./worded";

/** What is refused in a folder that the user has not said they trust. */
export const untrusted = (): Extract<ServiceResult<never>, { kind: "failed" }> => ({
  kind: "failed",
  why: t(
    "This folder is not trusted: here no model runs, nothing is sent to a server, and nothing is trained.",
  ),
  userAction: t('If you trust it, say so with "Workspaces: Manage Workspace Trust".'),
});

/** Stands where a model would: what the rules can do is offered, with the reason why it is no more. */
export const noStylist: Stylist = {
  model: "no model",
  adapter: null,
  restyle: () => Promise.resolve(untrusted()),
};

/** The settings without a server: whatever names one, text of a folder that is not trusted stays here. */
export function withoutServers(settings: Settings): Settings {
  const { model, planner } = settings;
  return {
    ...settings,
    model: { ...model, serverUrl: "", serverModel: "" },
    planner: { ...planner, kind: "extractive" },
  };
}
