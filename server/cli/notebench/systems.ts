import { existsSync } from "node:fs";
import { join } from "node:path";
import { sha256Of } from "../../models/files/sha256";
import { shippedAdapter } from "../../storage/installation";
import type { SystemName } from "../../workflows/benchSystems";
import { missing, type CommandContext } from "../context";

const withoutModel: ReadonlySet<SystemName> = new Set(["copy", "rules", "extractive"]);

/** What a system is made of, known before anything is run. */
export interface BenchSystem {
  readonly system: SystemName;
  readonly needsModel: boolean;
  readonly adapter: { readonly file: string; readonly sha256: string } | null;
}

/** Finds every system's adapter first: hours later would be too late to say that one is missing. */
export async function benchSystems(
  names: readonly SystemName[],
  folder: string | undefined,
  { signal }: CommandContext,
): Promise<readonly BenchSystem[]> {
  const systems: BenchSystem[] = [];
  for (const system of names) {
    const file = adapterOf(system, folder);
    const adapter = file === null ? null : { file, sha256: await sha256Of(file, signal) };
    systems.push({ system, needsModel: !withoutModel.has(system), adapter });
  }
  return systems;
}

function adapterOf(system: SystemName, folder: string | undefined): string | null {
  if (withoutModel.has(system) || system === "base") return null;
  const named = folder === undefined ? undefined : join(folder, `${system}.gguf`);
  if (named !== undefined && existsSync(named)) return named;
  if (system === "full") {
    if (existsSync(shippedAdapter())) return shippedAdapter();
    const tried = named === undefined ? "" : `${named} does not exist, and `;
    throw missing(
      `full: ${tried}no adapter ships with this version: train one, and name the folder of its full.gguf with --adapters.`,
    );
  }
  throw missing(
    named === undefined
      ? `${system}: name the folder that holds ${system}.gguf with --adapters; \`penprint train\` makes it.`
      : `${system}: ${named} does not exist: train it with \`penprint train\`, or leave ${system} out of --systems.`,
  );
}
