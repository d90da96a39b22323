import { Session, type Profiler } from "node:inspector";

/** Which blocks of Penprint's own code, and of the parsers it calls, were ever run: V8's own counters. */
export class Coverage {
  private readonly session = new Session();
  private readonly seen = new Set<string>();

  constructor(private readonly files: RegExp) {
    this.session.connect();
    this.session.post("Profiler.enable");
    this.session.post("Profiler.startPreciseCoverage", { callCount: false, detailed: true });
  }

  get blocks(): number {
    return this.seen.size;
  }

  /** How many blocks were run for the first time since it was asked last. */
  fresh(): number {
    const before = this.seen.size;
    this.session.post("Profiler.takePreciseCoverage", (error, taken) => {
      if (error !== null) throw new Error(error.message);
      for (const script of taken.result) if (this.files.test(script.url)) this.add(script);
    });
    return this.seen.size - before;
  }

  private add({ scriptId, functions }: Profiler.ScriptCoverage): void {
    for (const { ranges } of functions) {
      for (const { count, startOffset, endOffset } of ranges) {
        if (count > 0) this.seen.add(`${scriptId}:${startOffset}-${endOffset}`);
      }
    }
  }
}
