import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { randomFrom } from "../../../server/core/style/random";
import { serverFile } from "../../support/lspClient";
import { say } from "../options";
import { mutated } from "./mutate";

const frame = (message: unknown): Buffer => {
  const body = JSON.stringify(message);
  return Buffer.from(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
};
const uri = "file:///n/a.md";
const textDocument = { uri };
const session = [
  { id: 1, method: "initialize", params: { processId: null, rootUri: null, capabilities: {} } },
  { method: "initialized", params: {} },
  {
    method: "textDocument/didOpen",
    params: { textDocument: { uri, languageId: "markdown", version: 1, text: "It is late.\n" } },
  },
  {
    method: "textDocument/didChange",
    params: {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } }, text: "x" },
      ],
    },
  },
  { id: 2, method: "textDocument/diagnostic", params: { textDocument } },
  {
    id: 3,
    method: "textDocument/codeAction",
    params: {
      textDocument,
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } },
      context: { diagnostics: [] },
    },
  },
  { id: 4, method: "textDocument/codeLens", params: { textDocument } },
  {
    id: 5,
    method: "penprint/rewrite",
    params: {
      uri,
      version: 2,
      mode: "style",
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    },
  },
  {
    id: 6,
    method: "workspace/executeCommand",
    params: { command: "penprint.server.stopPattern", arguments: [{ pattern: "a" }] },
  },
  { method: "workspace/didChangeConfiguration", params: { settings: { penprint: {} } } },
  { method: "textDocument/didClose", params: { textDocument } },
  { id: 7, method: "shutdown" },
].map((message) => frame({ jsonrpc: "2.0", ...message }));
const words = [
  "Content-Length: ",
  "\r\n\r\n",
  "Content-Length: 99999999999\r\n\r\n",
  "Content-Length: -5\r\n\r\n",
  "Content-Length: x\r\n\r\n",
  '"params":',
  "null",
  "[]",
  '"id":',
  "-1",
  '"method":"$/cancelRequest"',
  "{}",
];

/** What an editor sends, broken: how many of `count` sessions make the real server fail. */
export async function transportCampaign(count: number, seed: number): Promise<number> {
  const random = randomFrom(seed);
  let failures = 0;
  say(`transport: seed ${seed}, ${count} sessions`);
  for (let i = 1; i <= count; i++) {
    const sent = brokenSession(random);
    const why = await failureOnSession(sent);
    if (why !== undefined) {
      failures++;
      say(`transport: session ${i} of seed ${seed}: ${why}`);
    }
    if (i % 25 === 0) say(`transport: ${i} sessions`);
  }
  say(`transport: ${count} sessions, ${failures} failures`);
  return failures;
}

/** A session in which some frames are broken, or their bodies alone, or garbage stands between them. */
export function brokenSession(random: () => number): Buffer {
  const upTo = (limit: number): number => Math.floor(random() * (limit + 1));
  return Buffer.concat(
    session.map((one, i) => {
      if (random() < 0.6 || (i === 0 && random() < 0.7)) return one;
      const other = session[upTo(session.length - 1)]!;
      if (random() < 0.5) return mutated(one, other, words, random);
      const body = one.indexOf("\r\n\r\n") + 4;
      const broken = mutated(one.subarray(body), other, words, random);
      return Buffer.concat([Buffer.from(`Content-Length: ${broken.length}\r\n\r\n`), broken]);
    }),
  );
}

/** Why the server failed on these bytes: it crashed, or did not end with its input. */
export async function failureOnSession(sent: Buffer): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "penprint-fuzz-"));
  const server = spawn(process.execPath, [serverFile, "--stdio", "--data-dir", folder]);
  let said = "";
  server.stderr.on("data", (piece: Buffer) => (said = (said + piece.toString()).slice(-4000)));
  server.stdout.resume();
  server.stdin.on("error", () => undefined);
  const closed = once(server, "close").then(() => true);
  try {
    server.stdin.end(sent);
    const isClosed = await Promise.race([closed, wait(60_000, false)]);
    if (!isClosed) return `does not end when its input ends: ${said}`;
    if (server.signalCode !== null) return `was ended by ${server.signalCode}: ${said}`;
    return /^Node\.js v\d|uncaught|Uncaught|heap out of memory/m.test(said)
      ? `crashed: ${said}`
      : undefined;
  } finally {
    server.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
