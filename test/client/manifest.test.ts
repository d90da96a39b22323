import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json";
import strings from "../../package.nls.json";
import { clientCommands } from "../../server/protocol/commands";

const root = resolve(__dirname, "..", "..");
const sources = readdirSync(join(root, "client"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, "client", file), "utf8"))
  .join("\n");
const { contributes } = manifest;

describe("commands", () => {
  const contributed = contributes.commands.map(({ command }) => command);
  const registered = [...sources.matchAll(/^ {4}"(penprint\.\w+)": /gm)].map(([, id]) => id!);

  test("every command has a handler and every handler a command, but for those of code actions", () => {
    const hidden: readonly string[] = Object.values(clientCommands);
    const open = new Set(registered.filter((id) => !hidden.includes(id)));
    expect([...open].sort()).toEqual([...contributed].sort());
  });

  test("what runs a command names one that exists", () => {
    const named = [...sources.matchAll(/command(?:: |:)"?(penprint\.\w+)/g)].map(([, id]) => id);
    const inMenus = Object.values(contributes.menus).flatMap((items) =>
      items.flatMap((item) => ("command" in item ? [item.command] : [])),
    );
    const keys = contributes.keybindings.map(({ command }) => command);
    for (const id of [...named, ...inMenus, ...keys]) expect(contributed).toContain(id);
  });

  test("all are found under one category", () => {
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(
      new Set(["Penprint"]),
    );
  });
});

test("menus and keys go by the languages that are checked, and any language starts the extension", () => {
  expect(manifest.activationEvents).toContain("onStartupFinished");
  expect(JSON.stringify(contributes)).not.toContain("editorLangId");
  const { menus, keybindings } = contributes;
  const asked = [...JSON.stringify([menus, keybindings]).matchAll(/penprint\.isNote/g)];
  expect(asked).toHaveLength(2);
  expect(sources).toContain('"setContext", "penprint.isNote"');
});

test("every string that package.json refers to exists, and no other", () => {
  const named = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
  expect([...new Set(named)].sort()).toEqual(Object.keys(strings).sort());
});

test("every file that package.json names exists", () => {
  const files = [
    manifest.icon,
    ...contributes.grammars.map(({ path }) => path),
    ...contributes.jsonValidation.map(({ url }) => url),
    ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
  ];
  const pages = files.filter((file) => file.endsWith(".md"));
  const pictures = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      ([, name]) => join(dirname(page), name!),
    ),
  );
  expect(pictures.length).toBeGreaterThan(1);
  const icons = contributes.views.penprint.map(({ icon }) => icon);
  for (const file of [...files, ...pictures, ...icons]) {
    expect(existsSync(join(root, file)), file).toBe(true);
  }
});
