import { TabInputText, TabInputTextDiff, window, type Tab, type Uri } from "vscode";

/** Alone or as the right side of a diff. */
export function shows(tab: Tab, uri: Uri): boolean {
  const { input } = tab;
  const shown =
    input instanceof TabInputTextDiff
      ? input.modified
      : input instanceof TabInputText
        ? input.uri
        : undefined;
  return shown?.toString() === uri.toString();
}

function tabsOf(uri: Uri): readonly Tab[] {
  return window.tabGroups.all.flatMap(({ tabs }) => tabs.filter((tab) => shows(tab, uri)));
}

export function isOpen(uri: Uri): boolean {
  return tabsOf(uri).length > 0;
}

/** Closes every tab that shows `uri`, alone or as the right side of a diff. */
export async function closeTabs(uri: Uri): Promise<void> {
  const tabs = tabsOf(uri);
  if (tabs.length > 0) await window.tabGroups.close(tabs, true);
}
