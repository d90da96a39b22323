import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ruleIds } from "../../../server/core/rules/registry";
import {
  decideRequest,
  listDecisionsRequest,
  rewriteRequest,
} from "../../../server/protocol/requests";
import { LspClient, uriOf } from "../../support/lspClient";
import { noteText } from "../../support/writtenNotes";
import { age, draftsIn, killedAfter, within, type Operation, type Setting } from "./killing";

const stiff =
  "It is late and we do not mind. I have a kettle in order to make tea, and it is not cold.";

/** The language server while an author decides and switches rules off in a folder: nothing acknowledged is lost. */
export async function serving({ folder, random }: Setting): Promise<Operation> {
  const notes = join(folder, "notes");
  mkdirSync(notes, { recursive: true });
  for (let i = 1; i <= 8; i++) writeFileSync(join(notes, `${i}.md`), noteText("plain", 5, i));
  const profile = join(folder, "profile.json");
  const args = ["learn", "notes", "--author", "Sam", "--profile", profile, "--quiet"];
  assert.equal((await killedAfter({ args, cwd: folder }, Infinity)).code, 0);
  const config = join(folder, ".penprint.json");
  const acknowledged = { decisions: 0, rules: new Set<string>() };
  let rounds = 0;

  const start = async (): Promise<LspClient> => {
    const client = await LspClient.start({
      dataFolder: join(folder, "data"),
      folders: [folder],
      args: ["--profile", profile],
      settings: { capture: { enabled: "on" }, model: { location: join(folder, "none.gguf") } },
    });
    client.process.stdin.on("error", () => undefined);
    return client;
  };
  const intact = async (client: LspClient): Promise<void> => {
    const asked = client.connection.sendRequest(listDecisionsRequest.method, {});
    const { decisions } = listDecisionsRequest.result.parse(await within(asked, 30_000, "list"));
    const taken = acknowledged.decisions;
    assert.ok(
      decisions.length >= taken,
      `${taken} were acknowledged, ${decisions.length} are left`,
    );
    // What was on its way when the server was killed may be there as well: one a round.
    assert.ok(decisions.length <= acknowledged.decisions + rounds, "decisions that nobody took");
    assert.deepEqual(problemsIn(join(folder, "data", "decisions.jsonl")), []);
    if (!existsSync(config)) {
      assert.equal(acknowledged.rules.size, 0);
      return;
    }
    const { rules } = JSON.parse(readFileSync(config, "utf8")) as { rules: Record<string, string> };
    for (const rule of acknowledged.rules) assert.equal(rules[rule], "off", `${rule} is lost`);
  };
  return {
    async round() {
      rounds++;
      age(folder);
      const client = await start();
      await intact(client);
      const uri = uriOf(join(folder, "draft.md"));
      await client.open(uri, `# Tea\n\n${stiff}\n`);
      const gone = once(client.process, "exit");
      const lives = (): boolean => client.process.signalCode === null;
      const deciding = (async () => {
        const at = client.document(uri).positionAt(client.textOf(uri).indexOf("It is"));
        const answer = await client.ask(rewriteRequest, {
          ...{ uri, version: client.document(uri).version, mode: "style" },
          range: { start: at, end: at },
        });
        if (answer.kind !== "suggestion") throw new Error(answer.why);
        while (lives()) {
          const decided = {
            suggestion: answer.id,
            decision: "rejected",
            candidate: 0,
            uri,
          } as const;
          const { recorded } = await client.ask(decideRequest, decided);
          if (recorded) acknowledged.decisions++;
        }
      })();
      const ignoring = (async () => {
        while (lives()) {
          const rule = ruleIds[Math.floor(random() * ruleIds.length)]!;
          const command = "penprint.server.ignoreRuleInFolder";
          const done = (await client.execute(command, { uri, rule })) as { ok?: boolean } | null;
          if (done?.ok === true) acknowledged.rules.add(rule);
          await wait(random() * 20);
        }
      })();
      // Both end with an error when the server is gone.
      const working = Promise.allSettled([deciding, ignoring]);
      // Mostly once decisions are being taken, sometimes before.
      const before = acknowledged.decisions;
      if (random() < 0.9) await client.until(() => acknowledged.decisions > before, 30_000);
      await wait(random() * 300);
      client.process.kill("SIGKILL");
      await gone;
      client.connection.dispose();
      await within(working, 500, "work").catch(() => undefined);
    },
    async finish() {
      age(folder);
      const client = await start();
      await intact(client);
      const uri = uriOf(join(folder, "draft.md"));
      await client.open(uri, stiff);
      await client.execute("penprint.server.ignoreRuleInFolder", { uri, rule: ruleIds[0] });
      assert.equal(await client.stop(), 0);
      assert.deepEqual(draftsIn(folder), []);
      assert.ok(acknowledged.decisions > 0 && acknowledged.rules.size > 0, "nothing was done");
    },
  };
}

/** Lines of a log that are not whole. */
function problemsIn(file: string): readonly string[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  const whole = (line: string): boolean => {
    try {
      JSON.parse(line);
      return true;
    } catch {
      return false;
    }
  };
  return lines.filter((line) => line !== "" && !whole(line));
}
