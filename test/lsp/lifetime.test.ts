import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { LspClient, serverFile } from "../support/lspClient";
import { temporaryFolder } from "../support/temporaryFolder";

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

async function gone(pid: number, milliseconds: number): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (isAlive(pid) && Date.now() < end) await wait(50);
  return !isAlive(pid);
}

test("it ends with code 0 when told to", async () => {
  const client = await LspClient.start({ dataFolder: temporaryFolder() });
  expect(await client.stop()).toBe(0);
});

test("it ends when its input ends", async () => {
  const client = await LspClient.start({ dataFolder: temporaryFolder() });
  client.process.stdin.end();
  expect(await gone(client.process.pid!, 5000)).toBe(true);
});

test("it ends when the client's process is killed, though the pipe is held open by another", async () => {
  const folder = temporaryFolder();
  const editor = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  const client = await LspClient.start({ dataFolder: folder, clientProcess: editor.pid! });
  editor.kill("SIGKILL");
  await once(editor, "exit");
  expect(await gone(client.process.pid!, 10_000)).toBe(true);
});

test("over Node's IPC it ends when the channel closes", async () => {
  const server = spawn(process.execPath, [serverFile, "--node-ipc"], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await once(server, "spawn");
  await wait(300);
  server.disconnect();
  expect(await gone(server.pid!, 5000)).toBe(true);
});

test("bad usage is one message and exit code 2", async () => {
  const server = spawn(process.execPath, [serverFile, "--studio"]);
  let errors = "";
  server.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  const [code] = (await once(server, "exit")) as [number];
  expect(code).toBe(2);
  expect(errors).toContain("--studio");
  expect(errors).toContain("--stdio");
});
