import type {
  CancellationToken,
  Connection,
  ProgressToken,
  WorkDoneProgressReporter,
} from "vscode-languageserver/node";
import type { Progress } from "../workflows/ports";
import { withSignal } from "./cancellation";
import type { ClientTraits } from "./clientTraits";
import { messageText } from "../protocol/messageText";

interface Request {
  readonly title: string;
  /** The client's own token when it sent one. */
  readonly workDoneToken: ProgressToken | undefined;
  readonly cancellation: CancellationToken | undefined;
}

/** Runs long work with progress in the editor; both the request and the progress can be cancelled. */
export async function withProgress<T>(
  connection: Connection,
  client: ClientTraits,
  { title, workDoneToken, cancellation }: Request,
  work: (signal: AbortSignal, progress: Progress) => Promise<T>,
): Promise<T> {
  const own =
    workDoneToken === undefined && client.showsServerProgress
      ? await connection.window.createWorkDoneProgress()
      : undefined;
  const reporter = own ?? connection.window.attachWorkDoneProgress(workDoneToken);
  const tokens = [cancellation, own?.token].filter((token) => token !== undefined);
  reporter.begin(messageText(title), 0, undefined, true);
  try {
    return await withSignal(tokens, (signal) => work(signal, throttled(reporter)));
  } finally {
    reporter.done();
  }
}

/** At most ten reports a second: a progress bar is to be seen, not to slow the work. */
function throttled(reporter: WorkDoneProgressReporter): Progress {
  let last = -Infinity;
  return (done, total, said) => {
    const now = performance.now();
    if (now - last < 100 && done !== total) return;
    last = now;
    const message = messageText(said);
    if (total > 0) reporter.report(Math.min(100, Math.floor((100 * done) / total)), message);
    else reporter.report(message);
  };
}
