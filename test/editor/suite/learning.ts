import { strict as assert } from "node:assert";
import { commands, Uri, window } from "vscode";
import { listProfilesRequest } from "../../../server/protocol/requests";
import { screenshot } from "./hands";
import { test } from "./runner";
import { activate, closeAll, folder, open, showNotifications, until } from "./window";

test("learns the author of a folder", async () => {
  const { server, statusBar } = await activate();
  const done = commands.executeCommand("penprint.learnStyle", Uri.joinPath(folder(), "notes"));
  const profile = await until(
    "a learned profile",
    () => (server.status?.profile.state === "ready" ? server.status.profile : undefined),
    60_000,
  );
  assert.equal(profile.author, "me");
  assert.ok(profile.words > 5000, `${profile.words} words`);
  await until("the author in the status bar", () => statusBar.text.includes("me"));
  const profiles = await server.request(listProfilesRequest, {});
  assert.deepEqual(
    profiles.map(({ author }) => author),
    ["me"],
  );
  await showNotifications();
  await screenshot("02-learned");
  await commands.executeCommand("notifications.clearAll");
  await done;
});

test("shows the style profile as a page: the author's figures, the open note beside them, no script", async () => {
  const { pages, server } = await activate();
  await open("drafts/the-tap-in-winter.md");
  await commands.executeCommand("penprint.showProfile");
  await until("the page", () =>
    window.tabGroups.activeTabGroup.activeTab?.label.includes("Style of me"),
  );
  const text = pages.html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  assert.match(text, /Style of me Learned from \d,\d{3} words in 16 notes\./);
  assert.match(text, /This note: the-tap-in-winter\.md/);
  assert.match(text, / contractions 100 % 99 to 100 % 672 places \d+ % \d+ of \d+ /);
  assert.match(pages.html, /default-src &#x27;none&#x27;/);
  assert.doesNotMatch(pages.html, /<script/);
  await screenshot("03-style-profile");
  await closeAll();
  await until("the page to be closed", () => pages.html === "");
  assert.equal(server.status?.profile.state, "ready");
});
