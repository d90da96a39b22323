import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { LoopLines, type LoopLine } from "../../server/cli/loop/loopLines";
import { dealt, passagesOf } from "../../server/cli/loop/passages";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const text = `We don't use big tools. I get help from kids, and they keep trying. ${"It rains on the old quay and nobody goes out. ".repeat(6)}`;
const posts = Array.from({ length: 20 }, (_, i) => ({
  post: `${i}.md`,
  passages: [text, `${text} Again.`, "Too short to say anything."],
}));

describe("what an author decides on", () => {
  const passages = passagesOf({ author: "a/b", posts }, 1);

  it("are passages of a fit length whose drafts are not close to them", () => {
    expect(passages).toHaveLength(40);
    expect(passages[0]!.neutral).toContain("do not utilize large instruments");
    expect(passagesOf({ author: "a/b", posts }, 2)[0]!.post).not.toBe(passages[0]!.post);
  });

  it("what the gate has is of no post that anything is learned from", () => {
    const task = dealt(passages, { held: 5, rounds: 9, decisions: 10 });
    expect(task.held).toHaveLength(5);
    expect(task.rounds.map(({ length }) => length)).toEqual([10, 10, 10]);
    const held = new Set(task.held.map(({ post }) => post));
    expect(task.rounds.flat().filter(({ post }) => held.has(post))).toEqual([]);
  });
});

describe("bench loop", () => {
  it("keeps what is finished, and heals a line that was torn", async () => {
    const file = join(temporaryFolder(), "a", "rounds.jsonl");
    const line = (id: string): LoopLine => ({
      ...{ kind: "output", round: 0, arm: "without", id, text: "x", offered: true, references: [] },
    });
    await (await LoopLines.open(file)).add(line("one"));
    appendFileSync(file, '{"kind":"outp');
    await (await LoopLines.open(file)).add(line("two"));
    const read = await LoopLines.open(file);
    expect(read.outputs).toEqual([line("one"), line("two")]);
    expect(readFileSync(file, "utf8")).toContain('{"kind":"outp\n');
  });

  it.each([
    [["--authors", "made/nobody"], "--authors: there is no made/nobody in"],
    [["--authors", "made/clerk"], "made/clerk has 0 passages with drafts; 24 are held out"],
    [[], "No author of"],
    [["--rounds", "1"], "--rounds: at least 2"],
    [["--pairs", "gone.jsonl"], "gone.jsonl does not exist"],
  ])("%j is bad input", async (more, why) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "posts", "made", "clerk"), { recursive: true });
    writeFileSync(join(folder, "posts", "made", "clerk", "1.md"), "Nothing to see.\n");
    const args = ["bench", "loop", "--posts", "posts", ...more];
    const { code, stderr } = await runPenprint(args, { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });
});
