import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { holdoutRow, preferenceRow, sftRow } from "../../server/core/learning/rows";
import { runPenprint, type Ran } from "../support/runPenprint";
import { temporaryFolder } from "../support/temporaryFolder";
import { send, tuningServer, type TuningScript, type TuningServer } from "../support/tuningServer";

vi.setConfig({ testTimeout: 60_000 });

const KEY = "sk-very-secret";
const template = readFileSync(resolve("server/assets/prompts/restyle.md"), "utf8");
const HELD =
  "The tide had turned before I'd found the second oar, and nobody on the quay had noticed a thing.";
const STRUCK =
  "My sister's number is none of your business, so I'd rather you didn't print any of this at all.";

const pair = (text: string, references: readonly string[] = []) => ({
  ...{ source: "note" as const, note: "/home/sam/diary.md", neutral: `A draft of: ${text}`, text },
  references: references.map((text) => ({ note: "/home/sam/other.md", text })),
});
const sft = [
  pair("I'd mend it in spring — £40, no more.", ["It's late, and I'm for bed."]),
  pair("We can't know, and that's fine."),
  pair("Salt gets into everything that I own.", [STRUCK]),
  pair(STRUCK),
].map((one) => sftRow(template, one));
const preference = ["I'd wait.", "It's no use."].map((chosen) =>
  preferenceRow(template, {
    ...{ source: "edited" as const, note: "/home/sam/diary.md", neutral: "It is advisable." },
    ...{ chosen, rejected: `One should. ${chosen}`, references: [] },
  }),
);

/** A data set whose last supervised row is struck. */
function dataSet(): string {
  const folder = temporaryFolder();
  const set = join(folder, "set");
  mkdirSync(set);
  const files = { sft, preference, holdout: [holdoutRow(pair(HELD))] };
  for (const [name, rows] of Object.entries(files)) {
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    writeFileSync(join(set, `${name}.jsonl`), lines);
  }
  writeFileSync(join(set, "struck.txt"), `${sft.at(-1)!.id}\n`);
  return folder;
}

let server: TuningServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

const running = { status: "running", fine_tuned_model: null, error: {} };
const succeeded = { status: "succeeded", fine_tuned_model: "ft:tiny:sam", error: {} };
const env = (folder: string) => ({
  ...{ PENPRINT_DATA: join(folder, "data"), PENPRINT_API_KEY: KEY, OPENAI_API_KEY: "" },
});

async function started(script: TuningScript) {
  const service = (server = await tuningServer(script));
  const folder = dataSet();
  const line = [
    ...["train-hosted", "--author", "Sam", "--data", "set"],
    ...["--base-url", service.baseUrl, "--model", "tiny"],
  ];
  const run = async (...args: string[]): Promise<Ran> => {
    const ran = await runPenprint([...line, ...args], { cwd: folder, env: env(folder) });
    expect(ran.stdout + ran.stderr).not.toContain(KEY);
    return ran;
  };
  return { service, folder, line, run, file: (name: string) => join(folder, "set", name) };
}

const read = (stdout: string): unknown[] =>
  stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

describe("consent", () => {
  it("is asked for with what would be sent; without it nothing is", async () => {
    const { service, run, file, line } = await started({ looks: [succeeded] });
    const { code, stdout, stderr } = await run();
    expect([code, stdout, service.requests]).toEqual([2, "", []]);
    const upload = readFileSync(file("hosted-supervised.jsonl"), "utf8");
    for (const said of [
      new URL(service.baseUrl).host,
      "2 rows for supervised fine-tuning: passages of Sam's notes and drafts",
      file("hosted-supervised.jsonl"),
      "Rows left out because they show a text that is held out or was struck: 1.",
      `Nothing was sent. To send it: penprint ${line.join(" ")} --yes`,
    ]) {
      expect(stderr).toContain(said);
    }
    const rows = read(upload) as { messages: { content: string }[] }[];
    const characters = rows
      .flatMap(({ messages }) => messages)
      .map(({ content }) => content.length);
    expect(stderr).toContain(`${characters.reduce((a, b) => a + b)} characters`);
  });

  it("holds for the file that was looked at alone", async () => {
    const { service, run, file } = await started({ looks: [succeeded] });
    await run();
    writeFileSync(file("struck.txt"), `${sft[0]!.id}\n`);
    const ran = await run("--yes");
    expect([ran.code, service.requests]).toEqual([2, []]);
    expect(ran.stderr).toContain("had other content than the data set gives now");
    expect((await run("--yes")).code).toBe(0);
    expect(service.uploads[0]!.bytes).toEqual(readFileSync(file("hosted-supervised.jsonl")));
  });
});

