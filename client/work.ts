import { randomUUID } from "node:crypto";
import { CancellationError, ProgressLocation, window, type CancellationToken } from "vscode";
import type { PenprintServer } from "./languageClient";
import { messageText } from "../server/protocol/messageText";

/**
 * Runs a request of the server under a progress notification with a Cancel button.
 * `work` passes the token on as `workDoneToken`. Answers undefined when it was cancelled.
 */
export async function withWork<T>(
  server: PenprintServer,
  title: string,
  work: (workDoneToken: string, cancellation: CancellationToken) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  try {
    return await window.withProgress(options, async (progress, cancellation) => {
      const token = `penprint-${randomUUID()}`;
      let reached = 0;
      const listening = await server.onProgress(token, (report) => {
        if (report.kind === "end") return;
        const percentage = report.percentage ?? reached;
        const increment = Math.max(0, percentage - reached);
        reached = Math.max(reached, percentage);
        progress.report({ increment, message: messageText(report.message ?? "") });
      });
      try {
        return await work(token, cancellation);
      } finally {
        listening.dispose();
      }
    });
  } catch (error) {
    if (error instanceof CancellationError) return undefined;
    throw error;
  }
}
