import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { asGateMarkdown, asGateTable } from "../../server/cli/gatebench/gateTable";
import type { GateRun } from "../../server/cli/gatebench/gateRun";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const run = (kind: GateRun["kind"], seed: number, accepted: boolean): GateRun => ({
  ...{
    stamp: `${kind}${seed}`,
    author: "made/clerk",
    kind,
    seed,
    rows: 38 + seed,
    held: 22 - seed,
  },
  ...{ accepted, why: [accepted ? "Style is better." : "It invents."], metrics: {}, seconds: 60 },
});

describe("bench gate", () => {
  it("says how many of each kind were let through", () => {
    const runs = [run("clean", 0, true), run("clean", 1, false), run("shuffled", 0, false)];
    expect(asGateTable(runs)).toBe(
      [
        "rows      runs  accepted  trained on  held out",
        "clean        2         1       38-39  21-22",
        "shuffled     1         0          38  22",
        "",
      ].join("\n"),
    );
    expect(asGateMarkdown(runs)).toContain(
      "- made/clerk, shuffled, seed 0: refused, 60 s. It invents.",
    );
  });

  it.each([
    [["--author", "made/nobody"], "--author: there is no made/nobody in"],
    [["--author", "made/clerk"], "made/clerk has 0 passages with drafts, and --count asks for 60"],
    [["--author", "made/clerk", "--rows", "dirty"], "--rows: clean, shuffled, hallucinated"],
    [["--author", "made/clerk", "--count", "12"], "--count: at least 50"],
  ])("%j is bad input", async (more, why) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "posts", "made", "clerk"), { recursive: true });
    writeFileSync(join(folder, "posts", "made", "clerk", "1.md"), "Nothing to see.\n");
    const args = ["bench", "gate", "--posts", "posts", ...more];
    const { code, stderr } = await runPenprint(args, { cwd: folder });
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  });
});
