import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { temporaryFolder } from "./temporaryFolder";

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string() })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({
    using: z.literal("composite"),
    steps: z.array(
      z.strictObject({
        name: z.string(),
        id: z.string(),
        shell: z.literal("bash"),
        env: z.record(z.string(), z.string()),
        // Inputs reach a script as variables alone: written into it they would be run.
        run: z.string().refine((lines) => !lines.includes("${{"), "an expression in a script"),
      }),
    ),
  }),
});

/** Runs the steps of `action.yml` in a folder as GitHub does those of a composite action, until one fails. */
export function runAction(workspace: string, inputs: Readonly<Record<string, string>>) {
  const action = actionSchema.parse(parse(readFileSync("action.yml", "utf8")));
  for (const name of Object.keys(inputs)) if (!(name in action.inputs)) throw new Error(name);
  const temporary = temporaryFolder();
  const steps = new Map<string, ReadonlyMap<string, string>>();
  const valueOf = (expression: string): string =>
    expression.replace(/\$\{\{ (\S+) \}\}/g, (_, name: string) => {
      const [from, first = "", , last = ""] = name.split(".");
      if (name === "github.action_path") return resolve(".");
      if (from === "inputs") return inputs[first] ?? action.inputs[first]!.default;
      if (from === "steps") return steps.get(first)!.get(last) ?? "";
      throw new Error(`${name} is not known here`);
    });
  const ran = { code: 0, stdout: "", stderr: "" };
  for (const { id, env, run } of action.runs.steps) {
    const folder = join(temporary, id);
    mkdirSync(folder);
    const [script, output] = [join(folder, "script.sh"), join(folder, "output")];
    writeFileSync(script, run);
    writeFileSync(output, "");
    const variables = Object.entries(env).map(([name, value]) => [name, valueOf(value)] as const);
    const step = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: workspace,
      env: {
        ...process.env,
        ...Object.fromEntries(variables),
        GITHUB_OUTPUT: output,
        RUNNER_TEMP: temporary,
        PENPRINT_DATA: join(temporary, "data"),
      },
      encoding: "utf8",
    });
    const lines = readFileSync(output, "utf8").split("\n").filter(Boolean);
    const cut = (line: string): [string, string] => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1)];
    };
    steps.set(id, new Map(lines.map(cut)));
    ran.code = step.status ?? -1;
    ran.stdout += step.stdout;
    ran.stderr += step.stderr;
    if (ran.code !== 0) break;
  }
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => [name, valueOf(value)]);
  return { ...ran, outputs: Object.fromEntries(outputs) as Readonly<Record<string, string>> };
}
