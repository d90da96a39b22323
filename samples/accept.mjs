// What the editor does when a writer accepts a rewrite, spoken to the language server over stdio.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";

const server = fileURLToPath(new URL("../dist/penprint-server.js", import.meta.url));

/** Rewrites `passage` of the note `draft`, accepts the best candidate, saves; resolves with the texts before and after. */
export async function acceptRewrite({ work, data, draft, profile, passage, model }) {
  const child = spawn(process.execPath, [server, "--stdio", "--profile", profile], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, PENPRINT_DATA: data },
  });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("window/workDoneProgress/create", () => null);
  connection.listen();

  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(work).href,
    workspaceFolders: [{ uri: pathToFileURL(work).href, name: "demo" }],
    capabilities: {},
    initializationOptions: { model: { location: model } },
  });
  await connection.sendNotification("initialized", {});
  const uri = pathToFileURL(draft).href;
  const text = readFileSync(draft, "utf8");
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "markdown", version: 1, text },
  });
  await connection.sendRequest("penprint/captureConsent", { keep: true });

  const start = text.indexOf(passage);
  const range = { start: positionAt(text, start), end: positionAt(text, start + passage.length) };
  const rewrite = await connection.sendRequest("penprint/rewrite", {
    uri,
    range,
    version: 1,
    mode: "style",
  });
  if (rewrite.kind !== "suggestion") throw new Error(rewrite.why);
  const offered = rewrite.candidates[0].text;
  const from = offsetAt(text, rewrite.range.start);
  const to = offsetAt(text, rewrite.range.end);
  const accepted = text.slice(0, from) + offered + text.slice(to);

  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: rewrite.range, text: offered }],
  });
  await connection.sendRequest("penprint/decide", {
    suggestion: rewrite.id,
    decision: "accepted",
    candidate: 0,
    uri,
    range: { start: rewrite.range.start, end: positionAt(accepted, from + offered.length) },
  });
  writeFileSync(draft, accepted);
  await connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  await new Promise((done) => child.on("exit", done));
  return { before: rewrite.original, after: offered };
}

function positionAt(text, offset) {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1).length };
}

function offsetAt(text, { line, character }) {
  const lines = text.split("\n");
  return lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
}
