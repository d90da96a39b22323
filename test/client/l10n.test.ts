import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { l10nFolder, root, sourceFiles, userStrings, visitNodes } from "../support/userStrings";

const table = (...path: readonly string[]): Readonly<Record<string, string>> =>
  z.record(z.string(), z.string().min(1)).parse(JSON.parse(readFileSync(join(...path), "utf8")));
const placeholders = (text: string): readonly string[] =>
  [...new Set(text.match(/\{\d+\}/g))].sort();
const icons = (text: string): readonly string[] => text.match(/^\$\([^)]*\)/) ?? [];
const commands = (text: string): readonly string[] => text.match(/\(command:[^)]*\)/g) ?? [];

describe("the manifest's strings", () => {
  const english = table(root, "package.nls.json");
  const german = table(root, "package.nls.de.json");
  const manifest = readFileSync(join(root, "package.json"), "utf8");
  const asked = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key));

  test("each is in both languages, and none is left over", () => {
    expect(Object.keys(english).sort()).toEqual([...asked].sort());
    expect(Object.keys(german)).toEqual(Object.keys(english));
  });

  test("both languages name the same commands and settings", () => {
    const names = (text: string) => new Set(text.match(/`[a-z#][^`]*`/g));
    for (const [key, text] of Object.entries(german)) {
      expect([key, ...commands(text)]).toEqual([key, ...commands(english[key]!)]);
      const left = [...names(english[key]!)].filter((name) => !names(text).has(name));
      expect([key, left]).toEqual([key, []]);
    }
  });
});

describe("what client and server say", () => {
  const { keys, open, early } = userStrings();
  const german = table(l10nFolder, "bundle.l10n.de.json");

  test("every text is there in German, and none that is not used", () => {
    expect(keys.length).toBeGreaterThan(300);
    expect(keys.filter((key) => german[key] === undefined)).toEqual([]);
    expect(Object.keys(german).filter((key) => !keys.includes(key))).toEqual([]);
  });

  test("a translation has the values and the icon of its original", () => {
    for (const [key, text] of Object.entries(german)) {
      expect([key, placeholders(text)]).toEqual([key, placeholders(key)]);
      expect([key, ...icons(text)]).toEqual([key, ...icons(key)]);
    }
  });

  test("German has German quotation marks", () => {
    const others = Object.values(german).filter((text) =>
      /["”]|“/.test(text.replaceAll(/„[^„“]*“/g, "")),
    );
    expect(others).toEqual([]);
  });

  test("texts are literals, looked up when the language is known", () => {
    expect(open).toEqual([]);
    expect(early).toEqual([]);
  });

  test("the editor is shown no text that no table holds", () => {
    expect(bareTexts()).toEqual([]);
  });

  test("the server answers nothing that no table holds", () => {
    expect(bareAnswers()).toEqual([]);
  });
});

const shown = /^(?:title|placeHolder|prompt|tooltip|detail|description|label|message|name)$/;
/** What no editor asks for. */
const onTerminals = /\/(?:buildDataset|neutralPairs|waitForJob|planners)\.ts$/;
const shows = /^(?:vscode\.)?window\.(?:show\w+|setStatusBarMessage)$|^showNotice$/;

/** Literals with words where the client hands VS Code a text: arguments of `window.show…` and properties that are shown. */
function bareTexts(): readonly string[] {
  const found: string[] = [];
  for (const file of sourceFiles(["client"])) {
    visitNodes(file, (node, at) => {
      if (ts.isCallExpression(node) && shows.test(node.expression.getText())) {
        if (node.arguments.some(isWords)) found.push(at());
      }
      if (ts.isPropertyAssignment(node) && shown.test(node.name.getText())) {
        if (isWords(node.initializer)) found.push(at());
      }
      if (ts.isBinaryExpression(node) && isWords(node.right)) {
        const { left, operatorToken } = node;
        const isAssigned = operatorToken.kind === ts.SyntaxKind.EqualsToken;
        if (isAssigned && ts.isPropertyAccessExpression(left) && shown.test(left.name.text)) {
          found.push(at());
        }
      }
    });
  }
  return found;
}

/** Literals with words where the language server says why something failed, what to do about it, or what an action does. */
function bareAnswers(): readonly string[] {
  const found: string[] = [];
  for (const file of sourceFiles(["server/lsp", "server/composition", "server/workflows"])) {
    if (onTerminals.test(file)) continue;
    visitNodes(file, (node, at) => {
      if (!ts.isPropertyAssignment(node)) return;
      if (!/^(?:why|userAction|title|message)$/.test(node.name.getText())) return;
      if (isWords(node.initializer)) found.push(at());
    });
  }
  return found;
}

/** Two words or more, or one that begins with a capital. Names of products are their own translation. */
function isWords(node: ts.Node): boolean {
  if (ts.isConditionalExpression(node)) return isWords(node.whenTrue) || isWords(node.whenFalse);
  const text = ts.isStringLiteralLike(node)
    ? node.text
    : ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("")
      : "";
  return (
    text !== "Penprint" &&
    /\p{L}{2,} \p{L}{2,}|^\p{Lu}\p{Ll}+/u.test(text.replace(/\$\([^)]*\)/g, ""))
  );
}
