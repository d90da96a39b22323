import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const pair = (id: string, post: string, neutral: string, author_text: string) => ({
  ...{ id, author: "sam", source: "made", post, title: "", neutral, author_text },
});
const pairs = [
  pair(
    "one",
    "2023-02-11-the-first-winter.md",
    "I have worked in the shed since October. I do not advertise, and I can not say that the cold, the dust, and the noise are a problem for me.",
    "I've been in the shed since October. I don't advertise. The cold, the dust and the noise? I can't say they bother me.",
  ),
  pair(
    "two",
    "2023-08-19-salt.md",
    "There are nine boats in the harbour. They have been counted twice, because the result was not expected.",
    "There are nine boats now. I've counted them twice because I didn't want to believe it.",
  ),
];

/** Two made authors, Sam of the samples and one who never shortens a word. */
function bench() {
  const folder = temporaryFolder();
  cpSync(resolve("samples/notes"), join(folder, "posts", "made", "sam"), { recursive: true });
  mkdirSync(join(folder, "posts", "made", "clerk"), { recursive: true });
  for (let post = 0; post < 8; post++) {
    const sentence = `It is hereby noted that item ${post} of the agenda, which had been deferred, was not discussed.`;
    const paragraph = Array.from({ length: 6 }, () => sentence).join(" ");
    writeFileSync(join(folder, "posts", "made", "clerk", `${post}.md`), `${paragraph}\n`);
  }
  const file = join(folder, "pairs.jsonl");
  writeFileSync(file, pairs.map((one) => `${JSON.stringify(one)}\n`).join(""));
  const args = (...more: readonly string[]) => [
    ...["bench", "notebench", "--pairs", file, "--posts", join(folder, "posts")],
    ...["--out", join(folder, "out"), ...more],
  ];
  const kept = (): readonly string[] =>
    readFileSync(join(folder, "out", "outputs.jsonl"), "utf8")
      .trim()
      .split("\n");
  return { folder, file, args, kept, run: (...more: string[]) => runPenprint(args(...more)) };
}

describe("bench notebench", () => {
  it("measures copy and rules, and goes on where it stopped", async () => {
    const { folder, run, kept } = bench();
    const first = await run("--systems", "copy", "--quiet");
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^copy +\d+\.\d\d/m);
    const copies = kept();
    expect(copies).toHaveLength(2);

    writeFileSync(join(folder, "out", "outputs.jsonl"), `${copies.join("\n")}\n{"system":"ru`);
    const second = await run("--systems", "copy,rules");
    expect(second.code).toBe(0);
    expect(second.stderr).toContain("rules, 2 pairs");
    expect(kept().slice(0, 2)).toEqual(copies);
    expect(kept()).toHaveLength(4);

    const report: unknown = JSON.parse(readFileSync(join(folder, "out", "notebench.json"), "utf8"));
    expect(report).toMatchObject({
      version: 1,
      pairs: {
        items: 2,
        systems: [
          { system: "copy", values: { kept: 1, added: 0, lengthRatio: 1 }, accepted: null },
          { system: "rules", againstCopy: { rougeL: { p: expect.any(Number) as number } } },
          { system: "author", values: { rougeL: 100 } },
        ],
      },
    });
    for (const name of ["notebench.md", "notebench.svg"]) {
      expect(existsSync(join(folder, "out", name))).toBe(true);
    }
    const [, , one] = kept().map((line): unknown => JSON.parse(line));
    expect(one).toMatchObject({ id: "one", origin: "rules", accepted: true });
    expect((one as { text: string }).text).toContain("I don't advertise");
  }, 120_000);

  it("an interrupt ends it with what was finished", async () => {
    const { args, kept, run } = bench();
    const child = spawn(process.execPath, [
      resolve("dist/penprint.js"),
      ...args("--systems", "copy,rules"),
    ]);
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("rules, ")) child.kill("SIGINT");
    });
    expect(await new Promise((done) => child.once("close", done))).toBe(130);
    expect(kept().length).toBeGreaterThanOrEqual(2);
    expect((await run("--systems", "copy,rules")).code).toBe(0);
    expect(kept()).toHaveLength(4);
  }, 120_000);

  it.each([
    [["--systems", "copy,magic"], 2, 'there is no system "magic"; there are copy, rules'],
    [["--systems", "copy", "--limit", "0"], 2, "--limit: at least 1"],
    [["--systems", "copy", "--articles", "gone.jsonl"], 2, "gone.jsonl does not exist"],
    [["--systems", "copy,sft"], 3, "sft: name the folder that holds sft.gguf with --adapters"],
    [["--systems", "vanilla", "--adapters", "."], 3, "vanilla.gguf does not exist"],
  ])("%j ends with %i", async (more, wanted, why) => {
    const { code, stderr } = await bench().run(...more);
    expect([code, stderr]).toEqual([wanted, expect.stringContaining(why)]);
  });

  it("says which line or post is wrong", async () => {
    const { file, run } = bench();
    const write = (...lines: readonly unknown[]) =>
      writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
    write(pairs[0], { ...pairs[1], post: "../x.md" });
    expect((await run("--systems", "copy")).stderr).toMatch(/pairs\.jsonl, line 2: .*\n.*post/);
    write(pairs[0], pairs[0]);
    expect((await run("--systems", "copy")).stderr).toContain('line 2: a second "one"');
    write({ ...pairs[0], post: "gone.md" });
    expect(await run("--systems", "copy")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("one: there is no made/sam/gone.md in ") as string,
    });
  }, 60_000);
});
