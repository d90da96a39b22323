import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { apiKeyNotification, outlineRequest } from "../../server/protocol/requests";
import { chatServer, fail, type ChatServer } from "../support/chatServer";
import { inFolder, LspClient } from "../support/lspClient";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const KEY = "sk-never-to-be-seen-4711";
const note = "---\ntitle: Boats\nbrief: How many boats there were\nsources: [s.md]\n---\n";

let folder = "";
let data = "";
let server: ChatServer;
beforeEach(async () => {
  folder = temporaryFolder();
  data = join(folder, "data");
  writeFileSync(join(folder, "note.md"), note);
  writeFileSync(join(folder, "s.md"), "Mr Smith saw 17 boats at the pier in 1999.\n");
  // A server that repeats the key that it was sent, as some do.
  server = await chatServer(({ authorization }, response) =>
    fail(response, 401, `Incorrect API key provided: ${authorization}`),
  );
});
afterEach(() => server.close());

/** Everything that a folder holds, one after the other. */
function contentOf(path: string): string {
  if (!existsSync(path)) return "";
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");
}

test("a key of the environment is sent to its server, and stands in no output, error or file", async () => {
  const address = ["--planner", "openai", "--base-url", server.baseUrl, "--planner-model", "m"];
  const env = { PENPRINT_DATA: data, PENPRINT_API_KEY: KEY, PENPRINT_DEBUG: "1" };
  const ran = await runPenprint(["generate", "note.md", ...address, "-o", "out.md"], {
    cwd: folder,
    env,
  });
  expect(server.seen[0]?.authorization).toBe(`Bearer ${KEY}`);
  expect(ran.stderr).not.toBe("");
  expect(ran.stdout + ran.stderr + contentOf(folder)).not.toContain(KEY);
});

test("the editor's key lives in the server's memory: not in its messages, log, files, arguments or environment", async () => {
  const client = await LspClient.start({
    dataFolder: data,
    folders: [folder],
    settings: { planner: { kind: "openai", baseUrl: server.baseUrl, model: "m" } },
    env: { PENPRINT_API_KEY: "", OPENAI_API_KEY: "" },
  });
  await client.connection.sendNotification(apiKeyNotification.method, { key: KEY });
  const { uri } = inFolder(folder, "note.md");
  await client.open(uri, note);
  const answer = await client.ask(outlineRequest, { uri, title: "", brief: "", sources: [] });
  expect(server.seen[0]?.authorization).toBe(`Bearer ${KEY}`);
  const process = `/proc/${client.process.pid ?? 0}`;
  const seen = existsSync(process)
    ? ["cmdline", "environ"].map((name) => readFileSync(join(process, name), "utf8"))
    : [];
  const said = [JSON.stringify(answer), ...client.messages, ...client.logs, ...seen];
  await client.stop();
  expect([...said, contentOf(data)].join("\n")).not.toContain(KEY);
});

test.skipIf(process.platform === "win32")(
  "no process that is started is handed a key",
  async () => {
    const seen = join(folder, "seen.txt");
    const programs = join(folder, "bin");
    mkdirSync(programs);
    for (const name of ["python3", "python", "py"]) {
      const file = join(programs, name);
      writeFileSync(file, `#!/bin/sh\n/usr/bin/env >> ${seen}\necho "$0 $@" >> ${seen}\nexit 1\n`);
      chmodSync(file, 0o755);
    }
    const env = {
      ...{ PATH: programs, PENPRINT_DATA: data, MARK: "of-this-test" },
      ...{ PENPRINT_API_KEY: KEY, OPENAI_API_KEY: KEY, PENPRINT_STYLIST_API_KEY: KEY },
    };
    await runPenprint(["model", "fetch"], { cwd: folder, env });
    await runPenprint(["train", "--author", "Sam", "--data", "."], { cwd: folder, env });
    const handed = readFileSync(seen, "utf8");
    expect(handed).toContain("MARK=of-this-test");
    expect(handed).toContain("pip download");
    expect(handed).not.toContain(KEY);
  },
);
