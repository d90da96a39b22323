import type { ServiceResult, Stylist, StylistRequest, WeighRequest } from "./ports";

/** A stylist that remembers that it failed: a rewrite then falls back on the quick fixes, which are not its work. */
export class WatchedStylist implements Stylist {
  failure: Extract<ServiceResult<never>, { kind: "failed" }> | undefined;
  readonly weigh: Stylist["weigh"];

  constructor(private readonly inner: Stylist) {
    if (inner.weigh === undefined) return;
    const weigh = inner.weigh.bind(inner);
    this.weigh = async (request: WeighRequest) => this.watched(await weigh(request));
  }

  get model(): string {
    return this.inner.model;
  }

  get adapter(): string | null {
    return this.inner.adapter;
  }

  async restyle(request: StylistRequest): Promise<ServiceResult<readonly string[]>> {
    return this.watched(await this.inner.restyle(request));
  }

  private watched<T>(result: ServiceResult<T>): ServiceResult<T> {
    if (result.kind === "failed") this.failure = result;
    return result;
  }
}
