import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { joinLines } from "../../../server/core/learning/decision";
import { analyseNote, updateNote } from "../../../server/core/note/analyseNote";
import { bodyStart, readFrontMatter } from "../../../server/core/note/frontMatter";
import { Checker } from "../../../server/core/rules/checker";
import { allRules } from "../../../server/core/rules/registry";
import type { RuleContext } from "../../../server/core/rules/types";
import { parseProfile } from "../../../server/core/style/profile";
import { viewOf } from "../../../server/core/style/view";
import { ClientSettings } from "../../../server/lsp/settings";
import { orderSchema, reportSchema } from "../../../server/models/embedded/messages";
import { readGguf } from "../../../server/models/files/gguf";
import { settingsSchema } from "../../../server/protocol/settings";
import { readBackground } from "../../../server/storage/backgroundFile";
import { parseCaptureLine } from "../../../server/storage/captureLines";
import { htmlText } from "../../../server/storage/extraction/htmlText";
import { TextExtractor } from "../../../server/storage/extraction/textExtractor";
import { readFolderRules } from "../../../server/storage/folderConfig";
import { caseAuthor } from "../../support/caseAuthor";
import { decisionLine } from "../../support/decisions";
import { everySpanFits } from "../../support/everySpanFits";
import { writeAdapter } from "../../support/gguf";
import { smallPdf } from "../../support/smallPdf";
import { json, jsonWords, ownFolder, profileSeed, storedJson, type Target } from "./storedTargets";

const samples = resolve(__dirname, "../../../samples");
const sample = (path: string): Buffer => readFileSync(join(samples, path));

export const targetNames = [
  ...["markdown", "frontMatter", "profile", "captureLog", "gguf", "modelMessages", "settings"],
  ...["folderConfig", "storedJson", "html", "pdf"],
] as const;
export type TargetName = (typeof targetNames)[number];

