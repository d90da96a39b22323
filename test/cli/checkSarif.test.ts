import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { allRules } from "../../server/core/rules/registry";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { validateSarif } from "../support/validSarif";

const region = z.object({
  startLine: z.int().min(1),
  startColumn: z.int().min(1),
  endLine: z.int().min(1),
  endColumn: z.int().min(1),
});
const physical = z.object({ artifactLocation: z.object({ uri: z.string() }), region });
const log = z.object({
  version: z.literal("2.1.0"),
  runs: z.tuple([
    z.object({
      columnKind: z.literal("utf16CodeUnits"),
      tool: z.object({
        driver: z.object({
          rules: z.array(
            z.object({
              id: z.string(),
              help: z.object({ text: z.string(), markdown: z.string() }),
            }),
          ),
        }),
      }),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.int(),
          level: z.enum(["error", "warning", "note"]),
          locations: z.tuple([z.object({ physicalLocation: physical })]),
          relatedLocations: z.array(z.object({ physicalLocation: physical })),
          partialFingerprints: z.object({ "penprint/v1": z.string() }),
          fixes: z
            .array(
              z.object({
                artifactChanges: z.tuple([
                  z.object({
                    replacements: z.array(
                      z.object({
                        deletedRegion: region,
                        insertedContent: z.object({ text: z.string() }),
                      }),
                    ),
                  }),
                ]),
              }),
            )
            .optional(),
        }),
      ),
      invocations: z.tuple([
        z.object({ toolExecutionNotifications: z.array(z.object({ level: z.string() })) }),
      ]),
    }),
  ]),
});

const source =
  'Anna Berg said: "the boats are counted by hand every year."\nThere were 210 boats in 2019.\n';
const note = `---
sources: [the list.md, https://example.org/page]
---

There were 340 boats in 2019. Anna Berg said "the boats are counted by machine every year."

There were 340 boats in 2019.
`;
const name = "über 100% #1.md";

async function sarif(text: string) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "my notes"));
  writeFileSync(join(folder, "my notes", "the list.md"), source);
  writeFileSync(join(folder, "my notes", name), text);
  writeFileSync(join(folder, "binary.md"), Buffer.from([0, 1]));
  const { stdout, code } = await runPenprint(
    ["check", "./my notes", "binary.md", "--format", "sarif"],
    {
      cwd: folder,
      env: { PENPRINT_DATA: join(folder, ".data") },
    },
  );
  const report: unknown = JSON.parse(stdout);
  validateSarif(report);
  return { code, run: log.parse(report).runs[0] };
}

it("is SARIF 2.1.0, with rules, places, evidence and fixes", async () => {
  const { code, run } = await sarif(note);
  expect(code).toBe(1);
  const { rules } = run.tool.driver;
  expect(rules.map((rule) => rule.id)).toEqual(allRules.map((rule) => rule.id));
  for (const { id, help } of rules) {
    expect(help.markdown).toBe(readFileSync(join("docs/rules", `${id}.md`), "utf8"));
  }
  expect(run.invocations[0].toolExecutionNotifications).not.toEqual([]);
  const lines = note.split("\n");
  for (const result of run.results) {
    expect(rules[result.ruleIndex]!.id).toBe(result.ruleId);
    const { artifactLocation, region: place } = result.locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe("my%20notes/%C3%BCber%20100%25%20%231.md");
    expect(decodeURIComponent(artifactLocation.uri)).toBe(`my notes/${name}`);
    expect(place.endColumn - 1).toBeLessThanOrEqual(lines[place.endLine - 1]!.length);
    for (const related of result.relatedLocations) {
      expect(related.physicalLocation.artifactLocation.uri).toBe("my%20notes/the%20list.md");
    }
  }
  expect(new Set(run.results.map((result) => result.level))).toEqual(new Set(["warning", "note"]));
  expect(run.results.some((result) => result.relatedLocations.length > 0)).toBe(true);
  const fixes = run.results.flatMap((result) => result.fixes ?? []);
  expect(fixes.length).toBeGreaterThan(0);
  for (const fix of fixes) {
    expect(fix.artifactChanges[0].replacements[0]!.insertedContent.text).not.toBe("");
  }
});

it("keeps its fingerprints when lines move, and never gives one twice", async () => {
  const marks = (results: Awaited<ReturnType<typeof sarif>>["run"]["results"]) =>
    results.map((result) => result.partialFingerprints["penprint/v1"]).sort();
  const before = marks((await sarif(note)).run.results);
  const moved = note.replace("---\n\nThere", "---\n\nSome more text\nstands here now.\n\nThere");
  const after = marks((await sarif(moved)).run.results);
  expect(new Set(before).size).toBe(before.length);
  expect(before.length).toBeGreaterThan(2);
  expect(after).toEqual(expect.arrayContaining(before));
});
