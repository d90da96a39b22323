import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { faultsOf, needed, shippedFiles } from "../../client/packaging/contents.mjs";
import { entriesOf } from "../../client/packaging/inspect.mjs";
import { temporaryFolder } from "../support/temporaryFolder";

const root = resolve(__dirname, "..", "..");
const own = "node_modules/@node-llama-cpp/linux-x64";
const whole = [...needed, `${own}/bins/linux-x64/llama-addon.node`];
const forLinux = { binaries: "@node-llama-cpp/linux-x64" };

describe("what may be in a packed extension", () => {
  test("nothing is wrong with a whole one", () => {
    expect(faultsOf(whole, forLinux)).toEqual([]);
    const model = "small.gguf";
    expect(faultsOf([...whole, `server/assets/${model}`], { ...forLinux, model })).toEqual([]);
  });

  test.each([
    ".env",
    "server/.env.local",
    "test/run.mjs",
    "server/assets/bench/set.json",
    "dist/extension.js.map",
    "client/extension.ts",
    "node_modules/@node-llama-cpp/win-x64/bins/win-x64/llama-addon.node",
    "node_modules/openai/index.js",
    "bins/linux-arm64/llama-addon.node",
    "server/assets/other.gguf",
    "penprint-0.1.0.tgz",
    "server/trainer/penprint_trainer/__pycache__/config.pyc",
  ])("%s does not", (file) => {
    const faults = faultsOf([...whole, file], forLinux);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.every((fault) => fault.startsWith(file))).toBe(true);
  });

  test.each(whole)("%s must", (file) => {
    const rest = whole.filter((one) => one !== file);
    expect(faultsOf(rest, forLinux)).toHaveLength(1);
  });

  test("the embedded model must, where it is said to be inside", () => {
    const model = "small.gguf";
    expect(faultsOf(whole, { ...forLinux, model })).toEqual([
      "server/assets/small.gguf is missing",
    ]);
  });

  test("the folders that Open Sample Folder copies go in whole", async () => {
    const shipped = await shippedFiles(root);
    for (const folder of ["notes", "drafts", "sources"]) {
      const files = readdirSync(join(root, "samples", folder));
      expect(shipped).toEqual(
        expect.arrayContaining(files.map((file) => `samples/${folder}/${file}`)),
      );
    }
  });

  test("every built file but the command line's goes in", async () => {
    const shipped = await shippedFiles(root);
    const built = readdirSync(join(root, "dist")).filter(
      (file) => !["penprint.js", "check-thread.js"].includes(file),
    );
    expect(shipped.filter((file) => file.startsWith("dist/")).sort()).toEqual(
      built.map((file) => `dist/${file}`).sort(),
    );
  });
});

const target = `${process.platform}-${process.arch}`;

test.runIf(target === "linux-x64" || target === "linux-arm64")(
  "the package for this machine is made, and holds what belongs in it",
  async () => {
    const out = temporaryFolder();
    const command = ["client/packaging/package.mjs", target, "--no-build", "--out", out];
    const said = execFileSync(process.execPath, command, { cwd: root, encoding: "utf8" });
    const [file] = readdirSync(out);
    expect(file).toMatch(/^penprint-linux-\w+-\d+\.\d+\.\d+\.vsix$/);
    expect(said).toContain(file);
    const names = (await entriesOf(join(out, file!))).map(({ name }) => name);
    const binaries = `@node-llama-cpp/${target}`;
    expect(faultsOf(names, { binaries })).toEqual([]);
    expect(names.filter((name) => /\.(node|gguf)$/.test(name)).sort()).toEqual([
      `node_modules/${binaries}/bins/${target}/llama-addon.node`,
      "server/assets/adapter.gguf",
    ]);
  },
  120_000,
);
