import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const root = resolve(__dirname, "..");
const files = ["client", "server"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file)),
);

/** What a file imports: a path from the repository's root for our own, the bare name for packages. */
function importsOf(file: string, { types }: { types: boolean }): readonly string[] {
  const all = readFileSync(join(root, file), "utf8");
  const text = types ? all : all.replaceAll(/^import type [^;]*;/gm, "");
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith(".")
        ? relative(root, resolve(root, dirname(file), fileName)).replaceAll("\\", "/")
        : fileName,
    );
}

const imports = files.flatMap((file) =>
  importsOf(file, { types: true }).map((to) => ({ file, to })),
);
const room = (path: string): string => {
  const parts = path.replaceAll("\\", "/").split("/");
  return parts[0] === "server" && parts.length > 2 ? `server/${parts[1] ?? ""}` : (parts[0] ?? "");
};
const edges = (from: string, to: (target: string) => boolean) =>
  imports
    .filter(({ file, to: target }) => room(file) === from && to(target))
    .map(({ file, to: target }) => `${file} -> ${target}`);
const isOurs = (target: string): boolean => /^(client|server|test|samples)\//.test(target);

describe("rooms", () => {
  test("there is something to look at", () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test("core calls nobody but itself and the data that ships, and no Node", () => {
    const isData = (to: string): boolean => to.startsWith("server/assets/") && to.endsWith(".json");
    const elsewhere = (to: string): boolean =>
      isOurs(to) && room(to) !== "server/core" && !isData(to);
    expect(edges("server/core", elsewhere)).toEqual([]);
    expect(edges("server/core", (to) => to.startsWith("node:"))).toEqual([]);
  });

  test("workflows call core, protocol and ports", () => {
    const allowed = new Set(["server/core", "server/protocol", "server/workflows"]);
    expect(edges("server/workflows", (to) => isOurs(to) && !allowed.has(room(to)))).toEqual([]);
  });

  test("pages draw what the core tells them", () => {
    const allowed = new Set(["server/core", "server/pages"]);
    expect(edges("server/pages", (to) => isOurs(to) && !allowed.has(room(to)))).toEqual([]);
  });

  test.each([
    ["server/lsp", ["server/models", "server/storage", "server/cli"]],
    ["server/models", ["server/lsp", "server/storage", "server/cli"]],
    ["server/storage", ["server/lsp", "server/models", "server/cli"]],
    [
      "server/protocol",
      ["server/lsp", "server/models", "server/storage", "server/cli", "server/workflows"],
    ],
  ])("%s does not call its neighbours", (from, forbidden) => {
    expect(edges(from, (to) => forbidden.includes(room(to)))).toEqual([]);
  });

  test("only the client talks to VS Code", () => {
    const talking = imports.filter(({ to }) => /^vscode($|-languageclient)/.test(to));
    expect(talking.filter(({ file }) => room(file) !== "client")).toEqual([]);
  });

  test("the client knows the protocol and nothing else of the server", () => {
    expect(
      edges("client", (to) => to.startsWith("server/") && room(to) !== "server/protocol"),
    ).toEqual([]);
  });
});

test("no import cycles at run time", () => {
  const graph = new Map(
    files.map((file) => [file.replace(/\.ts$/, ""), importsOf(file, { types: false })]),
  );
  const cycles: string[] = [];
  const state = new Map<string, "open" | "done">();
  const visit = (node: string, path: readonly string[]): void => {
    if (state.get(node) === "done" || !graph.has(node)) return;
    if (state.get(node) === "open") {
      cycles.push([...path.slice(path.indexOf(node)), node].join(" -> "));
      return;
    }
    state.set(node, "open");
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    state.set(node, "done");
  };
  for (const node of graph.keys()) visit(node, []);
  expect(cycles).toEqual([]);
});

test("files stay small", () => {
  const long = files
    .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length }))
    .filter(({ lines }) => lines > 320);
  expect(long).toEqual([]);
});
