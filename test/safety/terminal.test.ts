import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { printable, printableJson } from "../../server/core/text/printable";
import { captureLogFile } from "../../server/storage/captureLog";
import { chatServer, fail, say, type ChatServer } from "../support/chatServer";
import { runPenprint, type Ran } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

/** Clears the screen, names the window, hides a link behind words, answers the terminal's questions, turns text round. */
const attack =
  "\u001b[2J\u001b]0;owned\u0007\u001b]8;;http://evil.example\u001b\\harmless\u001b]8;;\u001b\\\u009b31m\u0090q\u009c\u202egnp.exe\u202c\u2066";
const acting = /(?![\t\n])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

const expectQuiet = ({ stdout, stderr }: Ran): void => {
  expect(acting.exec(stdout)).toBeNull();
  expect(acting.exec(stderr)).toBeNull();
};

let folder = "";
let server: ChatServer | undefined;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await server?.close();
  server = undefined;
});
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runPenprint(args, {
    cwd: folder,
    env: { PENPRINT_DATA: join(folder, "data"), OPENAI_API_KEY: "", PENPRINT_API_KEY: "", ...env },
  });

test("characters that act are spelled out, and JSON keeps its value", () => {
  expect(printable("a\u001b[31m\r\nb\tc\u202e")).toBe("a\\u001b[31m\r\nb\tc\\u202e");
  const value = { text: `${attack} "\\ \ud83d\ude00` };
  expect(JSON.parse(printableJson(value))).toEqual(value);
  expect(printableJson(value)).not.toMatch(acting);
});

describe("what a note, a source, a file name or a folder's rules hold does not act on the terminal", () => {
  test.skipIf(process.platform === "win32").each(["text", "json", "sarif"])(
    "check, %s",
    async (format) => {
      const name = `n${attack.replaceAll("/", "")}.md`;
      const claim = `Mrs Harte${attack} saw 41 boats at the pier in 1999, and no more.`;
      writeFileSync(
        join(folder, name),
        `---\nsources: ["s.md", ${JSON.stringify(`gone${attack}.md`)}]\n---\n\n${claim}\n`,
      );
      writeFileSync(join(folder, "s.md"), `Mr Smith saw 17 boats${attack} at the pier in 1999.\n`);
      writeFileSync(join(folder, ".penprint.json"), `${attack} {`);
      const ran = await run(["check", ".", "--format", format]);
      expect(ran.code).toBe(1);
      expect(ran.stdout).toContain("faithfulness/number");
      expectQuiet(ran);
      if (format !== "text") expect(() => JSON.parse(ran.stdout) as unknown).not.toThrow();
    },
  );

  test("log list, with broken lines", async () => {
    const file = captureLogFile(join(folder, "data"));
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `{"v":1,"id":"${attack}"}\n${attack}\n`);
    for (const format of ["text", "json"])
      expectQuiet(await run(["log", "list", "--format", format]));
  });

  test("a name on the command line", async () => {
    const named = await run(["check", `gone${attack.replaceAll("\u0000", "")}.md`]);
    expect(named.code).toBe(2);
    expectQuiet(named);
  });
});

describe("what a planner's server says does not act on the terminal, nor in the article", () => {
  const note = "---\ntitle: Boats\nbrief: How many boats there were\nsources: [s.md]\n---\n";
  const generate = (...more: string[]) => {
    writeFileSync(join(folder, "note.md"), note);
    writeFileSync(
      join(folder, "s.md"),
      "Mr Smith saw 17 boats\u001b[2J\u009b at the pier in 1999.\n",
    );
    return run(["generate", "note.md", ...more]);
  };

  test("an error", async () => {
    server = await chatServer((_, response) => fail(response, 400, `${attack} no`));
    const ran = await generate(
      "--planner",
      "openai",
      "--base-url",
      server.baseUrl,
      "--planner-model",
      "m",
    );
    expect(ran.stderr).toContain("\\u001b");
    expectQuiet(ran);
  });

  test("an outline and sections", async () => {
    const outline = {
      title: `Boats${attack}`,
      sections: [{ heading: `How many${attack}`, summary: attack, points: [attack] }],
    };
    server = await chatServer(({ body }, response) =>
      say(
        response,
        "response_format" in body
          ? JSON.stringify(outline)
          : `Mr Smith saw 17 boats${attack} at the pier in 1999. [S1]`,
      ),
    );
    const address = ["--planner", "openai", "--base-url", server.baseUrl, "--planner-model", "m"];
    const ran = await generate(...address);
    expect(ran.stdout).toContain("17 boats");
    // stdout is a pipe here: what is written is the article itself.
    expectQuiet({ ...ran, stdout: ran.stdout.replaceAll(/[\u202a-\u202c\u2066-\u2069]/g, "") });
  });

  test("sentences of the sources, without a planner", async () => {
    const ran = await generate();
    expect(ran.stdout).toContain("17 boats");
    expectQuiet({ ...ran, stdout: ran.stdout.replaceAll(/[\u202a-\u202c\u2066-\u2069]/g, "") });
  });
});
