import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { chatServer, say } from "../support/chatServer";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const root = join(__dirname, "..", "..");

const verify = (
  ...lines: readonly string[]
): { status: number | null; out: unknown[]; err: string } => {
  const run = spawnSync(
    process.execPath,
    [
      join(root, "node_modules", "tsx", "dist", "cli.mjs"),
      join(root, "server", "cli", "main.ts"),
      "verify",
      "--fast",
    ],
    { input: lines.join("\n"), encoding: "utf8", cwd: root },
  );
  const out = run.stdout
    .split("\n")
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
  return { status: run.status, out, err: run.stderr };
};

it("answers line by line with offsets into the text as it was given, and goes on after a bad line", () => {
  const source = "Vorrede \u{1F426}: “Swifts” — the count found 41 % of nests under church roofs.";
  const text = "\u{1F426} Swifts’ count: it found 14 % of nests under church roofs.  I like them.";
  const { status, out, err } = verify(
    JSON.stringify({ id: "a", source, text }),
    "{ no json",
    JSON.stringify({ id: 7, source, text: "The count found 41 % of nests under church roofs." }),
  );
  expect(status).toBe(2);
  expect(err).toContain("could not be read");
  expect(out).toHaveLength(3);
  const [first, second, third] = out as [
    {
      flagged: boolean;
      unsupported: number;
      claims: {
        start: number;
        end: number;
        verdict: string;
        score: number;
        unsupportedSpans: { start: number; end: number }[];
        evidence: { start: number; end: number }[];
      }[];
    },
    { id: null; error: string },
    { id: number; flagged: boolean; unsupported: number },
  ];
  expect(Object.keys(first)).toEqual(["id", "unsupported", "flagged", "claims"]);
  expect(first.flagged).toBe(true);
  expect(first.unsupported).toBeGreaterThan(0.5);
  expect(first.claims.map(({ verdict }) => verdict)).toEqual(["contradicted", "uncheckable"]);
  const [wrong] = first.claims[0]!.unsupportedSpans;
  expect(text.slice(wrong!.start, wrong!.end)).toBe("14");
  const [place] = first.claims[0]!.evidence;
  expect(source.slice(place!.start, place!.end)).toContain("41 %");
  expect(second.error).toContain("line 2");
  expect(third).toMatchObject({ id: 7, flagged: false });
  expect(third.unsupported).toBeLessThan(0.5);
});

it("without --fast asks the planner's server, and believes it only with words of the source", async () => {
  const source = "The harbour club mended the crane, and the town paid for the work in May.";
  const text = "The town mended the crane, and the harbour club paid for the work in May.";
  const server = await chatServer((_, response) =>
    say(
      response,
      JSON.stringify({
        claims: [{ number: 1, verdict: "contradicted", quote: "the town paid for the work" }],
      }),
    ),
  );
  const folder = temporaryFolder();
  const settings = join(folder, "settings.json");
  const planner = { kind: "openai", baseUrl: server.baseUrl, model: "reader" };
  writeFileSync(settings, JSON.stringify({ planner }));
  const lines = [source, "Nothing to do with it."].map((one, id) => ({ id, source: one, text }));
  const ran = await runPenprint(["verify", "--settings", settings], {
    input: `${lines.map((one) => JSON.stringify(one)).join("\n")}\n`,
  });
  await server.close();
  const [first, second] = ran.stdout
    .trim()
    .split("\n")
    .map((one) => JSON.parse(one) as { flagged: boolean; claims: { verdict: string }[] });
  expect(ran.stderr).toContain(`are sent to reader at ${server.baseUrl}`);
  expect([first!.flagged, first!.claims[0]!.verdict]).toEqual([true, "contradicted"]);
  expect(second!.claims[0]!.verdict).not.toBe("contradicted");
});
