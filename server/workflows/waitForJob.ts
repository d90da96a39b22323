import { setTimeout } from "node:timers/promises";
import type { ServiceResult } from "./ports";
import type { TuningJob, TuningService } from "./trainingPorts";

export interface WaitOptions {
  /** What the steps' stage is called where the service does not say how it tunes. */
  readonly stage: string;
  readonly signal: AbortSignal;
  /** Events of a training: a step, or `{"event":"hosted"}` with a new status. */
  readonly tell: (event: object) => void;
  /** Warnings of the service, and events that cannot be had. */
  readonly warn: (message: string) => void;
}

/** Milliseconds between two looks at a job; the first come soon, because a bad file is refused soon. */
const firstPause = 1000;
const longestPause = 15_000;

/** Follows a job until it has ended; throws the signal's reason when it is aborted, and the job goes on. */
export async function waitForJob(
  service: TuningService,
  started: TuningJob,
  options: WaitOptions,
): Promise<ServiceResult<TuningJob>> {
  const { signal, tell } = options;
  const tellEvents = eventTeller(service, options);
  let job = started;
  let told = "";
  for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
    await tellEvents(job);
    if (job.status !== told) tell({ event: "hosted", job: job.id, status: job.status });
    told = job.status;
    if (hasEnded(job)) return { kind: "ok", value: job };
    await setTimeout(pause, undefined, { signal });
    const next = await service.job(job.id, signal);
    if (next.kind === "failed") return next;
    job = next.value;
  }
}

const hasEnded = ({ status }: TuningJob): boolean =>
  ["succeeded", "failed", "cancelled"].includes(status);

function eventTeller(service: TuningService, { stage, signal, tell, warn }: WaitOptions) {
  const known = new Set<string>();
  let warned = false;
  let hasNone = false;
  return async (job: TuningJob): Promise<void> => {
    if (hasNone) return;
    const events = await service.events(job.id, known, signal);
    if (events.kind === "failed") {
      // Not every service has them, and the job's status says what matters.
      hasNone = events.misconfigured === true;
      if (!warned) warn(`Steps are not shown: ${events.why}`);
      warned = true;
      return;
    }
    for (const { id, level, message, metrics } of events.value) {
      known.add(id);
      if (metrics !== undefined) tell({ event: "step", stage: job.method ?? stage, ...metrics });
      else if (level !== "info") warn(`${level}: ${message}`);
    }
  };
}
