import { ConfigurationTarget, workspace, type ConfigurationScope } from "vscode";
import { usableSettings, type Settings } from "../server/protocol/settings";

/** The settings as the server will read them; the default where one is no use (the server says which). */
export function readSettings(scope?: ConfigurationScope): Settings {
  return usableSettings({ ...workspace.getConfiguration("penprint", scope) }).settings;
}

/** Writes `penprint.<key>` where it is set now, or else for the user. */
export async function writeSetting(key: string, value: unknown): Promise<void> {
  const configuration = workspace.getConfiguration("penprint");
  const set = configuration.inspect(key);
  const target =
    set?.workspaceValue === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await configuration.update(key, value, target);
}
