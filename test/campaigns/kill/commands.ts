import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fetchModel } from "../../../server/models/files/modelFiles";
import { AdapterStore } from "../../../server/storage/adapterStore";
import { CaptureLog, captureLogFile } from "../../../server/storage/captureLog";
import { readProfile } from "../../../server/storage/profileStore";
import { decisionLine } from "../../support/decisions";
import { noteText } from "../../support/writtenNotes";
import { age, draftsIn, Killer, killedAfter, type Operation, type Setting } from "./killing";

const clock = { now: () => new Date() };

/** `penprint learn`: the profile is the old one or the new one, whole. */
export function learning({ folder, random }: Setting): Operation {
  const notes = join(folder, "notes");
  mkdirSync(notes, { recursive: true });
  for (let i = 1; i <= 6; i++) writeFileSync(join(notes, `${i}.md`), noteText("plain", 5, i));
  const profile = join(folder, "profile.json");
  const args = ["learn", "notes", "--author", "Sam", "--profile", "profile.json", "--quiet"];
  const killer = new Killer(random);
  let round = 0;
  return {
    async round() {
      age(folder);
      writeFileSync(join(notes, "6.md"), noteText("plain", 5, 100 + ++round));
      const existed = existsSync(profile);
      const { acknowledged } = await killer.kill({ args, cwd: folder });
      if (!acknowledged && !existed && !existsSync(profile)) return;
      assert.equal((await readProfile(profile)).kind, "read");
    },
    async finish() {
      age(folder);
      assert.equal((await killedAfter({ args, cwd: folder }, Infinity)).code, 0);
      assert.deepEqual(draftsIn(folder), []);
    },
  };
}

/** `penprint model fetch` from a server on this machine: the model is there whole or not at all, and the next run goes on. */
export async function fetching({ folder, random }: Setting): Promise<Operation> {
  const content = Buffer.from(Array.from({ length: 3_000_000 }, (_, i) => (i * 2654435761) >>> 24));
  const sha256 = createHash("sha256").update(content).digest("hex");
  const server = createServer(({ headers }, response) => {
    const from = Number(/^bytes=(\d+)-/.exec(headers.range ?? "")?.[1] ?? 0);
    const range = `bytes ${from}-${content.length - 1}/${content.length}`;
    response.writeHead(from === 0 ? 200 : 206, {
      etag: '"v1"',
      "content-length": content.length - from,
      ...(from === 0 ? {} : { "content-range": range }),
    });
    let at = from;
    const more = (): void => {
      if (at >= content.length) return void response.end();
      response.write(content.subarray(at, (at += 100_000)));
      setTimeout(more, 2);
    };
    more();
  }).unref();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const location = `http://127.0.0.1:${(server.address() as AddressInfo).port}/m.gguf`;
  const settings = join(folder, "settings.json");
  writeFileSync(settings, JSON.stringify({ model: { location, sha256 } }));
  const data = join(folder, "data");
  const args = ["model", "fetch", "--quiet", "--settings", settings, "--data-dir", data];
  const name = createHash("sha256").update(location).digest("hex").slice(0, 12);
  const model = join(data, "models", name, "m.gguf");
  const killer = new Killer(random);
  const whole = (): void => assert.ok(readFileSync(model).equals(content), "half a model");
  return {
    async round() {
      if (existsSync(folder)) age(folder);
      const { acknowledged } = await killer.kill({ args, cwd: folder });
      if (acknowledged || existsSync(model)) {
        whole();
        rmSync(model);
      }
    },
    async finish() {
      age(folder);
      const options = {
        cacheFolder: join(data, "models"),
        ...{ assetsFolder: folder, location, sha256, huggingFaceEndpoint: "", proxy: "" },
      };
      assert.equal((await fetchModel(options, () => undefined)).kind, "ok");
      whole();
      server.closeAllConnections();
      server.close();
    },
  };
}

/** `penprint adapter use` and `rollback`: what was acknowledged is in use. */
export async function adapters({ folder, random }: Setting): Promise<Operation> {
  const data = join(folder, "data");
  const parts = { dataFolder: data, author: "Sam", shipped: undefined, clock };
  const store = new AdapterStore({
    ...parts,
    check: () => Promise.resolve({ kind: "ok", value: null }),
  });
  const gguf = join(folder, "a.gguf");
  writeFileSync(gguf, "an adapter");
  const card = { base: { name: "b", sha256: "0" }, parents: [], stages: [], gate: null };
  await store.install({ adapter: gguf, card: card as never });
  const killer = new Killer(random);
  const current = async (): Promise<string> => {
    const read = await store.current();
    if (read.kind === "failed") throw new Error(read.why);
    return read.value.id;
  };
  return {
    async round() {
      age(folder);
      const before = await current();
      const isBack = random() < 0.3;
      const args = ["adapter", ...(isBack ? ["rollback"] : ["use", "none"])];
      const command = [...args, "--author", "Sam", "--data-dir", data];
      const { acknowledged } = await killer.kill({ args: command, cwd: folder });
      const after = await current();
      assert.ok(["none", "v1"].includes(after), after);
      if (acknowledged && !isBack) assert.equal(after, "none", `in use before: ${before}`);
      if ((await current()) === "none" && random() < 0.3) await store.use("v1");
    },
    async finish() {
      age(folder);
      assert.equal((await store.use("v1")).kind, "ok");
      assert.equal(await current(), "v1");
      assert.deepEqual(draftsIn(folder), []);
    },
  };
}

/** `penprint dataset build`: every file whole, and a report only beside the rows it is about. */
export async function dataset({ folder, random }: Setting): Promise<Operation> {
  const data = join(folder, "data");
  const log = new CaptureLog(captureLogFile(data), { maxDays: 10_000, maxMegabytes: 1000 }, clock);
  let decisions = 0;
  const decide = async (): Promise<void> => {
    const one = {
      text: `It's done, said ${decisions} of ${decisions * 7} people in ${2000 + decisions}.`,
    };
    await log.append([decisionLine(`d${decisions}`, { ...one, note: `/notes/${decisions++}.md` })]);
  };
  for (let i = 0; i < 30; i++) await decide();
  const set = join(folder, "set");
  const args = ["dataset", "build", "--author", "Sam", "--out", set, "--quiet", "--data-dir", data];
  const killer = new Killer(random);
  const check = (): void => {
    const counts = ["sft", "preference", "holdout"].map((name) => {
      const file = join(set, `${name}.jsonl`);
      if (!existsSync(file)) return undefined;
      const lines = readFileSync(file, "utf8").split("\n");
      assert.equal(lines.pop(), "", `${name}.jsonl has half a line`);
      for (const line of lines) JSON.parse(line);
      return lines.length;
    });
    const report = join(set, "report.json");
    if (!existsSync(report)) return;
    const { counts: said } = JSON.parse(readFileSync(report, "utf8")) as {
      counts: { sft: number; preference: number; holdout: number };
    };
    assert.deepEqual(counts, [said.sft, said.preference, said.holdout]);
  };
  return {
    async round() {
      age(folder);
      await decide();
      await killer.kill({ args, cwd: folder });
      check();
    },
    async finish() {
      age(folder);
      assert.equal((await killedAfter({ args, cwd: folder }, Infinity)).code, 0);
      check();
      assert.ok(existsSync(join(set, "report.json")));
      assert.deepEqual(draftsIn(folder), []);
    },
  };
}
