import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { adapterFolder } from "../../server/storage/adapterStore";
import { trainingFolderOf } from "../../server/storage/trainingHistory";
import { learnedAuthor } from "../support/learnedAuthor";
import { runPenprint } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";

const author = learnedAuthor();
const draft = resolve("samples/drafts/the-tap-in-winter.md");
const show = (...args: readonly string[]) =>
  runPenprint(["profile", "show", "--data-dir", author.dataFolder, ...args]);

describe("profile show", () => {
  test("lists habits beside other people and a note, in words", async () => {
    const { code, stdout, stderr } = await show("--profile", author.profile, "--note", draft);
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Sam: \d+ words in 16 notes\n/);
    expect(stdout).toMatch(/^contractions +100 % +99 % to 100 % +\d+ % +72 %$/m);
    expect(stdout).toMatch(/^ {2}lines 17-19 [\d.]+ %: contractions: you 100 %, here 4 of 7/m);
    expect(stdout).toContain("Over time");
    expect(stdout).toContain("Adapter in use: shipped");
  });

  test("as JSON has the numbers; a note is judged without what was learned of it", async () => {
    const note = join(author.notes, "2025-03-22-prices.md");
    const { stdout } = await show(
      ...["--profile", author.profile, "--note", note, "--format", "json"],
    );
    const {
      version,
      notes,
      habits,
      note: held,
      drift,
    } = JSON.parse(stdout) as {
      version: number;
      notes: number;
      habits: { key: string; you: object; others: object }[];
      note: { leftOut: number; passages: { likely: number }[] };
      drift: { dates: object; periods: { notes: number }[] };
    };
    expect([version, notes, held.leftOut]).toEqual([1, 16, 1]);
    expect(held.passages.length).toBeGreaterThan(2);
    expect(habits.find(({ key }) => key === "person.i")).toMatchObject({
      you: { kind: "share", per: "sentences" },
      others: { kind: "share" },
    });
    expect(drift.dates).toEqual({ "front matter": 16, "file name": 0, file: 0 });
    expect(drift.periods.reduce((sum, period) => sum + period.notes, 0)).toBe(16);
  });

  test("--html --out writes a page without scripts that says the same", async () => {
    const out = join(temporaryFolder(), "style.html");
    const { code, stdout, stderr } = await show(
      ...["--profile", author.profile, "--html", "--out", out],
    );
    expect([code, stdout, stderr]).toEqual([0, "", `Sam -> ${out}\n`]);
    const html = readFileSync(out, "utf8");
    expect(html).toContain("default-src &#x27;none&#x27;");
    expect(html).toContain("<title>Style of Sam</title>");
    expect(html.match(/<script|javascript:|\son\w+=|https?:\/\/(?!www\.w3\.org).{9}/gi)).toBeNull();
    expect(html.match(/<svg/g)!.length).toBeGreaterThan(4);
    expect(html).toContain("no habit changed beyond what chance explains");
    expect(html).toContain("Nothing has been trained yet.");
  });

  test("shows the adapters of the author, what the gate said, the data set and the loss", async () => {
    const dataFolder = join(temporaryFolder(), "data");
    cpSync(author.dataFolder, dataFolder, { recursive: true });
    const put = (path: string, text: string): void => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    };
    const measured = { current: 0.9, candidate: 1, difference: 0.1, passed: true };
    const gate = {
      accepted: true,
      metrics: { pairs: 24, needed: 20, kept: measured, later: "unknown" },
      why: ["Accepted: better in style, and no worse in anything else.", "kept: 90 % before."],
    };
    const card = {
      ...{ version: 1, id: "v1", author: "Sam", created: "2026-05-06T07:08:09Z" },
      ...{ parents: ["shipped"], base: null, data: null, gate },
      recipe: { stages: "vanilla", seed: 7, nested: { no: 1 } },
    };
    const adapters = adapterFolder(dataFolder, "Sam");
    put(join(adapters, "v1", "card.json"), JSON.stringify(card));
    put(join(adapters, "v2", "card.json"), "{}");
    const step = { time: "2026-05-06T07:08:09Z", id: "v1", why: "installed" };
    put(
      join(adapters, "current.json"),
      JSON.stringify({ version: 1, author: "Sam", steps: [step] }),
    );
    const losses = [1, 2, 3].map((n) => ({ stage: "sft", step: n, steps: 3, loss: 4 / n }));
    const training = trainingFolderOf(dataFolder, "Sam");
    put(join(training, "losses.jsonl"), losses.map((one) => JSON.stringify(one)).join("\n"));
    const { code, stdout } = await runPenprint([
      ...["profile", "show", "--data-dir", dataFolder, "--profile", author.profile, "--html"],
    ]);
    expect(code).toBe(0);
    const shown = stdout.slice(stdout.indexOf('id="model"'));
    const text = shown.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
    expect(text).toContain("In use is your adapter v1.");
    expect(text).toMatch(
      /v1 \(in use\) 2026-05-06 shipped stages vanilla, seed 7 an earlier state/,
    );
    expect(text).toMatch(/numbers and names kept 0\.900 1\.000 yes/);
    expect(text).toContain("Accepted: better in style");
    expect(text).toMatch(/card\.json is damaged or of a later Penprint/);
    expect(text).toMatch(/sft 3 4\.000 1\.333/);
  });

  test("a profile under 1,500 words is shown, and it is said what to do", async () => {
    const folder = temporaryFolder();
    const small = join(folder, "small.json");
    const note = join(author.notes, "2025-03-22-prices.md");
    await runPenprint(["learn", note, "--author", "Sam", "--profile", small, "--quiet"]);
    const { code, stdout, stderr } = await show("--profile", small, "--html", "--note", draft);
    expect(code).toBe(0);
    expect(stderr).toMatch(/Sam's profile has \d+ words; style is judged from 1500 on/);
    expect(stdout).toContain("style is judged from 1500 on");
    expect(stdout).toContain("Learn more notes");
    expect(stdout).toContain("All notes fall into one period");
  });

  test("names, notes and dates that are markup are shown as text", async () => {
    const evil = `<img src=x onerror="document.title='got'">`;
    const folder = temporaryFolder();
    const notes = join(folder, "notes");
    mkdirSync(notes);
    const prose = readFileSync(draft, "utf8").replace(/^---[^]*?---/, "");
    for (let i = 0; i < 4; i++) {
      const text = `---\ndate: 202${i}-01-01 ${evil}\n---\n\n# </title><script>1</script>\n\n${prose}\n\nI don't know ${i} </svg><script>2</script> [here](javascript:alert(${i})). It isn't so ${i}.\n`;
      writeFileSync(join(notes, `${i} <script>${i}<script>.md`), text);
    }
    const held = join(notes, `0 <script>0<script>.md`);
    const profile = join(folder, "p.json");
    await runPenprint(["learn", notes, "--author", `${evil}</title>`, "--profile", profile]);
    const { code, stdout } = await show("--profile", profile, "--html", "--note", held);
    expect(code).toBe(0);
    expect(stdout).toContain("&#x3C;img src=x onerror=");
    expect(stdout.match(/<img|<script|href="[^#]/g)).toBeNull();
    expect(stdout.match(/<title>/g)).toHaveLength(1);

    const named = readFileSync(profile, "utf8").replace(
      '"author":"',
      '"author":"\\u001b]0;got\\u0007',
    );
    writeFileSync(profile, named);
    const words = await show("--profile", profile, "--note", held);
    expect([words.code, /[^\P{Cc}\n]/u.test(words.stdout)]).toEqual([0, false]);
    expect(words.stdout).toContain("got");
  });

  test("says what is missing, and how to get it", async () => {
    const none = join(temporaryFolder(), "none.json");
    expect(await show("--profile", none)).toMatchObject({
      code: 3,
      stdout: "",
      stderr: expect.stringContaining(`${none} does not exist: make it with`) as string,
    });
    expect(await show()).toMatchObject({
      code: 3,
      stderr: expect.stringContaining("Nothing is learned in the data folder") as string,
    });
    expect(await show("--profile", author.profile, "--note", none)).toMatchObject({ code: 2 });
    const nowhere = join(none, "a.html");
    const refused = await show("--profile", author.profile, "--html", "--out", nowhere);
    expect([refused.code, refused.stdout]).toEqual([2, ""]);
    expect(refused.stderr).toContain(nowhere);
  });
});
