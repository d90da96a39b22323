import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inject } from "vitest";
import { z } from "zod";
import { runStage } from "../../server/models/trainer/runTrainer";
import type { StageConfig } from "../../server/models/trainer/stageConfig";
import type { StageResult, TrainerEvent } from "../../server/models/trainer/trainerEvents";
import type { ServiceResult } from "../../server/workflows/ports";

export const python = inject("trainerPython");
export const tinyModel = inject("tinyModel");
export const packageFolder = resolve("server/trainer");

/** The dequantised models are kept between runs of the tests. */
const cache = resolve(process.env["PENPRINT_TEST_TRAINER"] ?? ".cache/trainer", "bases");

export type Stage = Omit<StageConfig, "trainer" | "cache" | "base"> & { readonly base?: string };

export interface Ran {
  readonly result: ServiceResult<StageResult>;
  readonly events: readonly TrainerEvent[];
}

/** One stage on the tiny model (or the one that is named), on one thread: the same numbers everywhere. */
export async function run(
  stage: Stage,
  onEvent: (event: TrainerEvent) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Ran> {
  const events: TrainerEvent[] = [];
  const config: StageConfig = {
    trainer: { python, packageFolder },
    base: tinyModel,
    cache,
    device: "cpu",
    threads: 1,
    ...stage,
  };
  const result = await runStage(
    config,
    (event) => {
      events.push(event);
      onEvent(event);
    },
    signal,
  );
  return { result, events };
}

export function resultOf({ result }: Ran): StageResult {
  if (result.kind === "failed") throw new Error(`${result.why} ${result.userAction}`);
  return result.value;
}

export function writeRows(folder: string, name: string, rows: readonly object[]): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, name);
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return file;
}

/** Runs a script of this folder with the trainer's packages. */
export function runScript(name: string, ...args: string[]): void {
  const ran = spawnSync(python, [resolve("test/trainer", name), ...args], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: packageFolder, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (ran.status !== 0) throw new Error(ran.stderr);
}

const effectRow = z.object({
  context: z.array(z.int()),
  tokens: z.array(z.int()),
  without: z.array(z.number()),
  with: z.array(z.number()),
});
export type EffectRow = z.infer<typeof effectRow>;

export function readEffect(file: string): readonly EffectRow[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => effectRow.parse(JSON.parse(line)));
}
