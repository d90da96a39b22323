import { GFM, parser } from "@lezer/markdown";
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { holdoutRow, sftRow } from "../../server/core/learning/rows";
import { rewriteRequest } from "../../server/protocol/requests";
import { chatServer, say, type ChatServer } from "../support/chatServer";
import { learnedAuthor } from "../support/learnedAuthor";
import { inFolder, LspClient } from "../support/lspClient";
import { recordedNetwork } from "../support/recordedNetwork";
import { runPenprint } from "../support/runPenprint";
import { smallPdf, stacked } from "../support/smallPdf";
import { temporaryFolder } from "../support/temporaryFolder";
import { tuningServer } from "../support/tuningServer";

vi.setConfig({ testTimeout: 60_000 });

const author = learnedAuthor();
const keys = { PENPRINT_API_KEY: "", OPENAI_API_KEY: "", PENPRINT_STYLIST_API_KEY: "" };
const noProxy = { HTTP_PROXY: "", HTTPS_PROXY: "", http_proxy: "", https_proxy: "", NO_PROXY: "" };

let servers: (ChatServer | Server)[] = [];
afterEach(async () => {
  for (const server of servers) await server.close();
  servers = [];
});

/** A page that would have a browser go to many places. */
const page = `<!DOCTYPE html><html><head><base href="http://evil.example/">
<link rel="stylesheet" href="http://evil.example/a.css"><meta http-equiv="refresh" content="0; url=http://evil.example/">
<script src="http://evil.example/a.js"></script></head><body><main>
<img src="http://evil.example/a.png" srcset="http://evil.example/b.png 2x"><iframe src="http://evil.example/"></iframe>
<video src="http://evil.example/v"></video><object data="http://evil.example/o"></object>
<p>The harbour club counted 210 boats in <a href="http://evil.example/">2019</a>.</p>
<svg><image href="http://evil.example/c.svg"/></svg></main></body></html>`;

/** Notes whose sources and words name addresses everywhere that they can. */
function workspace(): string {
  const folder = temporaryFolder();
  for (const name of readdirSync(author.notes).slice(0, 4)) {
    cpSync(join(author.notes, name), join(folder, "notes", name));
  }
  writeFileSync(join(folder, "page.html"), page);
  const lines = stacked("The harbour club counted 210 boats in 2019. http://evil.example/x");
  writeFileSync(join(folder, "list.pdf"), smallPdf([lines]));
  writeFileSync(
    join(folder, "note.md"),
    `---
title: Boats
brief: How many boats the harbour club counted
sources: [page.html, list.pdf, "http://evil.example/s.md", "www.evil.example", "file://evil.example/s.md", "//evil.example/s.md"]
---

The harbour club counted 340 boats in 2019. ![boat](http://evil.example/i.png) <img src="http://evil.example/i.png">
`,
  );
  writeFileSync(
    join(folder, "brief.md"),
    "---\ntitle: Boats\nbrief: How many boats the harbour club counted\nsources: [page.html, list.pdf]\n---\n",
  );
  return folder;
}

function watched(folder: string) {
  const network = recordedNetwork(folder);
  const env = { ...noProxy, ...keys, PENPRINT_DATA: join(folder, "data"), ...network.env };
  const run = async (args: readonly string[], input = "", more: Record<string, string> = {}) =>
    runPenprint(args, { cwd: folder, env: { ...env, ...more }, input });
  return { network, env, run };
}

const hostOf = (server: { baseUrl: string }): string => new URL(server.baseUrl).host;

