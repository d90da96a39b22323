import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chatServer, fail, say } from "../support/chatServer";
import { runPenprint } from "../support/runPenprint";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "penprint-generate-"));
  await mkdir(join(folder, "sources"));
  await writeFile(
    join(folder, "sources", "survey.md"),
    "# Survey\n\nThe slipway was closed for 17 days in March 2024. Repairs cost £18,300, of which the county paid £12,000.\n",
  );
  await writeFile(join(folder, "note.md"), note);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const matter =
  "---\ntitle: The slipway\nbrief: |\n  - How long the slipway was closed\n  - What the repairs cost\nsources:\n  - sources/survey.md\n---\n";
const note = matter;
const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runPenprint(["generate", ...args], {
    cwd: folder,
    env: { PENPRINT_DATA: join(folder, "data"), PENPRINT_API_KEY: "", OPENAI_API_KEY: "", ...env },
  });

describe("penprint generate", () => {
  it("writes an article of sentences of the sources below the front matter", async () => {
    const { code, stdout, stderr } = await run(["note.md"]);
    expect(code).toBe(0);
    expect(stdout.startsWith(matter)).toBe(true);
    expect(stdout).toContain("Repairs cost £18,300, of which the county paid £12,000.[^1]");
    expect(stdout).toContain("[^1]: [survey.md](<sources/survey.md>)");
    expect(stderr).toContain("extractive planner: sentences of your sources");
  });

  it("prints the outline alone", async () => {
    const { code, stdout } = await run(["note.md", "--plan-only"]);
    expect([code, stdout]).toEqual([
      0,
      "# The slipway\n\n## How long the slipway was closed\n\n## What the repairs cost\n",
    ]);
  });

  it("writes a file, its own note only when nothing is lost", async () => {
    expect(await run(["note.md", "-o", "note.md", "--quiet"])).toMatchObject({
      code: 0,
      stdout: "",
      stderr: "",
    });
    const written = await readFile(join(folder, "note.md"), "utf8");
    expect(written).toContain("18,300");
    const again = await run(["note.md", "-o", "note.md"]);
    expect([again.code, again.stderr]).toEqual([
      2,
      expect.stringContaining("name another file with -o") as string,
    ]);
    expect(await readFile(join(folder, "note.md"), "utf8")).toBe(written);
  });

  it("what it wrote to a file is not learned as the author's, what it only printed is", async () => {
    await writeFile(join(folder, "own.md"), "I swept the slipway, and it's clean.\n");
    const leftOut = async () => {
      const { stdout } = await runPenprint(
        ["learn", "own.md", "out.md", "--author", "A", "--profile", "a.json", "--format", "json"],
        { cwd: folder, env: { PENPRINT_DATA: join(folder, "data") } },
      );
      return (JSON.parse(stdout) as { leftOutWords: Record<string, number> }).leftOutWords;
    };
    await writeFile(join(folder, "out.md"), (await run(["note.md"])).stdout);
    expect(await leftOut()).not.toHaveProperty("written by Penprint");
    await rm(join(folder, "a.json"));
    await run(["note.md", "-o", "out.md"]);
    expect((await leftOut())["written by Penprint"]).toBeGreaterThan(10);
  });

  it("names file, field and way out for bad input", async () => {
    await writeFile(join(folder, "empty.md"), "");
    await writeFile(
      join(folder, "gone.md"),
      "---\nbrief: x\nsources:\n  - nowhere.md\n  - https://example.org/a\n---\n",
    );
    for (const [name, brief] of [
      ["lost.md", "briefs/none.md"],
      ["away.md", "../../brief.md"],
    ] as const) {
      await writeFile(
        join(folder, name),
        `---\nbrief: ${brief}\nsources:\n  - sources/survey.md\n---\n`,
      );
    }
    for (const [args, ...words] of [
      [["lost.md"], "The brief cannot be read", "briefs/none.md"],
      [["away.md"], "The brief cannot be read", "../../brief.md"],
      [["nobody.md"], "nobody.md"],
      [["empty.md"], "sources:"],
      [["gone.md"], "nowhere.md", "web address is not fetched"],
      [["note.md", "--planner", "magic"], "extractive or openai"],
      [["note.md", "--planner", "openai"], "PENPRINT_API_KEY"],
    ] as const) {
      const { code, stderr } = await run(args);
      expect(code).toBe(2);
      for (const word of words) expect(stderr).toContain(word);
    }
  });

  it("names the key's environment variable in its help", async () => {
    expect((await run(["--help"])).stdout).toContain("PENPRINT_API_KEY");
  });

  it("uses a server with the key from the environment, and never shows the key", async () => {
    const server = await chatServer((request, response) => {
      if (request.system.startsWith("You plan")) {
        say(
          response,
          '{"title":"x","sections":[{"heading":"Cost","summary":"The cost.","points":[]}]}',
        );
      } else say(response, "Repairs cost £18,300. [S1]");
    });
    try {
      const { code, stdout, stderr } = await run(
        ["note.md", "--planner", "openai", "--base-url", server.baseUrl, "--planner-model", "big"],
        { PENPRINT_API_KEY: "sk-1234" },
      );
      expect([code, stdout]).toEqual([
        0,
        expect.stringContaining("## Cost\n\nRepairs cost £18,300.[^1]") as string,
      ]);
      expect(stderr).toContain(`big at ${server.baseUrl}`);
      expect(stdout + stderr).not.toContain("sk-1234");
      expect(server.seen[0]?.authorization).toBe("Bearer sk-1234");
    } finally {
      await server.close();
    }
  });

  it("falls back with a label when the server fails", async () => {
    const server = await chatServer((_, response) =>
      fail(response, 500, "broken", { "retry-after-ms": "1" }),
    );
    try {
      const { code, stdout, stderr } = await run([
        "note.md",
        "--planner",
        "openai",
        "--base-url",
        server.baseUrl,
        "--planner-model",
        "big",
      ]);
      expect(code).toBe(0);
      expect(stdout).toContain("18,300");
      expect(stderr).toMatch(
        /written by the extractive planner.*because the chosen planner failed/,
      );
    } finally {
      await server.close();
    }
  });
});
