import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DidChangeConfigurationNotification,
  HoverRequest,
} from "vscode-languageserver-protocol/node";
import { randomFrom } from "../../../server/core/style/random";
import { learnRequest } from "../../../server/protocol/requests";
import { LspClient, uriOf } from "../../support/lspClient";
import { residentMegabytes } from "../../support/residentMemory";
import { noteText } from "../../support/writtenNotes";
import { growth, growthOf } from "../memory";
import { say, type CampaignOptions } from "../options";

/** Keystrokes of a day of writing: eight hours at one a second. */
const DAY = 28_800;
const PER_NOTE = 200;
const MOST_GROWTH = 0.05;

interface Held {
  readonly megabytes: number;
  readonly files: number;
  readonly children: number;
}

/** A day of `--count` keystrokes over the real server: notes opened, typed in, asked about, saved, learned and closed. */
export async function soakCampaign({ count = DAY, seed }: CampaignOptions): Promise<void> {
  assert.equal(process.platform, "linux", "what the server holds is read from /proc");
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "penprint-soak-")));
  say(`soak: seed ${seed}, ${count} keystrokes`);
  try {
    const held = await session(folder, count, randomFrom(seed));
    const memory = held.map(({ megabytes }) => megabytes);
    const [first, last] = [held[Math.floor(held.length / 5)]!, held.at(-1)!];
    say(
      `soak: ${growthOf(memory)}; files ${first.files} -> ${last.files}, children ${last.children}`,
    );
    assert.ok(last.files <= first.files + 2, "file descriptors are left open");
    assert.ok(last.children <= first.children, "children are left");
    // Fewer sessions than that are all warm-up.
    if (held.length >= 50) assert.ok(growth(memory) <= MOST_GROWTH, "the server's memory grows");
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function session(folder: string, count: number, random: () => number): Promise<Held[]> {
  const notes = join(folder, "notes");
  mkdirSync(notes);
  writeFileSync(join(folder, "source.md"), noteText("formal", 10, 99));
  for (let i = 0; i < 12; i++) {
    writeFileSync(
      join(notes, `${i}.md`),
      `---\nsources:\n  - ../source.md\n---\n\n${noteText("plain", 6, i)}`,
    );
  }
  const client = await LspClient.start({ dataFolder: join(folder, "data"), folders: [folder] });
  const held: Held[] = [];
  const learned = await client.ask(learnRequest, { folders: [notes], author: "Sam" });
  assert.equal(learned.kind, "learned");
  for (let typed = 0, i = 0; typed < count; i++) {
    const file = join(notes, `${i % 12}.md`);
    const uri = uriOf(file);
    await client.open(uri, readFileSync(file, "utf8"));
    for (let k = 0; k < PER_NOTE; k++, typed++) {
      const text = client.textOf(uri);
      const at = 40 + Math.floor(random() * (text.length - 40));
      if (random() < 0.5) await client.edit(uri, at, at, "It is late. "[k % 12]!);
      else await client.edit(uri, at - 1, at, "");
      if (k % 10 !== 0) continue;
      const [found] = await client.diagnostics(uri);
      if (found === undefined) continue;
      await client.actions(uri, found.range, { diagnostics: [found] });
      const place = { textDocument: { uri }, position: found.range.start };
      // Servers without hover answer that they have none.
      await client.connection.sendRequest(HoverRequest.type, place).catch(() => null);
    }
    await client.save(uri);
    if (i % 5 === 4) await client.ask(learnRequest, { folders: [notes], author: "Sam" });
    client.settings = { codeLens: { findings: i % 2 === 0 } };
    const changed = { settings: client.settings };
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, changed);
    await client.close(uri);
    held.push(heldBy(client.process.pid!));
    client.logs.length = client.messages.length = 0;
    if (i % 20 === 0) say(`${typed} keystrokes, ${held.at(-1)!.megabytes.toFixed(0)} MB`);
  }
  assert.equal(await client.stop(), 0);
  return held;
}

function heldBy(pid: number): Held {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return {
    megabytes: residentMegabytes(pid),
    files: readdirSync(`/proc/${pid}/fd`).length,
    children: children === "" ? 0 : children.split(" ").length,
  };
}
