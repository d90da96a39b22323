/**
 * How often and how fast a crashed server is started again: at once after the first crash, then after
 * doubling delays; `limit` crashes within `windowMs` and it stays down until the user asks.
 */
export class RestartPolicy {
  private crashes: number[] = [];

  constructor(
    private readonly limit = 6,
    private readonly windowMs = 180_000,
    private readonly firstDelayMs = 1000,
  ) {}

  /** Milliseconds to wait after a crash at `now` (milliseconds), or undefined to give up. */
  delayAfterCrash(now: number): number | undefined {
    this.crashes = [...this.crashes.filter((time) => now - time < this.windowMs), now];
    if (this.crashes.length > this.limit) return undefined;
    const repeated = this.crashes.length - 1;
    return repeated === 0 ? 0 : this.firstDelayMs * 2 ** (repeated - 1);
  }

  reset(): void {
    this.crashes = [];
  }
}
