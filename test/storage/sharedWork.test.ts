import { expect, it } from "vitest";
import { SharedWork } from "../../server/storage/sharedWork";

/** Work that ends when told to, or fails with the reason for which it was given up. */
function workInHand() {
  const begun: AbortSignal[] = [];
  let finish: (value: string) => void = () => undefined;
  const begin = (signal: AbortSignal): Promise<string> => {
    begun.push(signal);
    return new Promise((resolve, reject) => {
      finish = resolve;
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  };
  return { begun, begin, finish: (value: string) => finish(value) };
}

it("is done once for all that wait, and again later", async () => {
  const shared = new SharedWork<string>();
  const { begun, begin, finish } = workInHand();
  const both = [shared.join("a", begin, undefined), shared.join("a", begin, undefined)];
  finish("done");
  expect(await Promise.all(both)).toEqual(["done", "done"]);
  expect(begun).toHaveLength(1);
  void shared.join("a", begin, undefined);
  expect(begun).toHaveLength(2);
});

it("goes on while one still waits, and is given up with the last", async () => {
  const shared = new SharedWork<string>();
  const { begun, begin } = workInHand();
  const first = new AbortController();
  const second = new AbortController();
  const one = shared.join("a", begin, first.signal);
  const two = shared.join("a", begin, second.signal);
  first.abort(new Error("first left"));
  await expect(one).rejects.toThrow("first left");
  expect(begun[0]!.aborted).toBe(false);
  second.abort(new Error("second left"));
  await expect(two).rejects.toThrow("second left");
  expect(begun[0]!.aborted).toBe(true);
});

it("begins anew for who comes after it was given up", async () => {
  const shared = new SharedWork<string>();
  const { begun, begin, finish } = workInHand();
  const controller = new AbortController();
  const one = shared.join("a", begin, controller.signal);
  controller.abort(new Error("left"));
  const two = shared.join("a", begin, undefined);
  await expect(one).rejects.toThrow("left");
  finish("done");
  expect(await two).toBe("done");
  expect(begun).toHaveLength(2);
});
