import { FEWEST_PAIRS } from "../core/learning/evidence";
import type { GateReport } from "../core/learning/gate";
import {
  listAdaptersRequest,
  strikePairsRequest,
  trainingDataRequest,
  trainingStepNotification,
  trainRequest,
  useAdapterRequest,
  type TrainingPair,
  type TrainingStep,
} from "../protocol/training";
import type { Progress, ServiceResult } from "../workflows/ports";
import { withProgress } from "./progress";
import { answer } from "./requests";
import type { Session } from "./session";
import { pathOf } from "./uris";
import { untrusted } from "../workflows/trust";
import { t } from "../workflows/worded";

export interface CollectedPairs {
  readonly author: string;
  readonly folder: string;
  readonly pairs: readonly TrainingPair[];
  readonly preferences: number;
  readonly holdout: number;
  readonly notes: readonly string[];
}

export interface AdapterVersions {
  readonly author: string;
  readonly current: string;
  readonly versions: readonly { readonly id: string; created: string; about: string }[];
}

export interface TrainingDesk {
  /** @param path of a note or folder: whose author is meant */
  collect(
    path: string | undefined,
    options: {
      readonly fromNotes: boolean;
      readonly signal: AbortSignal;
      readonly progress: Progress;
    },
  ): Promise<ServiceResult<CollectedPairs>>;
  strike(author: string, ids: readonly string[]): Promise<void>;
  train(
    author: string,
    options: {
      readonly signal: AbortSignal;
      readonly progress: Progress;
      readonly onStep: (step: Omit<TrainingStep, "author">) => void;
    },
  ): Promise<ServiceResult<GateReport>>;
  adapters(path: string | undefined): Promise<ServiceResult<AdapterVersions>>;
  use(author: string, id: string | undefined): Promise<ServiceResult<{ readonly id: string }>>;
}

/** Milliseconds between two steps that a client is told of: a curve is to be seen. */
const STEP_EVERY = 500;

/** Training in the editor: pairs to look at, the training itself, and the versions that came of it. */
export function serveTraining(session: Session, open: () => Promise<TrainingDesk>): void {
  const { connection } = session;
  const place = (uri: string | undefined): string | undefined =>
    uri === undefined ? session.folders[0] : pathOf(uri, session.folders[0]);

  answer(
    connection,
    trainingDataRequest,
    async ({ uri, fromNotes, workDoneToken }, cancellation) => {
      if (!session.isTrusted) return refusal(untrusted());
      const title = t("Penprint collects what it could learn from");
      const collected = await withProgress(
        connection,
        session.client,
        { title, workDoneToken, cancellation },
        async (signal, progress) =>
          (await open()).collect(place(uri), { fromNotes, signal, progress }),
      );
      if (collected.kind === "failed") return refusal(collected);
      const { pairs, notes, ...rest } = collected.value;
      return {
        ...{ kind: "data" as const, ...rest, pairs: [...pairs], notes: [...notes] },
        needed: FEWEST_PAIRS,
      };
    },
  );
  answer(connection, strikePairsRequest, async ({ author, ids }) => {
    await (await open()).strike(author, ids);
    return { ok: true, why: "" };
  });
  answer(connection, trainRequest, async ({ author, workDoneToken }, cancellation) => {
    if (!session.isTrusted) return refusal(untrusted());
    let last = -Infinity;
    const onStep = (step: Omit<TrainingStep, "author">): void => {
      const now = performance.now();
      if (!session.client.knowsPenprint) return;
      if (now - last < STEP_EVERY && step.step < step.steps) return;
      last = now;
      void connection.sendNotification(trainingStepNotification.method, { author, ...step });
    };
    const title = t("Penprint trains on how {0} writes", author);
    const trained = await withProgress(
      connection,
      session.client,
      { title, workDoneToken, cancellation },
      async (signal, progress) => (await open()).train(author, { signal, progress, onStep }),
    );
    if (trained.kind === "failed") return refusal(trained);
    const { accepted, why } = trained.value;
    return { kind: "trained" as const, accepted, why: [...why] };
  });
  answer(connection, listAdaptersRequest, async ({ uri }) => {
    const listed = await (await open()).adapters(place(uri));
    if (listed.kind === "failed") return refusal(listed);
    const { versions, ...rest } = listed.value;
    return { kind: "adapters" as const, ...rest, versions: [...versions] };
  });
  answer(connection, useAdapterRequest, async ({ author, id }) => {
    const used = await (await open()).use(author, id);
    return used.kind === "ok"
      ? { ok: true, why: "", current: used.value.id }
      : { ok: false, why: `${used.why} ${used.userAction}`, current: "" };
  });
}

const refusal = ({ why, userAction }: { readonly why: string; readonly userAction: string }) =>
  ({ kind: "refused", why, userAction }) as const;
