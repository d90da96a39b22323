import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  TextExtractor,
  type ExtractionLimits,
} from "../../../server/storage/extraction/textExtractor";
import { smallPdf, stacked } from "../../support/smallPdf";
import { temporaryFolder } from "../../support/temporaryFolder";

const bytes = new Uint8Array([1]);
const page = Buffer.from("<p>41 nests.");

/** An extractor whose worker runs `program`, with `parentPort` at hand. */
function extractorOf(program: string, limits: Partial<ExtractionLimits> = {}): TextExtractor {
  const worker = join(temporaryFolder(), "worker.cjs");
  const head = 'const { parentPort } = require("node:worker_threads");';
  writeFileSync(worker, `${head}\n${program}`);
  return new TextExtractor({ worker, ...limits });
}

describe("extraction in a thread", () => {
  it("reads PDF and HTML with the built worker, one after another", async () => {
    const extractor = new TextExtractor();
    const [pdf, html] = await Promise.all([
      extractor.extract("pdf", smallPdf([stacked("The club has 210 boats.")])),
      extractor.extract("html", page),
    ]);
    expect(pdf).toEqual({ kind: "text", text: "The club has 210 boats.", pages: [0] });
    expect(html).toEqual({ kind: "text", text: "41 nests.", pages: [] });
  });

  it("ends what takes too long, and goes on with the next file", async () => {
    const program = `parentPort.on("message", ({ format }) => {
      while (format === "pdf");
      parentPort.postMessage({ kind: "text", text: "ok", pages: [] });
    });`;
    const extractor = extractorOf(program, { within: 300 });
    const [hung, next] = await Promise.all([
      extractor.extract("pdf", bytes),
      extractor.extract("html", bytes),
    ]);
    expect(hung).toMatchObject({ kind: "failed" });
    expect(hung).toHaveProperty("why", expect.stringContaining("took longer than 0.3 seconds"));
    expect(next).toMatchObject({ kind: "text", text: "ok" });
  });

  it("ends a PDF that takes too long", async () => {
    const content = Buffer.from("BT /F 11 Tf (a) Tj ET\n".repeat(500_000));
    const extractor = new TextExtractor({ within: 300 });
    const read = await extractor.extract("pdf", smallPdf([[], []], { content }));
    expect(read).toHaveProperty("why", expect.stringContaining("took longer than"));
  });

  it("ends what takes too much of its heap", async () => {
    const program = `const kept = []; parentPort.on("message", () => { for (;;) kept.push([1.5, 2.5]); });`;
    const read = await extractorOf(program, { heap: 32 }).extract("pdf", bytes);
    expect(read).toHaveProperty("why", expect.stringContaining("too much memory"));
  });

  it("ends a PDF that unpacks to more than there is room for", async () => {
    const content = deflateSync(Buffer.alloc(200_000_000, " "));
    expect(content.length).toBeLessThan(500_000);
    const extractor = new TextExtractor({ growth: 100, within: 60_000 });
    const packed = smallPdf([[]], { content, filter: "FlateDecode" });
    const read = await extractor.extract("pdf", packed);
    expect(read).toHaveProperty("why", expect.stringContaining("too much memory"));
  }, 60_000);

  it.each([
    ["fails", `throw new Error("no such thing");`, "failed (no such thing)"],
    ["ends", `parentPort.on("message", () => process.exit(3));`, "its worker ended"],
    ["is strange", `parentPort.on("message", () => parentPort.postMessage(7));`, "something else"],
  ])("says when the worker %s, and starts another", async (_, program, why) => {
    const extractor = extractorOf(program);
    for (let i = 0; i < 2; i++) {
      const read = await extractor.extract("html", bytes);
      expect(read).toHaveProperty("why", expect.stringContaining(why));
    }
  });

  it("is called off at once, and reads the next file", async () => {
    const extractor = extractorOf(`parentPort.on("message", ({ format }) => {
      while (format === "pdf");
      parentPort.postMessage({ kind: "text", text: "ok", pages: [] });
    });`);
    const controller = new AbortController();
    const reading = extractor.extract("pdf", bytes, controller.signal);
    const never = extractor.extract("pdf", bytes, AbortSignal.abort(new Error("before")));
    setTimeout(() => controller.abort(new Error("closed")), 100);
    await expect(reading).rejects.toThrow("closed");
    await expect(never).rejects.toThrow("before");
    expect(await extractor.extract("html", bytes)).toMatchObject({ text: "ok" });
  });

  it("starts a new worker after a rest", async () => {
    const program = `let n = 0; parentPort.on("message", () =>
      parentPort.postMessage({ kind: "text", text: String(++n), pages: [] }));`;
    const extractor = extractorOf(program, { idle: 50 });
    const numbers: unknown[] = [];
    for (const pause of [0, 0, 300]) {
      await new Promise((done) => setTimeout(done, pause));
      numbers.push(await extractor.extract("html", bytes));
    }
    expect(numbers.map((read) => (read as { text: string }).text)).toEqual(["1", "2", "1"]);
  });
});
