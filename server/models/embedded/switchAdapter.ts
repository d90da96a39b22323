import { checkAdapter } from "../files/adapterFile";
import type { InstalledModel } from "../files/modelFiles";
import type { Loaded, LoadOrder } from "./messages";
import { loadFailure, reasonOf, type ModelFailure } from "./modelFailures";
import type { ModelProcess } from "./modelProcess";

export interface Switched {
  /** Absent when not even the adapter before could be laid over the model again. */
  readonly loaded?: Loaded;
  /** Why the adapter before stays. */
  readonly failure?: ModelFailure;
}

/** Makes a new window on the model that is loaded, with another adapter over it. */
export async function switchAdapter(
  process: ModelProcess,
  base: InstalledModel,
  orderFor: (adapter: string | null) => Omit<LoadOrder, "id">,
  adapter: string | null,
  before: string | null,
): Promise<Switched> {
  const report = await process.ask(orderFor(adapter));
  if (report.type === "loaded") return { loaded: report.result };
  const failure = loadFailure(...reasonOf(report), base, adapter);
  const back = await process.ask(orderFor(before));
  return back.type === "loaded" ? { loaded: back.result, failure } : { failure };
}

/** Why the adapter cannot be laid over the model; undefined when it can, as far as headers tell. */
export async function misfit(
  adapter: string | null,
  base: InstalledModel,
): Promise<ModelFailure | undefined> {
  const checked = adapter === null ? undefined : await checkAdapter(adapter, base);
  return checked?.kind === "failed" ? checked : undefined;
}
