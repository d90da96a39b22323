import { join } from "node:path";
import { installTrainer } from "../models/trainer/trainerEnvironment";
import { runStage } from "../models/trainer/runTrainer";
import { installationRoot } from "../storage/installation";
import type { Progress, ServiceResult } from "../workflows/ports";
import type { Trainer } from "../workflows/trainingPorts";

/** How much other programs go first while something is trained. */
const NICE = 10;

/** What tunes adapters on this machine; its packages are installed into the data folder at the first use. */
export async function openTrainer(
  { dataFolder, proxy }: { readonly dataFolder: string; readonly proxy: string },
  progress: Progress,
  signal: AbortSignal,
): Promise<ServiceResult<Trainer>> {
  const installed = await installTrainer(
    {
      folder: join(dataFolder, "trainer"),
      packageFolder: join(installationRoot(), "server", "trainer"),
      proxy,
    },
    progress,
    signal,
  );
  if (installed.kind === "failed") return installed;
  const trainer = installed.value;
  return {
    kind: "ok",
    value: {
      runStage: ({ rows, ...config }, onEvent, aborted) =>
        runStage(
          { ...config, ...(rows === "" ? {} : { rows }), trainer, nice: NICE },
          (event) => {
            if (event.event === "step" || event.event === "estimate") onEvent(event);
            else if (event.event === "saved") onEvent({ event: "saved" });
          },
          aborted,
        ),
    },
  };
}