/** Makes a target; files that it needs lie in a folder of this process. */
export async function targetOf(name: TargetName): Promise<Target> {
  switch (name) {
    case "markdown": {
      const context: RuleContext = {
        style: await caseAuthor(),
        stopped: new Set(),
        severities: {},
      };
      return {
        seeds: ["drafts/the-tap-in-winter.md", "notes/2023-08-19-salt.md"].map(sample),
        words: [
          "```",
          "---\n",
          "- ",
          "> ",
          "[^1]: ",
          "<div>",
          "<!--",
          "-->",
          "$$",
          "[[",
          "](",
          "\r",
          "|",
        ],
        run: (bytes) => {
          const text = bytes.toString("utf8");
          const note = analyseNote(text);
          everySpanFits(note);
          const middle = text.length >> 1;
          const edited = updateNote(note, [
            { start: middle, end: middle + (text.length % 7), newText: "x" },
          ]);
          everySpanFits(edited);
          new Checker(allRules, context).check(edited);
        },
      };
    }
    case "frontMatter":
      return {
        seeds: [
          sample("drafts/the-tap-in-winter.md").subarray(0, 300),
          Buffer.from("---\na: &x [1]\nb: *x\nsources:\n  - |\n    a\n---\n"),
        ],
        words: [
          "---\n",
          "sources:",
          "title:",
          "- ",
          "[",
          "{",
          "&a ",
          "*a",
          "!!binary ",
          "? ",
          "|\n",
          "<<:",
          "'",
          '"',
        ],
        run: (bytes) => {
          const text = bytes.toString("utf8");
          const found = readFrontMatter(text, bodyStart(text));
          for (const { start, end } of [...(found?.sources ?? []), ...(found?.problems ?? [])]) {
            if (start < 0 || end < start || end > text.length) throw new Error(`${start}..${end}`);
          }
        },
      };
    case "profile": {
      const background = await readBackground();
      return {
        seeds: [profileSeed()],
        words: [...jsonWords, '"habits":', '"passages":[', '"position":0.5', '"language":"en"'],
        run: (bytes) => {
          const parsed = parseProfile(bytes.toString("utf8"));
          if (parsed.kind === "ok") viewOf(parsed.profile, background);
        },
      };
    }
    case "captureLog":
      return {
        seeds: [
          json(decisionLine("a")),
          json({ version: 1, id: "a", time: "2026-01-01T00:00:00.000Z", kind: "undone" }),
        ],
        words: [...jsonWords, '"kind":"revised"', '"when":"saved"', '"version":9', "\n"],
        run: (bytes) => {
          const read = bytes.toString("utf8").split("\n").map(parseCaptureLine);
          joinLines(read.flatMap((one) => (one.kind === "ok" ? [one.line] : [])));
        },
      };
    case "gguf": {
      const file = join(ownFolder(), "a.gguf");
      writeAdapter(file, 64);
      return {
        seeds: [readFileSync(file).subarray(0, 600)],
        words: [
          "GGUF",
          "general.alignment",
          "\u0008\0\0\0",
          "\u0009\0\0\0",
          "\u00ff\u00ff\u00ff\u00ff",
        ],
        run: (bytes) => {
          writeFileSync(file, bytes);
          return readGguf(file);
        },
      };
    }
    case "modelMessages":
      return {
        seeds: [
          json({
            type: "answer",
            id: 1,
            index: 0,
            answer: {
              text: "a",
              end: "limit",
              tokens: 1,
              evaluated: 1,
              reused: 0,
              first: 1,
              total: 2,
            },
          }),
          json({
            type: "weigh",
            id: 2,
            messages: [{ role: "user", content: "a" }],
            text: "b",
            edits: [{ start: 0, end: 1, text: "" }],
          }),
          json({ type: "failed", id: 3, reason: "window", why: "" }),
        ],
        words: [...jsonWords, '"type":"load"', '"type":"pong"', '"samples":[', '"weights":['],
        run: (bytes) => {
          const value = jsonOf(bytes);
          reportSchema.safeParse(value);
          orderSchema.safeParse(value);
        },
      };
    case "settings":
      return {
        seeds: [
          json(settingsSchema.parse({})),
          json({ planner: { kind: "openai", baseUrl: "http://[" }, learn: { exclude: ["**"] } }),
        ],
        words: [...jsonWords, '"severity":{', '"penprint":', '"off"', '"http://', '"**/{a,[b"'],
        run: (bytes) => {
          const value = jsonOf(bytes);
          const settings = new ClientSettings(
            () => undefined,
            () => undefined,
          );
          settings.initialize(value);
          settings.push({ settings: value });
          settings.at("/notes/a.md");
        },
      };
    case "folderConfig": {
      const folder = ownFolder();
      return {
        seeds: [json({ rules: { "style/hedges": "off" }, ignoreFiles: ["drafts/**", "!(a|b)"] })],
        words: [
          ...jsonWords,
          '"ignoreFiles":["',
          "**/",
          "{a,b}",
          "!(",
          "[[:alpha:]]",
          "+(",
          '"style/',
        ],
        run: (bytes) => {
          writeFileSync(join(folder, ".penprint.json"), bytes);
          return readFolderRules(join(folder, "drafts", "a-fairly-long-name-of-a-note.md"), folder);
        },
      };
    }
    case "storedJson":
      return storedJson();
    case "html":
      return {
        seeds: [
          Buffer.from(
            "<!doctype html><meta charset=utf-8><title>T</title><main><h1>A</h1><p>One <b>two</b> &amp; three.<table><tr><td>1<td>2</table><pre>x</pre><ul><li>a<li>b</ul></main>",
          ),
        ],
        words: [
          "<table>",
          "<svg>",
          "<template>",
          "<select>",
          "<a href=",
          "</p>",
          "<li>",
          "&#x110000;",
          "<!--",
          "charset=utf-16",
          "<math>",
          "<frameset>",
        ],
        run: (bytes) => htmlText(new Uint8Array(bytes)),
      };
    case "pdf": {
      const extractor = new TextExtractor();
      return {
        seeds: [
          Buffer.from(
            smallPdf([
              [
                { text: "A line of a page.", y: 700 },
                { text: "And another", y: 680 },
              ],
            ]),
          ),
        ],
        words: [
          "obj",
          "endobj",
          "stream",
          "/Length 9",
          "/Kids[",
          "4 0 R",
          "/Filter/FlateDecode",
          "/Type/ObjStm",
          "xref",
          "trailer",
          "Tj",
          "<<",
          ">>",
        ],
        // In its thread, as the product reads it: pdf.js is told no limits, the thread is.
        run: (bytes) => extractor.extract("pdf", new Uint8Array(bytes)),
      };
    }
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
