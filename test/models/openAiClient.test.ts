import { createServer, request as forward } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { OpenAiClient } from "../../server/models/openAiClient";
import type { OpenAiServer } from "../../server/models/openAiRequest";
import { proxyDispatcher } from "../../server/models/proxy";
import { askForJson } from "../../server/models/structuredAnswer";
import { chatServer, chunk, fail, say, type ChatServer, type Handler } from "../support/chatServer";

let server: ChatServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function client(handler: Handler, change: Partial<OpenAiServer> = {}): Promise<OpenAiClient> {
  server = await chatServer(handler);
  return new OpenAiClient({
    baseUrl: server.baseUrl,
    model: "m",
    key: "secret-key",
    timeoutSeconds: 1,
    dispatcher: proxyDispatcher("", {}),
    ...change,
  });
}

const messages = [{ role: "user" as const, content: "Say something." }];
const failure = async (asked: OpenAiClient, options = {}) => {
  const result = await asked.chat(messages, options);
  if (result.kind !== "failed") throw new Error(`It answered: ${result.value}`);
  return result;
};

describe("an OpenAI-compatible server", () => {
  it("streams, also when it never sends a role", async () => {
    const model = await client((_, response) =>
      say(response, "Salt is in everything that I mend."),
    );
    const pieces: string[] = [];
    const result = await model.chat(messages, {
      onText: (piece) => pieces.push(piece),
      maxTokens: 9,
    });
    expect(result).toEqual({ kind: "ok", value: "Salt is in everything that I mend." });
    expect(pieces.length).toBeGreaterThan(2);
    expect(server?.seen[0]).toMatchObject({
      path: "/v1/chat/completions",
      authorization: "Bearer secret-key",
      body: { model: "m", stream: true, max_tokens: 9 },
    });
  });

  it("is understood when it answers in one piece", async () => {
    const model = await client((_, response) => {
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({ choices: [{ message: { role: "assistant", content: "Whole." } }] }),
      );
    });
    expect(await model.chat(messages, {})).toEqual({ kind: "ok", value: "Whole." });
  });

  it("is asked again after 429 and 500, as long as Retry-After says", async () => {
    const times: number[] = [];
    const model = await client((_, response, count) => {
      times.push(Date.now());
      if (count === 1) fail(response, 429, "slow down", { "retry-after": "1" });
      else if (count === 2) fail(response, 500, "oops", { "retry-after-ms": "10" });
      else say(response, "Now.");
    });
    expect(await model.chat(messages, {})).toEqual({ kind: "ok", value: "Now." });
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(950);
  });

  it("is given up after some tries, with its own words", async () => {
    const model = await client((_, response) =>
      fail(response, 503, "down for secret-key", { "retry-after-ms": "5" }),
    );
    const { why, misconfigured } = await failure(model);
    expect(server?.seen).toHaveLength(4);
    expect(why).toContain("down for (key)");
    expect(misconfigured).toBeUndefined();
  });

  it.each([
    [401, "key"],
    [404, "model"],
  ])("is the user's to mend after %i, and is asked once", async (status, word) => {
    const model = await client((_, response) => fail(response, status, "no"));
    const result = await failure(model);
    expect(result).toMatchObject({ misconfigured: true });
    expect(result.why).toContain(word);
    expect(server?.seen).toHaveLength(1);
  });

  it("that never answers is given up after the time that was set", async () => {
    const model = await client(() => undefined, { timeoutSeconds: 0.3 });
    const started = Date.now();
    expect((await failure(model)).why).toContain("sent nothing for 0.3 s");
    expect(Date.now() - started).toBeLessThan(2000);
    expect(server?.seen).toHaveLength(1);
  });

  it("that falls silent in the middle is given up too", async () => {
    const model = await client(
      (_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.write(chunk("Half a "));
      },
      { timeoutSeconds: 0.3 },
    );
    expect((await failure(model)).why).toContain("sent nothing");
  });

  it("may be slow as long as it says something", async () => {
    const model = await client(
      async (_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        for (const word of ["a ", "b ", "c ", "d"]) {
          response.write(chunk(word));
          await new Promise((done) => setTimeout(done, 150));
        }
        response.end(`${chunk("", "stop")}data: [DONE]\n\n`);
      },
      { timeoutSeconds: 0.4 },
    );
    expect(await model.chat(messages, {})).toEqual({ kind: "ok", value: "a b c d" });
  });

  it("that is cut off in the middle is not believed", async () => {
    const reset = await client((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk("Half a "), () => response.destroy());
    });
    expect(await failure(reset)).toMatchObject({ kind: "failed" });
    await server?.close();
    const clean = await client((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(chunk("Half a "));
    });
    expect((await failure(clean)).why).toContain("stopped in the middle");
  });

  it.each([
    ["text that is no stream", "<html>Welcome</html>"],
    ["lines that are no JSON", "data: {{{\n\n"],
    ["JSON of another shape", 'data: {"hello":1}\n\ndata: [DONE]\n\n'],
    ["nothing", "data: [DONE]\n\n"],
  ])("that sends %s fails cleanly", async (_, body) => {
    const model = await client((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(body);
    });
    expect((await failure(model)).userAction).not.toBe("");
  });

  it("cannot fill the memory: a long answer and a line without an end are cut", async () => {
    for (const piece of [chunk("x".repeat(1000)), "data: ".padEnd(1000, "y")]) {
      const model = await client(
        async (_, response) => {
          response.writeHead(200, { "content-type": "text/event-stream" });
          while (!response.destroyed) {
            response.write(piece);
            await new Promise((done) => setImmediate(done));
          }
        },
        { longestAnswer: 50_000 },
      );
      expect((await failure(model)).why).toContain("longer than 50000 bytes");
      await server?.close();
    }
  });

  it("is not followed elsewhere", async () => {
    const other = await chatServer((_, response) => say(response, "mine"));
    const model = await client((_, response) => {
      response.writeHead(307, { location: `${other.baseUrl}/chat/completions` });
      response.end();
    });
    expect(await failure(model)).toMatchObject({ misconfigured: true });
    expect(other.seen).toHaveLength(0);
    await other.close();
  });

  it("is left at once when the work is cancelled, while it writes and while it waits", async () => {
    const stop = new AbortController();
    const writing = await client((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write(chunk("Once "));
    });
    const answer = writing.chat(messages, {
      signal: stop.signal,
      onText: () => stop.abort(new Error("stop")),
    });
    await expect(answer).rejects.toThrow("stop");
    await expect.poll(() => server?.dropped()).toBe(1);
    await server?.close();

    const later = new AbortController();
    const waiting = await client((_, response) =>
      fail(response, 429, "wait", { "retry-after": "50" }),
    );
    setTimeout(() => later.abort(new Error("enough")), 200);
    await expect(waiting.chat(messages, { signal: later.signal })).rejects.toThrow("enough");
  });

  it("is asked without what it does not know", async () => {
    const model = await client(({ body }, response) => {
      if ("max_tokens" in body) {
        fail(response, 400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.");
      } else if ("temperature" in body) fail(response, 400, "temperature is not supported");
      else say(response, "Fine.");
    });
    const options = { maxTokens: 5, temperature: 0.3, seed: 1 };
    expect(await model.chat(messages, options)).toEqual({ kind: "ok", value: "Fine." });
    expect(server?.seen.at(-1)?.body).toMatchObject({ max_completion_tokens: 5, seed: 1 });
    await model.chat(messages, options);
    expect(server?.seen).toHaveLength(4);
  });

  it("need not be told its only model, but must be among several", async () => {
    const names = ["only"];
    const model = await client(
      ({ path }, response) => {
        const models = JSON.stringify({ object: "list", data: names.map((id) => ({ id })) });
        if (path.endsWith("/models")) {
          response.setHeader("content-type", "application/json");
          response.end(models);
        } else say(response, "Yes.");
      },
      { model: "" },
    );
    names.push("other");
    expect((await failure(model)).userAction).toContain("only, other");
    names.pop();
    expect(await model.chat(messages, {})).toEqual({ kind: "ok", value: "Yes." });
    expect(server?.seen.at(-1)?.body["model"]).toBe("only");
  });

  it("that is not there, and an address that is none, are named", async () => {
    const gone = new OpenAiClient({
      baseUrl: "http://127.0.0.1:9/v1",
      model: "m",
      key: "",
      timeoutSeconds: 5,
      dispatcher: proxyDispatcher("", {}),
    });
    expect((await failure(gone)).why).toContain("cannot be reached");
    const odd = await client(() => undefined, { baseUrl: "file:///etc/passwd" });
    expect(await failure(odd)).toMatchObject({ misconfigured: true });
  });

  it("of OpenAI is not asked without a key", async () => {
    const model = await client(() => undefined, { baseUrl: "https://api.openai.com/v1", key: "" });
    expect((await failure(model)).userAction).toContain("PENPRINT_API_KEY");
  });
});