describe("without a server nothing is contacted", () => {
  test("by the command line, whatever notes and sources name", async () => {
    const folder = workspace();
    const { network, run } = watched(folder);
    const line = JSON.stringify({
      id: "1",
      text: "It is late, see http://evil.example/.",
      source: page,
    });
    const ran = [
      await run(["learn", "notes", "--author", "Sam", "--profile", "p.json"]),
      await run(["check", "note.md", "--profile", "p.json", "--fail-on", "never"]),
      await run(["verify", "--fast"], line),
      await run(["generate", "brief.md", "--profile", "p.json"]),
      await run(["dataset", "build", "--author", "Sam", "--out", "set", "--notes", "notes"]),
    ];
    for (const { code, stderr } of ran) expect([code, stderr]).toEqual([0, stderr]);
    expect(ran[1]!.stdout).toContain("faithfulness/number");
    expect(ran[3]!.stdout).toContain("210 boats");
    expect(network.places()).toEqual([]);
  });

  test("by the language server, from its start to its end", async () => {
    const folder = workspace();
    const { network, env } = watched(folder);
    const client = await LspClient.start({
      dataFolder: join(folder, "data"),
      folders: [folder],
      args: ["--profile", author.profile],
      env,
    });
    const { uri } = inFolder(folder, "note.md");
    const text =
      "---\nsources: [page.html, list.pdf]\n---\n\nIt is late and we do not mind 340 boats.\n";
    const document = await client.open(uri, text);
    expect((await client.diagnostics(uri)).length).toBeGreaterThan(0);
    const start = document.positionAt(text.indexOf("It is"));
    const range = { start, end: start };
    await client.actions(uri, range);
    const asked = { uri, version: 1, mode: "sources" as const, range };
    expect(await client.ask(rewriteRequest, asked)).toMatchObject({ kind: "suggestion" });
    expect(await client.stop()).toBe(0);
    expect(network.places()).toEqual([]);
  });
});

