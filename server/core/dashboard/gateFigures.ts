import { z } from "zod";
import type { GateOutcome } from "../learning/adapterCard";
import { gateLabels } from "../learning/gate";
import type { GateFigures } from "./types";

const measured = z.object({ current: z.number(), candidate: z.number(), passed: z.boolean() });

/** A gate's report as it was kept; measures that a later Penprint wrote otherwise are left out. */
export function gateFigures({ accepted, metrics, why }: GateOutcome): GateFigures {
  const { pairs } = metrics;
  const measures = Object.entries(gateLabels).flatMap(([name, label]) => {
    const metric = measured.safeParse(metrics[name]).data;
    if (metric === undefined) return [];
    return [{ label, before: metric.current, trained: metric.candidate, passed: metric.passed }];
  });
  return { accepted, pairs: typeof pairs === "number" ? pairs : null, measures, why };
}
