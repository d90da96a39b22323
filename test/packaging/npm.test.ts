import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { LspClient } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const root = resolve(__dirname, "..", "..");

test("the npm package installs into an empty folder and works there", async () => {
  const folder = temporaryFolder();
  const pack = ["client/packaging/package.mjs", "--npm", "--no-build", "--out", folder];
  execFileSync(process.execPath, pack, { cwd: root });
  const [tarball] = readdirSync(folder);
  // Without the packages that carry the model's binaries: nothing is fetched for this test.
  const install = ["install", `./${tarball!}`, "--offline", "--omit=optional", "--no-audit"];
  execFileSync("npm", install, { cwd: folder, stdio: "pipe" });
  const installed = join(folder, "node_modules", "penprint");
  expect(existsSync(join(installed, "dist", "licences.txt"))).toBe(true);
  expect(existsSync(join(installed, "dist", "extension.js"))).toBe(false);

  const penprint = (...args: string[]): string =>
    execFileSync(join(folder, "node_modules", ".bin", "penprint"), args, {
      cwd: folder,
      encoding: "utf8",
    });
  expect(penprint("--version")).toMatch(/^\d+\.\d+\.\d+\n$/);
  cpSync(join(root, "samples", "sources"), join(folder, "sources"), { recursive: true });
  cpSync(join(root, "samples", "drafts"), join(folder, "drafts"), { recursive: true });
  const note = join("drafts", "the-tap-in-winter.md");
  expect(penprint("check", note, "--root", ".", "--fail-on", "never")).toContain(
    "faithfulness/number",
  );

  const client = await LspClient.start({
    server: join(installed, "dist", "penprint-server.js"),
    dataFolder: join(folder, "data"),
    folders: [folder],
  });
  expect(client.initialized.serverInfo?.name).toBe("penprint");
  expect(await client.stop()).toBe(0);
}, 120_000);
