import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Upload {
  readonly name: string;
  readonly purpose: string;
  readonly bytes: Buffer;
}

export interface TuningServer {
  readonly baseUrl: string;
  /** `METHOD path`, in order. */
  readonly requests: readonly string[];
  readonly uploads: readonly Upload[];
  /** Bodies that started a job. */
  readonly started: readonly unknown[];
  readonly keys: ReadonlySet<string>;
  close(): Promise<void>;
}

export interface TuningScript {
  /** What is said of the job, look by look; the last for good. */
  readonly looks: readonly object[];
  /** All events, oldest first; with each look one more page of two is there. */
  readonly events?: readonly object[];
  /** Answers in place of the script's; true = it has. */
  readonly instead?: (request: string, response: ServerResponse, count: number) => boolean;
}

/** A service with OpenAI's files and fine-tuning jobs on this machine, with one job, `ftjob-1`. */
export async function tuningServer(script: TuningScript): Promise<TuningServer> {
  const requests: string[] = [];
  const uploads: Upload[] = [];
  const started: unknown[] = [];
  const keys = new Set<string>();
  let looks = 0;
  const job = (change: object) => ({ object: "fine_tuning.job", id: "ftjob-1", ...change });
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      send(response, { error: { message: String(error) } }, 500);
    });
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const url = new URL(request.url ?? "", "http://here");
    const asked = `${request.method ?? ""} ${url.pathname}`;
    requests.push(asked);
    keys.add(request.headers.authorization ?? "");
    if (script.instead?.(asked, response, requests.filter((one) => one === asked).length)) return;
    switch (asked) {
      case "POST /v1/files": {
        const upload = uploadIn(body, request.headers["content-type"] ?? "");
        uploads.push(upload);
        send(response, { object: "file", id: "file-1", bytes: upload.bytes.length });
        return;
      }
      case "POST /v1/fine_tuning/jobs":
        started.push(JSON.parse(body.toString("utf8")));
        send(response, job({ status: "validating_files", fine_tuned_model: null, error: {} }));
        return;
      case "GET /v1/fine_tuning/jobs/ftjob-1":
        send(response, job(script.looks[Math.min(looks++, script.looks.length - 1)]!));
        return;
      case "GET /v1/fine_tuning/jobs/ftjob-1/events": {
        const there = (script.events ?? []).slice(0, looks * 2).map((event, i) => ({
          ...{ id: `ftevent-${i}`, created_at: i, level: "info", message: "", ...event },
        }));
        there.reverse();
        const after = there.findIndex(({ id }) => id === url.searchParams.get("after"));
        const data = there.slice(after + 1, after + 3);
        send(response, { data, has_more: after + 3 < there.length });
        return;
      }
      default:
        send(response, { error: { message: `no ${asked}` } }, 404);
        return;
    }
  }
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    ...{ requests, uploads, started, keys },
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}

export function send(response: ServerResponse, value: object, status = 200, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(value));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The fields of a form, taken apart at its boundaries. */
function uploadIn(body: Buffer, type: string): Upload {
  const boundary = /boundary=(.+)$/.exec(type)?.[1] ?? "";
  const fields = body.toString("latin1").split(`--${boundary}`);
  const field = (head: RegExp): { head: string; bytes: Buffer } => {
    const found = fields.find((one) => head.test(one.split("\r\n\r\n", 1)[0]!)) ?? "";
    const start = found.indexOf("\r\n\r\n") + 4;
    return { head: found.slice(0, start), bytes: Buffer.from(found.slice(start, -2), "latin1") };
  };
  const file = field(/name="file"/);
  return {
    name: /filename="(.*?)"/.exec(file.head)?.[1] ?? "",
    purpose: field(/name="purpose"/).bytes.toString("utf8"),
    bytes: file.bytes,
  };
}
