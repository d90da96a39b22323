import { expect, test } from "vitest";
import { RestartPolicy } from "../../client/restartPolicy";

test("the first crash restarts at once, repeated ones ever later, and then no more", () => {
  const policy = new RestartPolicy(4, 60_000, 1000);
  expect([0, 10, 20, 30, 40].map((time) => policy.delayAfterCrash(time))).toEqual([
    0,
    1000,
    2000,
    4000,
    undefined,
  ]);
});

test("crashes long ago do not count", () => {
  const policy = new RestartPolicy(2, 60_000, 1000);
  const times = [0, 61_000, 122_000, 183_000];
  expect(times.map((time) => policy.delayAfterCrash(time))).toEqual([0, 0, 0, 0]);
});

test("a restart that the user asked for begins anew", () => {
  const policy = new RestartPolicy(1, 60_000, 1000);
  expect(policy.delayAfterCrash(0)).toBe(0);
  expect(policy.delayAfterCrash(1)).toBeUndefined();
  policy.reset();
  expect(policy.delayAfterCrash(2)).toBe(0);
});
