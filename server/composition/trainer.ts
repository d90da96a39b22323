import type { ServiceResult, Trainer } from "../workflows/ports";

/** What tunes adapters on this machine. */
export function openTrainer(): Promise<ServiceResult<Trainer>> {
  return Promise.resolve({
    kind: "failed",
    why: "No trainer is part of this version.",
    userAction:
      "Without it adapters that were trained elsewhere can be used: `penprint restyle --adapter FILE`.",
  });
}
