import { getL10nJson } from "@vscode/l10n-dev";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";

const root = join(__dirname, "..", "..");
const strings = (file: string): Record<string, string> =>
  z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(join(root, file), "utf8")));

/** `{0}`, command links and settings: the same in every language. */
const fixed = (text: string): string =>
  (text.match(/\{\d\}|\(command:[^)]*\)|#penprint[\w.]*#|\$\([\w~-]+\)/g) ?? []).sort().join(" ");

test("package.json: every string is there in English and German, and none that is not used", () => {
  const english = strings("package.nls.json");
  const german = strings("package.nls.de.json");
  const used = [...readFileSync(join(root, "package.json"), "utf8").matchAll(/"%([^%"]+)%"/g)];
  expect(Object.keys(english).sort()).toEqual([...new Set(used.map(([, key]) => key))].sort());
  expect(Object.keys(german)).toEqual(Object.keys(english));
  for (const [key, text] of Object.entries(english)) {
    expect([key, fixed(german[key]!)]).toEqual([key, fixed(text)]);
    expect(german[key], key).not.toBe("");
  }
});

test("the client: every string is there in German, and none that is not used", async () => {
  const files = readdirSync(join(root, "client"), { recursive: true, encoding: "utf8" });
  const contents = files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(root, "client", file), "utf8"));
  const found = await getL10nJson(
    contents.map((text) => ({ contents: text, extension: ".ts" as const })),
  );
  const german = strings("server/assets/l10n/bundle.l10n.de.json");
  expect(Object.keys(found).length).toBeGreaterThan(150);
  expect(Object.keys(german).sort()).toEqual(Object.keys(found).sort());
  for (const [text, translated] of Object.entries(german)) {
    expect([text, fixed(translated)]).toEqual([text, fixed(text)]);
  }
});

test("no message of the client bypasses translation", () => {
  const files = readdirSync(join(root, "client"), { recursive: true, encoding: "utf8" });
  const bare: string[] = [];
  for (const file of files.filter((name) => name.endsWith(".ts"))) {
    const text = readFileSync(join(root, "client", file), "utf8");
    const calls =
      /\b(?:show(?:Information|Warning|Error)Message|prompt:|placeHolder:|title:)\s*\(?\s*["`](?=[^"`]*\p{L} )/gu;
    for (const { index } of text.matchAll(calls)) {
      bare.push(`${file}:${text.slice(0, index).split("\n").length}`);
    }
  }
  expect(bare).toEqual([]);
});
