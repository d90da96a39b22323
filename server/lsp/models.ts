import { apiKeyNotification, fetchModelRequest, modelProcessRequest } from "../protocol/requests";
import type { Progress, ServiceResult } from "../workflows/ports";
import { withProgress } from "./progress";
import { answer } from "./requests";
import type { Session } from "./session";
import { t } from "../workflows/worded";

export interface ModelDesk {
  readonly pid: number;
  fetch(progress: Progress, signal: AbortSignal): Promise<ServiceResult<{ readonly file: string }>>;
}

/** The embedded model's file and process, and the key of the planner's server. */
export function serveModels(
  session: Session,
  desk: ModelDesk,
  setKey: (key: string) => void,
): void {
  const { connection } = session;
  answer(connection, fetchModelRequest, async ({ workDoneToken }, cancellation) => {
    const title = t("Penprint fetches the model");
    const fetched = await withProgress(
      connection,
      session.client,
      { title, workDoneToken, cancellation },
      (signal, progress) => desk.fetch(progress, signal),
    );
    return fetched.kind === "ok"
      ? { ok: true, why: "", file: fetched.value.file }
      : { ok: false, why: `${fetched.why} ${fetched.userAction}`, file: "" };
  });
  answer(connection, modelProcessRequest, () => Promise.resolve({ pid: desk.pid }));
  connection.onNotification(apiKeyNotification.method, (params: unknown) => {
    const parsed = apiKeyNotification.params.safeParse(params);
    if (parsed.success) setKey(parsed.data.key);
  });
}