describe("a proxy", () => {
  it("of the settings or the environment carries requests, but not those to this machine", async () => {
    const model = await client((_, response) => say(response, "Through."));
    const port = new URL(server!.baseUrl).port;
    const asked: string[] = [];
    const sockets = new Set<Socket>();
    const proxy = createServer((incoming, outgoing) => {
      asked.push(incoming.url ?? "");
      const { pathname } = new URL(incoming.url ?? "", "http://x");
      const { method, headers } = incoming;
      incoming.pipe(
        forward({ port, host: "127.0.0.1", path: pathname, method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        }),
      );
    });
    proxy.on("connect", (incoming, socket: Socket) => {
      asked.push(incoming.url ?? "");
      sockets.add(socket);
      const upstream = connect(Number(port), "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
    });
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      for (const dispatcher of [
        proxyDispatcher(address, {}),
        proxyDispatcher("", { HTTP_PROXY: address }),
      ]) {
        const far = new OpenAiClient({
          baseUrl: "http://planner.test/v1",
          model: "m",
          key: "k",
          timeoutSeconds: 5,
          dispatcher,
        });
        expect(await far.chat(messages, {})).toEqual({ kind: "ok", value: "Through." });
      }
      expect(asked).toHaveLength(2);
      expect(asked.every((url) => url.includes("planner.test"))).toBe(true);
      const near = new OpenAiClient({
        baseUrl: server!.baseUrl,
        model: "m",
        key: "",
        timeoutSeconds: 5,
        dispatcher: proxyDispatcher(address, {}),
      });
      await near.chat(messages, {});
      await model.chat(messages, {});
      expect(asked).toHaveLength(2);
    } finally {
      for (const socket of sockets) socket.destroy();
      proxy.closeAllConnections();
      proxy.close();
    }
  });
});