describe("a job", () => {
  it("supervised: exactly the file is sent, without ids, notes, struck and held-out texts", async () => {
    const { service, run, file } = await started({
      looks: [{ ...running, status: "queued" }, running, succeeded],
      events: [
        { message: "Validating" },
        { data: { step: 1, total_steps: 3, train_loss: 2.5 }, type: "metrics" },
        { data: { step: 2, total_steps: 3, train_loss: 1.5 }, type: "metrics" },
        { level: "warn", message: `slow today, ${KEY}` },
        { data: { step: 3, total_steps: 3, train_loss: 1 }, type: "metrics" },
      ],
    });
    const { code, stdout, stderr } = await run("--yes", "--seed", "7");
    expect(code).toBe(0);
    const step = (step: number, loss: number) => ({
      ...{ event: "step", stage: "supervised", step, steps: 3, loss },
    });
    const status = (status: string) => ({ event: "hosted", job: "ftjob-1", status });
    expect(read(stdout)).toEqual([
      { event: "stage", stage: "supervised", rows: 2 },
      status("validating_files"),
      step(1, 2.5),
      status("queued"),
      step(2, 1.5),
      status("running"),
      step(3, 1),
      status("succeeded"),
      { job: "ftjob-1", status: "succeeded", model: "ft:tiny:sam" },
    ]);
    expect(stderr).toContain("warn: slow today, (key)");
    expect(stderr).toContain(`"penprint.model.serverUrl" to "${service.baseUrl}"`);
    expect(stderr).toContain('"penprint.model.serverModel" to "ft:tiny:sam"');

    expect(service.keys).toEqual(new Set([`Bearer ${KEY}`]));
    expect(service.started).toEqual([
      { model: "tiny", training_file: "file-1", method: { type: "supervised" }, seed: 7 },
    ]);
    const [upload] = service.uploads;
    expect(upload).toMatchObject({ name: "hosted-supervised.jsonl", purpose: "fine-tune" });
    expect(upload!.bytes).toEqual(readFileSync(file("hosted-supervised.jsonl")));
    const sent = upload!.bytes.toString("utf8");
    expect(read(sent)).toEqual(
      sft.slice(0, 2).map(({ prompt, completion }) => ({ messages: [...prompt, ...completion] })),
    );
    for (const text of [HELD, STRUCK, "/home/sam", ...sft.map(({ id }) => id)]) {
      expect(sent).not.toContain(JSON.stringify(text).slice(1, -1));
    }
  });

  it("dpo, with a file of its own name", async () => {
    const { service, folder, run } = await started({ looks: [succeeded] });
    const ran = await run("--yes", "--method", "dpo", "--upload", "pairs.jsonl");
    expect(ran.code).toBe(0);
    const [upload] = service.uploads;
    expect(upload!.name).toBe("hosted-dpo.jsonl");
    expect(upload!.bytes).toEqual(readFileSync(join(folder, "pairs.jsonl")));
    expect(read(upload!.bytes.toString("utf8"))).toEqual(
      preference.map(({ prompt, chosen, rejected }) => ({
        ...{ input: { messages: prompt }, preferred_output: chosen },
        non_preferred_output: rejected,
      })),
    );
    expect(service.started).toEqual([
      { model: "tiny", training_file: "file-1", method: { type: "dpo" } },
    ]);
  });

  it.each([
    ["failed", { message: "line 2: too long" }, "Job ftjob-1 failed at", "line 2: too long"],
    ["cancelled", null, "Job ftjob-1 was cancelled at", ""],
  ])("that ends as %s gives exit 1 and the service's words", async (status, error, ...said) => {
    const { run } = await started({ looks: [{ status, fine_tuned_model: null, error }] });
    const { code, stdout, stderr } = await run("--yes");
    expect(code).toBe(1);
    expect(read(stdout).at(-1)).toEqual({ job: "ftjob-1", status, model: null });
    for (const words of said) expect(stderr).toContain(words);
  });

  it("is left with --no-wait and waited for with --job, which sends nothing", async () => {
    const { service, run } = await started({ looks: [running, succeeded] });
    const left = await run("--yes", "--no-wait");
    expect(left.code).toBe(0);
    expect(read(left.stdout).at(-1)).toMatchObject({ status: "validating_files", model: null });
    expect(left.stderr).toMatch(/To wait for it: penprint train-hosted .* --job ftjob-1\n/);
    expect(left.stderr).not.toMatch(/To wait.*--yes/);
    const before = service.requests.length;
    const ran = await run("--job", "ftjob-1");
    expect(read(ran.stdout).at(-1)).toMatchObject({ status: "succeeded", model: "ft:tiny:sam" });
    expect(service.requests.slice(before).every((one) => one.startsWith("GET "))).toBe(true);
  });

  it("goes on after Ctrl-C, which says how to wait for it and how to cancel it", async () => {
    const { folder, line } = await started({ looks: [running] });
    const child = spawn(process.execPath, [resolve("dist/penprint.js"), ...line, "--yes"], {
      ...{ cwd: folder, env: { ...process.env, ...env(folder) } },
    });
    let stderr = "";
    child.stderr.on("data", (text) => (stderr += String(text)));
    child.stdout.on("data", (text) => {
      if (String(text).includes("running")) child.kill("SIGINT");
    });
    const code = await new Promise((done) => child.once("close", done));
    expect(code).toBe(130);
    expect(stderr).toMatch(/To wait for it again: penprint train-hosted .* --job ftjob-1\n/);
    expect(stderr).toContain('curl -X POST -H "Authorization: Bearer $PENPRINT_API_KEY" http://');
    expect(stderr).not.toContain(KEY);
  });
});

