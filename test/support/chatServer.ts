import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const bodySchema = z.looseObject({
  messages: z.array(z.object({ role: z.string(), content: z.string() })).default([]),
});

export interface SeenRequest {
  readonly path: string;
  readonly authorization: string;
  readonly body: z.infer<typeof bodySchema>;
  /** The last message's text. */
  readonly asked: string;
  readonly system: string;
}

export type Handler = (
  request: SeenRequest,
  response: ServerResponse,
  count: number,
) => void | Promise<void>;

export interface ChatServer {
  readonly baseUrl: string;
  readonly seen: readonly SeenRequest[];
  /** Requests whose client went away before the answer was complete. */
  readonly dropped: () => number;
  close(): Promise<void>;
}

/** A server of the OpenAI wire on this machine that answers as the test says. */
export async function chatServer(handler: Handler): Promise<ChatServer> {
  const seen: SeenRequest[] = [];
  let dropped = 0;
  const server = createServer((request, response) => {
    response.on("close", () => {
      if (!response.writableEnded) dropped++;
    });
    void read(request).then(async (body) => {
      const entry = {
        path: request.url ?? "",
        authorization: request.headers.authorization ?? "",
        body,
        asked: body.messages.at(-1)?.content ?? "",
        system: body.messages.find(({ role }) => role === "system")?.content ?? "",
      };
      seen.push(entry);
      await handler(entry, response, seen.length);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    seen,
    dropped: () => dropped,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

async function read(request: IncomingMessage): Promise<z.infer<typeof bodySchema>> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return bodySchema.parse(text === "" ? {} : JSON.parse(text));
}

export const chunk = (content: string, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] })}\n\n`;

/** Streams a text in pieces, without ever sending a role, and ends it well. */
export function say(response: ServerResponse, text: string): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const piece of text.match(/[^]{1,12}/g) ?? []) response.write(chunk(piece));
  response.end(`${chunk("", "stop")}data: [DONE]\n\n`);
}

export function fail(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify({ error: { message } }));
}
