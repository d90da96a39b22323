import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

export const root = resolve(__dirname, "..", "..");
export const l10nFolder = join(root, "server", "assets", "l10n");

/** Calls whose first argument is looked up in the tables. */
const lookups = /^(?:(?:vscode\.)?l10n\.t|t|phrase|said|titled|because)$/;

export interface UserStrings {
  /** What is looked up, each once, sorted. */
  readonly keys: readonly string[];
  /** `file:line` where a key is no literal, so that no table can hold it. */
  readonly open: readonly string[];
  /** `file:line` where the server looks a text up when the file is loaded: before it knows the language. */
  readonly early: readonly string[];
}

/** Every text of the product's sources that is shown in the user's language. */
export function userStrings(): UserStrings {
  const keys = new Set<string>();
  const open: string[] = [];
  const early: string[] = [];
  for (const file of sourceFiles(["client", "server"])) {
    visitNodes(file, (node, at, inFunction) => {
      if (!ts.isCallExpression(node)) return;
      const name = node.expression.getText();
      const [key] = node.arguments;
      if (!lookups.test(name) || key === undefined) return;
      if (ts.isStringLiteralLike(key)) keys.add(key.text);
      else if (!isOwn(at())) open.push(at());
      if (name === "t" && !inFunction) early.push(at());
    });
  }
  return { keys: [...keys].sort(), open, early };
}

/** Where phrases are put together from phrases. */
const isOwn = (at: string): boolean => /^server\/(?:core\/phrase|workflows\/worded)\.ts:/.test(at);

/** TypeScript files below folders of the repository, relative. */
export function sourceFiles(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
      .map((file) => `${folder}/${file.replaceAll("\\", "/")}`),
  );
}

/** Every node of a file; `at` says where it stands. */
export function visitNodes(
  file: string,
  found: (node: ts.Node, at: () => string, inFunction: boolean) => void,
): void {
  const text = readFileSync(join(root, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node, inFunction: boolean): void => {
    const at = (): string =>
      `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    found(node, at, inFunction);
    const inside = inFunction || ts.isFunctionLike(node) || isField(node);
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, false);
}

/** A field of an instance gets its value when the instance is made. */
const isField = (node: ts.Node): boolean =>
  ts.isPropertyDeclaration(node) &&
  !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword);