describe("a service", () => {
  it("is asked again after 429", async () => {
    const { service, run } = await started({
      looks: [succeeded],
      instead: (_, response, count) => {
        if (count > 1) return false;
        send(response, { error: { message: "slow down" } }, 429, { "retry-after-ms": "5" });
        return true;
      },
    });
    expect((await run("--yes")).code).toBe(0);
    expect(service.requests.filter((one) => one === "POST /v1/files")).toHaveLength(2);
    expect([service.uploads.length, service.started.length]).toEqual([1, 1]);
  });

  it.each([
    ["POST /v1/files", "it is no file", "Try again later"],
    ["POST /v1/fine_tuning/jobs", "it is no fine-tuning job", "still there, as file-1"],
    ["GET /v1/fine_tuning/jobs/ftjob-1", "it is no fine-tuning job", "--job ftjob-1"],
  ])("that answers %s with something else is named", async (path, ...said) => {
    const { service, run } = await started({
      looks: [running],
      instead: (asked, response) => {
        if (asked !== path) return false;
        send(response, { hello: KEY });
        return true;
      },
    });
    const { code, stderr } = await run("--yes");
    expect(code).toBe(2);
    for (const words of [service.baseUrl, ...said]) expect(stderr).toContain(words);
  });

  it("that answers with a page, refuses the key or repeats it is told in plain words", async () => {
    let answer: (response: Parameters<typeof send>[0]) => void = (response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.end("<html>Welcome</html>");
    };
    const { run } = await started({
      looks: [running],
      instead: (_, response) => (answer(response), true),
    });
    expect(await run("--yes")).toMatchObject({ code: 2 });
    answer = (response) => send(response, { error: { message: `bad key ${KEY}` } }, 401);
    const refused = await run("--yes");
    expect(refused.stderr).toContain("it does not accept the key");
    expect(refused.stderr).toContain("PENPRINT_API_KEY");
  });

  it("without events is waited for all the same", async () => {
    const { run } = await started({
      looks: [succeeded],
      instead: (asked, response) => {
        if (!asked.endsWith("/events")) return false;
        send(response, { error: { message: "no events here" } }, 404);
        return true;
      },
    });
    const { code, stderr } = await run("--yes");
    expect(code).toBe(0);
    expect(stderr.match(/Steps are not shown/g)).toHaveLength(1);
  });
});

it("says what is wrong with the command line and the data set", async () => {
  const { service, folder, run, file } = await started({ looks: [running] });
  writeFileSync(join(folder, "mine.md"), "My own words.\n");
  writeFileSync(join(folder, "empty.jsonl"), "");
  for (const [args, said] of [
    [["--base-url", "ftp://x"], "no http(s) address"],
    [["--base-url", "http://me:pass@127.0.0.1/v1"], "a plain address"],
    [["--method", "rl"], "--method: supervised or dpo"],
    [["--upload", "mine.md"], "is no upload: name another file"],
    [["--upload", "set/sft.jsonl"], "is no upload: name another file"],
    [["--data", "gone"], "sft.jsonl does not exist"],
    [["--job", "../files"], "--job: the id"],
  ] as const) {
    const ran = await run(...args, "--yes");
    expect([ran.code, ran.stdout]).toEqual([2, ""]);
    expect(ran.stderr).toContain(said);
  }
  expect(readFileSync(join(folder, "mine.md"), "utf8")).toBe("My own words.\n");
  writeFileSync(file("preference.jsonl"), "");
  expect((await run("--yes", "--method", "dpo")).stderr).toContain("Use --method supervised");
  expect(existsSync(file("hosted-dpo.jsonl"))).toBe(false);
  expect(service.requests).toEqual([]);
});
