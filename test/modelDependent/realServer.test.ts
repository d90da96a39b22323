import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { z } from "zod";
import { makeSourceSet } from "../../server/core/faithfulness/sourceSet";
import { analyseNote } from "../../server/core/note/analyseNote";
import { articleTask } from "../../server/core/planner/articleTask";
import { OpenAiClient } from "../../server/models/openAiClient";
import { ChatPlanner } from "../../server/models/chatPlanner";
import { proxyDispatcher } from "../../server/models/proxy";
import { askForJson } from "../../server/models/structuredAnswer";
import { readPrompts } from "../../server/storage/promptFiles";
import { extractivePlanner } from "../../server/workflows/extractivePlanner";
import { writeArticle } from "../../server/workflows/generateArticle";
import type { ChatMessage, ChatModel } from "../../server/workflows/ports";
import { installLlamaServer, startLlamaServer, type LlamaServer } from "../support/llamaServer";

const modelFile = inject("modelFile");
const installed = modelFile === "" ? undefined : await installLlamaServer();
if (installed?.kind === "missing")
  console.warn(`${installed.why} The tests with a real server are skipped.`);

const task = articleTask(
  { title: "The harbour", brief: "60 words" },
  makeSourceSet(
    [
      {
        location: "/s/survey.txt",
        name: "survey.txt",
        text: "The slipway was closed for 17 days in March 2024.\n\nRepairs cost £18,300.\n\nNine working boats use the inner basin.",
      },
    ],
    [],
  ),
);

describe.skipIf(installed?.kind !== "ready")(
  "a real OpenAI-compatible server with a small model",
  () => {
    let server: LlamaServer;
    beforeAll(async () => {
      if (installed?.kind === "ready") server = await startLlamaServer(installed.python, modelFile);
    });
    afterAll(() => server.stop());

    const client = (
      change: Partial<ConstructorParameters<typeof OpenAiClient>[0]> = {},
    ): OpenAiClient =>
      new OpenAiClient({
        baseUrl: server.baseUrl,
        model: "",
        key: "",
        timeoutSeconds: 60,
        dispatcher: proxyDispatcher("", {}),
        ...change,
      });
    const ask = (content: string): ChatMessage[] => [{ role: "user", content }];

    it("streams its only model's answer piece by piece; the same seed gives the same text", async () => {
      const pieces: string[] = [];
      const model = client();
      const options = { maxTokens: 16, temperature: 0.7, seed: 5 };
      const first = await model.chat(ask("Write a sentence about salt."), {
        ...options,
        onText: (piece) => pieces.push(piece),
      });
      if (first.kind === "failed") throw new Error(first.why);
      expect(pieces.join("")).toBe(first.value);
      expect(pieces.length).toBeGreaterThan(5);
      expect(model.name).toContain("127.0.0.1");
      expect(model.name).not.toContain("the server's model");
      expect(await model.chat(ask("Write a sentence about salt."), options)).toEqual(first);
    });

    it("is left in the middle of a long answer, and answers the next request", async () => {
      const model = client();
      const stop = new AbortController();
      let pieces = 0;
      const long = model.chat(ask("Count from one to one thousand in words."), {
        maxTokens: 3000,
        signal: stop.signal,
        onText: () => {
          if (++pieces === 5) stop.abort(new Error("enough"));
        },
      });
      await expect(long).rejects.toThrow("enough");
      const started = Date.now();
      expect(await model.chat(ask("Hello."), { maxTokens: 3 })).toMatchObject({ kind: "ok" });
      // It did not write the other thousands of tokens first.
      expect(Date.now() - started).toBeLessThan(20_000);
    });

    it("keeps to a JSON schema", async () => {
      const schema = z.object({ colour: z.enum(["red", "blue"]), count: z.int().min(0).max(9) });
      const answer = await askForJson(client(), {
        name: "paint",
        schema,
        messages: ask("Which colour has the sky, and how many suns has it? Answer as JSON."),
        options: { maxTokens: 60, temperature: 0 },
        repair: (problem) => `Again: ${problem}`,
      });
      expect(answer).toMatchObject({ kind: "ok", value: { count: expect.any(Number) as number } });
    });

    it("gets one repair turn when its answer does not fit, then is refused cleanly", async () => {
      const asked: (readonly ChatMessage[])[] = [];
      const inner = client();
      // As servers that ignore the schema do: it is not sent.
      const ignoring: ChatModel = {
        name: "small model",
        chat: (messages, { maxTokens, temperature }) => {
          asked.push(messages);
          return inner.chat(messages, { maxTokens: maxTokens!, temperature: temperature! });
        },
      };
      const answer = await askForJson(ignoring, {
        name: "impossible",
        schema: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
        messages: ask("Tell me about the sea."),
        options: { maxTokens: 40, temperature: 0 },
        repair: (problem) => `That cannot be used: ${problem}`,
      });
      expect(asked.map((messages) => messages.map(({ role }) => role))).toEqual([
        ["user"],
        ["user", "assistant", "user"],
      ]);
      expect(answer).toMatchObject({
        kind: "failed",
        userAction: expect.stringContaining("extractive") as string,
      });
    });

    it("says why when the sources do not fit into the model", async () => {
      const answer = await client().chat(ask("salt and water ".repeat(8000)), { maxTokens: 5 });
      expect(answer).toMatchObject({
        kind: "failed",
        why: expect.stringContaining("refused the request") as string,
      });
    });

    it("writes a section of an article; when it dies, the next one is written without it, labelled", async () => {
      const planner = new ChatPlanner(client({ timeoutSeconds: 120 }), await readPrompts());
      const parts = { planner, fallback: extractivePlanner };
      // The first section is written by the small model, whatever it says, then its server dies.
      const outline = {
        title: task.title,
        sections: [
          { heading: "The repairs", summary: "The slipway and its repairs", points: [] },
          { heading: "The boats", summary: "The boats of the basin", points: [] },
        ],
      };
      let grown = 0;
      const written = await writeArticle(parts, task, outline, {
        onSection: (at, _, done) => {
          if (at === 0) grown++;
          if (at === 0 && done) void server.stop();
        },
      });
      if (written.kind === "failed") throw new Error(written.why);
      expect(grown).toBeGreaterThan(5);
      const { sections, notes, markdown } = written.value;
      expect(sections.at(-1)?.planner).toContain("extractive");
      expect(notes.join("\n")).toMatch(/From "The boats" on: written by the extractive planner/);
      expect(
        analyseNote(markdown).sections.filter(({ heading }) => heading !== undefined).length,
      ).toBe(sections.length);
      expect(markdown).toContain("Nine working boats use the inner basin.[^1]");
    });
  },
);