describe("with a server that one, and no other, is contacted", () => {
  const outline = {
    title: "Boats",
    sections: [
      {
        heading: "How many ![x](http://evil.example/h.png) <img src=http://evil.example/h.png>",
        summary: "",
        points: [],
      },
    ],
  };
  /** Its answers hold addresses as well. */
  async function planner(): Promise<ChatServer> {
    const server = await chatServer(({ body }, response) =>
      say(
        response,
        "response_format" in body
          ? JSON.stringify(outline)
          : "The harbour club counted 210 boats in 2019. [S1] ![x](http://evil.example/x.png) [more](http://evil.example)",
      ),
    );
    servers.push(server);
    return server;
  }

  test("a planner", async () => {
    const folder = workspace();
    const { network, run } = watched(folder);
    const server = await planner();
    const address = ["--planner", "openai", "--base-url", server.baseUrl, "--planner-model", "m"];
    const { code, stdout } = await run(["generate", "brief.md", ...address]);
    expect(code).toBe(0);
    expect(stdout).toContain("210 boats");
    const article = stdout.slice(stdout.indexOf("## "));
    const active = new Set(["Image", "HTMLTag", "HTMLBlock", "URL", "Autolink"]);
    parser
      .configure(GFM)
      .parse(article)
      .iterate({
        enter: ({ name, from, to }) =>
          active.has(name) && expect(article.slice(from, to)).not.toContain("evil.example"),
      });
    expect(network.places()).toEqual([`connect ${hostOf(server)}`]);
  });

  test("a planner that sends elsewhere is not followed", async () => {
    const folder = workspace();
    const { network, run } = watched(folder);
    const elsewhere = await planner();
    const server = await chatServer((_, response) => {
      response.writeHead(307, { location: `${elsewhere.baseUrl}/chat/completions` });
      response.end();
    });
    servers.push(server);
    const address = ["--planner", "openai", "--base-url", server.baseUrl, "--planner-model", "m"];
    const { stderr } = await run(["generate", "brief.md", ...address]);
    expect(stderr).toContain("redirects");
    expect(elsewhere.seen).toEqual([]);
    expect(network.places()).toEqual([`connect ${hostOf(server)}`]);
  });

  test("the place that a model is fetched from", async () => {
    const folder = workspace();
    const { network, run } = watched(folder);
    const content = Buffer.from("GGUF, but not really");
    const server = createServer((_, response) => response.end(content));
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const sha256 = createHash("sha256").update(content).digest("hex");
    const settings = { model: { location: `http://${host}/m.gguf`, sha256 } };
    writeFileSync(join(folder, "s.json"), JSON.stringify(settings));
    await run(["model", "fetch", "--settings", "s.json"]);
    expect(network.places()).toEqual([`connect ${host}`]);
  });

  test("a service that tunes", async () => {
    const folder = workspace();
    const { network, run } = watched(folder);
    const succeeded = { status: "succeeded", fine_tuned_model: "ft:sam", error: {} };
    const service = await tuningServer({ looks: [succeeded] });
    const template = readFileSync(resolve("server/assets/prompts/restyle.md"), "utf8");
    const pair = (text: string) => ({
      ...{ source: "note" as const, note: "a.md", neutral: `A draft of: ${text}`, text },
      references: [],
    });
    mkdirSync(join(folder, "set"));
    const rows = {
      sft: [sftRow(template, pair("I'd mend it."))],
      preference: [],
      holdout: [holdoutRow(pair("It's late."))],
    };
    for (const [name, lines] of Object.entries(rows)) {
      writeFileSync(
        join(folder, "set", `${name}.jsonl`),
        lines.map((row) => `${JSON.stringify(row)}\n`).join(""),
      );
    }
    const args = ["train-hosted", "--author", "Sam", "--data", "set", "--model", "m", "--yes"];
    const { code, stderr } = await run([...args, "--base-url", service.baseUrl]);
    await service.close();
    expect([code, stderr]).toEqual([0, stderr]);
    expect(network.places()).toEqual([`connect ${hostOf(service)}`]);
  });

  test.each(["the environment", "the settings"])(
    "a proxy of %s, unless NO_PROXY says otherwise",
    async (from) => {
      const folder = workspace();
      const near = await planner();
      const asked: string[] = [];
      const proxy = createServer();
      proxy.on("connect", (request, socket) => {
        asked.push(request.url ?? "");
        const onward = connect(Number(new URL(near.baseUrl).port), "127.0.0.1");
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        socket.pipe(onward).pipe(socket);
        for (const end of [socket, onward]) end.on("error", () => socket.destroy());
      });
      servers.push(proxy);
      await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
      const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
      const settings = from === "the settings" ? { proxy: address } : {};
      writeFileSync(join(folder, "s.json"), JSON.stringify(settings));
      const environment =
        from === "the settings" ? {} : { HTTP_PROXY: address, http_proxy: address };
      const { network, run } = watched(folder);
      const to = (host: string) => [
        ...["generate", "brief.md", "--settings", "s.json", "--planner", "openai"],
        ...["--base-url", `http://${host}/v1`, "--planner-model", "m"],
      ];
      expect((await run(to("planner.invalid"), "", environment)).code).toBe(0);
      expect(asked.length).toBeGreaterThan(0);
      expect(asked[0]).toContain("planner.invalid");
      expect(near.seen.length).toBeGreaterThan(0);
      expect(network.places()).toEqual([`connect ${new URL(address).host}`]);
      const before = asked.length;
      expect((await run(to(hostOf(near)), "", environment)).code).toBe(0);
      expect(asked.length).toBe(before);
    },
  );
});

test("the record sees processes, their children and their threads", () => {
  const folder = temporaryFolder();
  const network = recordedNetwork(folder);
  const to = (port: number): string =>
    `require("node:net").connect(${port}, "127.0.0.1").on("error", () => undefined);`;
  writeFileSync(join(folder, "child.cjs"), to(4998));
  writeFileSync(join(folder, "thread.cjs"), to(4997));
  writeFileSync(
    join(folder, "main.cjs"),
    `${to(4999)} require("node:child_process").fork("./child.cjs"); new (require("node:worker_threads").Worker)("./thread.cjs");`,
  );
  spawnSync(process.execPath, ["main.cjs"], {
    env: { ...process.env, ...network.env },
    cwd: folder,
  });
  expect(network.places()).toEqual([4997, 4998, 4999].map((port) => `connect 127.0.0.1:${port}`));
});
