import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../server/core/style/random";
import { findPython } from "../../server/models/trainer/pythons";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

function put(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const word = (random: () => number): string =>
  Array.from(
    { length: 3 },
    () => "bdfgklmnprst"[Math.floor(random() * 12)]! + "aeiou"[Math.floor(random() * 5)]!,
  ).join("");
const voices: readonly ((word: () => string) => string)[] = [
  (w) => `I don't ${w()} ${w()}! We've ${w()} and ${w()}, haven't we? It's ${w()}.`,
  (w) => `The ${w()} of the ${w()} is ${w()}; moreover, ${w()} must be ${w()} by ${w()}.`,
];

/** Four made authors in two topic groups, each group with both voices, twelve posts each. */
function posts(): string {
  const folder = temporaryFolder();
  const random = randomFrom(3);
  const rows = ["source\tgroup\tauthor\tfile"];
  for (let author = 0; author < 4; author++) {
    for (let post = 0; post < 12; post++) {
      const paragraphs = Array.from({ length: 5 }, () =>
        Array.from({ length: 8 }, () => voices[author % 2]!(() => word(random))).join(" "),
      );
      put(folder, `made/writer${author}/${post}.md`, `${paragraphs.join("\n\n")}\n`);
      rows.push(`made\tgroup${author >> 1}\twriter${author}\t${post}.md`);
    }
  }
  put(folder, "MANIFEST.tsv", `${rows.join("\n")}\n`);
  return folder;
}

describe("bench style", () => {
  it("writes its report as JSON, Markdown and SVG", async () => {
    const folder = posts();
    const out = join(folder, "out");
    const ran = await runPenprint(["bench", "style", "--posts", folder, "--out", out, "--quiet"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    expect(ran.stdout).toMatch(/^all/m);
    expect(readdirSync(out).sort()).toEqual(["style.json", "style.md", "style.svg"]);
    const report: unknown = JSON.parse(readFileSync(join(out, "style.json"), "utf8"));
    expect(report).toMatchObject({
      ...{ version: 1, seed: 1, limit: null, authors: 4, baselines: [] },
      rows: expect.arrayContaining([
        expect.objectContaining({ author: "made/writer0", posts: 0, words: 100 }),
      ]) as unknown,
    });
    const { summary } = report as { summary: { posts: unknown; words: number; auc: number }[] };
    expect(summary.map(({ posts, words }) => [posts, words])).toContainEqual(["all", 100]);
    expect(summary.map(({ posts }) => posts)).toContain(5);
    expect(summary.at(-1)?.auc).toBeGreaterThan(0.8);
    expect(readFileSync(join(out, "style.md"), "utf8")).toContain("| all | 100 | 4 |");
    expect(readFileSync(join(out, "style.svg"), "utf8")).toMatch(
      /^<svg [^]*<circle [^]*<\/svg>\n$/,
    );
  }, 120_000);

  it.each([
    [["--limit", "0"], 2, "--limit: at least 1"],
    [["--yardstick", "."], 2, ". has no yardstick.py"],
  ])(
    "%j ends with %i",
    async (more, wanted, why) => {
      const { code, stderr } = await runPenprint(["bench", "style", "--posts", posts(), ...more]);
      expect([code, stderr]).toEqual([wanted, expect.stringContaining(why)]);
    },
    60_000,
  );

  it("says that one topic group alone is not enough", async () => {
    const folder = posts();
    const manifest = readFileSync(join(folder, "MANIFEST.tsv"), "utf8");
    put(folder, "MANIFEST.tsv", manifest.replaceAll("group1", "group0"));
    expect(await runPenprint(["bench", "style", "--posts", folder])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("other topic groups than group0") as string,
    });
  }, 60_000);

  it("says what a yardstick lacks before anything is measured", async (context) => {
    if ((await findPython()).kind !== "found") context.skip();
    const folder = posts();
    const run = () => runPenprint(["bench", "style", "--posts", folder, "--yardstick", folder]);
    put(folder, "yardstick.py", "import json\nfrom made_nowhere.deep import x\nmain()\n");
    expect(await run()).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/lacks what the yardstick imports: made_nowhere\. /) as string,
    });
    put(
      folder,
      "yardstick.py",
      "def main(): raise SystemExit(9)\nLR = Delta = cosine = 1\nmain()\n",
    );
    expect(await run()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("does not define TfidfVectorizer") as string,
    });
    const named = ["--yardstick", folder, "--python", join(folder, "none")];
    expect(await runPenprint(["bench", "style", "--posts", folder, ...named])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("none cannot be run") as string,
    });
  }, 60_000);
});

describe("bench faithfulness", () => {
  it("writes its report as JSON, Markdown and SVG", async () => {
    const folder = temporaryFolder();
    const evidence = ["The count of 2019 found 41 swifts under the roofs of the church in Aldham."];
    const claim = (text: string, label: string) => JSON.stringify({ label, claim: text, evidence });
    put(
      folder,
      "faith/wice/data/entailment_retrieval/claim/dev.jsonl",
      [
        claim("The count found 41 swifts under the roofs of the church.", "supported"),
        claim("In 2019 the count found swifts in Aldham.", "supported"),
        claim("The count found 14 swifts under the roofs of the church.", "not_supported"),
        claim("In 2017 the count found swifts in Berlin.", "partially_supported"),
      ].join("\n"),
    );
    const out = join(folder, "out");
    const args = ["bench", "faithfulness", "--data", folder, "--out", out, "--quiet"];
    const ran = await runPenprint([...args, "--format", "json"]);
    expect(ran).toMatchObject({ code: 0, stderr: "" });
    const json = readFileSync(join(out, "faithfulness.json"), "utf8");
    expect(ran.stdout).toBe(json);
    expect(JSON.parse(json)).toMatchObject({
      version: 1,
      sets: [
        {
          ...{ set: "wice", texts: 4, kinds: { not_supported: 1, partially_supported: 1 } },
          judges: [
            { judge: "fast", auc: 1 },
            { judge: "absent numbers and names", auc: 1 },
            { judge: "token overlap", auc: 1 },
          ],
        },
      ],
    });
    const markdown = readFileSync(join(out, "faithfulness.md"), "utf8");
    expect(markdown).toContain("| wice | not_supported | 1 |");
    expect(readFileSync(join(out, "faithfulness.svg"), "utf8")).toMatch(/^<svg [^]*<\/svg>\n$/);
  }, 60_000);
});
