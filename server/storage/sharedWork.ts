interface Shared<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** Work that several wait for is done once, and given up when nobody waits for it any more. */
export class SharedWork<T> {
  private readonly running = new Map<string, Shared<T>>();

  /** Joins the work of this key, or begins it. `signal` aborted: its reason is thrown to this one who waits. */
  join(
    key: string,
    begin: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    signal?.throwIfAborted();
    const work = this.running.get(key) ?? this.begin(key, begin);
    work.waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        reject(signal?.reason as Error);
        if (--work.waiting > 0) return;
        this.forget(key, work);
        work.controller.abort(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      const settled = (): void => signal?.removeEventListener("abort", leave);
      work.promise.then(resolve, reject).finally(settled);
    });
  }

  private begin(key: string, begin: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController();
    const promise = begin(controller.signal).finally(() => this.forget(key, work));
    const work: Shared<T> = { promise, controller, waiting: 0 };
    this.running.set(key, work);
    return work;
  }

  private forget(key: string, work: Shared<T>): void {
    if (this.running.get(key) === work) this.running.delete(key);
  }
}
