import { Presets, SingleBar } from "cli-progress";
import type { Progress } from "../workflows/ports";
import type { CommandContext } from "./context";
import { printable } from "../core/text/printable";

/** A bar on stderr where that is a terminal; nothing with `--quiet` or into a file. */
export class ProgressBar {
  private readonly bar: SingleBar | undefined;
  private started = false;

  constructor({ quiet }: CommandContext, unit: string) {
    if (quiet || !process.stderr.isTTY) return;
    this.bar = new SingleBar(
      {
        format: `{bar} {percentage} % | {value} of {total} ${unit} | {message}`,
        stream: process.stderr,
        hideCursor: true,
        clearOnComplete: true,
      },
      Presets.shades_classic,
    );
  }

  readonly report: Progress = (done, total, message) => {
    if (this.bar === undefined) return;
    if (!this.started) this.bar.start(total, done, { message: printable(message) });
    this.started = true;
    this.bar.setTotal(total);
    this.bar.update(done, { message: printable(message) });
  };

  stop(): void {
    if (this.started) this.bar?.stop();
  }
}