describe("a structured answer", () => {
  const ask = {
    name: "pair",
    schema: z.object({ a: z.number(), b: z.array(z.string()).min(1) }),
    messages,
    options: {},
    repair: (problem: string) => `Repair: ${problem}`,
  };

  it("is validated; its schema goes over the wire", async () => {
    const model = await client((_, response) => say(response, '{"a":1,"b":["x"]}'));
    expect(await askForJson(model, ask)).toEqual({ kind: "ok", value: { a: 1, b: ["x"] } });
    expect(server?.seen[0]?.body["response_format"]).toMatchObject({
      type: "json_schema",
      json_schema: {
        name: "pair",
        strict: true,
        schema: { required: ["a", "b"], additionalProperties: false },
      },
    });
  });

  it("may stand among words, as servers give it that ignore the schema", async () => {
    const model = await client((_, response) =>
      say(response, 'Sure!\n```json\n{"a":2,"b":["y"]}\n``` Done.'),
    );
    expect(await askForJson(model, ask)).toMatchObject({ kind: "ok", value: { a: 2 } });
  });

  it("is asked for once more with what was wrong", async () => {
    const model = await client((_, response, count) =>
      say(response, count === 1 ? '{"a":"1","b":[]}' : '{"a":1,"b":["x"]}'),
    );
    expect(await askForJson(model, ask)).toMatchObject({ kind: "ok" });
    const second = server!.seen[1]!;
    expect(second.body.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(second.asked).toMatch(/^Repair: .*at a/s);
  });

  it("that never fits is a failure with a way out", async () => {
    const model = await client((_, response) => say(response, "I would rather not."));
    expect(await askForJson(model, ask)).toMatchObject({
      kind: "failed",
      userAction: expect.stringContaining("extractive") as string,
    });
    expect(server?.seen).toHaveLength(2);
  });
});
