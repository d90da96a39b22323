import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { CaptureLog, captureLogFile } from "../../server/storage/captureLog";
import { modelFile } from "../modelDependent/openModel";
import { runPenprint } from "../support/runPenprint";
import { habitDecisions, habitNotes } from "../support/strongHabit";
import { temporaryFolder } from "../support/temporaryFolder";
import { python } from "./trainer";

/** Enough for the habit, on two cores two minutes. */
const STEPS = "16";

describe.skipIf(python === "" || modelFile === "")("the loop, from decisions to rewrites", () => {
  test("an adapter is trained on what the author kept, proves itself, writes like them, and is given back", async () => {
    const folder = temporaryFolder();
    const data = join(folder, "data");
    mkdirSync(join(folder, "notes"));
    for (const { name, texts } of habitNotes(30, 2)) {
      writeFileSync(join(folder, "notes", name), `# Note\n\n${texts.join("\n\n")}\n`);
    }
    mkdirSync(join(data, "models"), { recursive: true });
    copyFileSync(modelFile, join(data, "models", basename(modelFile)));
    const limits = { maxDays: 10_000, maxMegabytes: 100 };
    const log = new CaptureLog(captureLogFile(data), limits, { now: () => new Date() });
    // By their paths, which are always the same, seven of these notes are held out.
    await log.append(habitDecisions(habitNotes(26), "/notes"));

    const env = { PENPRINT_DATA: data, PENPRINT_TRAINER_PYTHON: python };
    const penprint = async (args: readonly string[], input = ""): Promise<string> => {
      const { code, stdout, stderr } = await runPenprint(args, { cwd: folder, env, input });
      expect(`${args.join(" ")}: ${code} ${code === 0 ? "" : stderr}`).toBe(
        `${args.join(" ")}: 0 `,
      );
      return stdout;
    };
    const lineOf = (stdout: string) =>
      JSON.parse(stdout.trim().split("\n").at(-1)!) as Record<string, unknown>;
    await penprint(["learn", "notes", "--author", "Marlow", "--profile", "p.json", "--quiet"]);
    const built = await penprint([
      ...["dataset", "build", "--author", "Marlow", "--out", "set", "--notes", "notes"],
      ...["--format", "json", "--quiet"],
    ]);
    expect(JSON.parse(built)).toMatchObject({ counts: { sft: 76 }, holdout: { pairs: 28 } });

    const asked = habitNotes(1, 99)[0]!
      .drafts.map((neutral, id) => `${JSON.stringify({ id, neutral })}\n`)
      .join("");
    const restyle = (): Promise<string> => penprint(["restyle", "--profile", "p.json"], asked);
    const before = await restyle();

    const trained = lineOf(
      await penprint([
        ...["train", "--author", "Marlow", "--data", "set", "--stages", "vanilla"],
        ...["--max-steps", STEPS],
      ]),
    );
    expect(trained).toMatchObject({ gate: { accepted: true, metrics: { pairs: 28 } } });
    expect(String(trained["adapter"])).toContain("v1");

    const after = await restyle();
    const own = (text: string): number =>
      text.match(/\b(?:commenced|assisted|concluded|inquired|repaired|nearly|store|ill|stone)\b/g)
        ?.length ?? 0;
    expect(own(after)).toBeGreaterThan(own(before));

    const rollback = await penprint([
      ...["adapter", "rollback", "--author", "Marlow", "--format", "json"],
    ]);
    expect(lineOf(rollback)).toMatchObject({ current: "shipped" });
    expect(own(await restyle())).toBe(own(before));
  }, 900_000);
});
