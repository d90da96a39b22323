import { statusNotification, type Status } from "../protocol/requests";
import type { Session } from "./session";
import { t } from "../workflows/worded";

/** Keeps the client's status bar true: one notification for however many changes a turn brings. */
export class StatusReport {
  private status: Status = {
    profile: { state: "none", author: "", words: 0, message: t("Nothing is learned yet.") },
    model: { state: "idle", name: "", message: "" },
    planner: { kind: "extractive", name: "", address: "" },
    capture: "ask",
  };
  private scheduled = false;
  private sent = "";

  constructor(private readonly session: Session) {}

  update(part: Partial<Status>): void {
    this.status = { ...this.status, ...part };
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.send();
    });
  }

  private send(): void {
    const { client, connection } = this.session;
    const status = JSON.stringify(this.status);
    if (!client.knowsPenprint || status === this.sent) return;
    this.sent = status;
    void connection.sendNotification(statusNotification.method, this.status);
  }
}
