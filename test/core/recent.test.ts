import { expect, test } from "vitest";
import { Recent } from "../../server/core/recent";

test("what is asked for again stays; what is not is forgotten, and never more than two generations are kept", () => {
  const recent = new Recent<number>(10);
  recent.set("kept", 0);
  for (let i = 1; i <= 1000; i++) {
    recent.set(`typed ${i}`, i);
    expect(recent.get("kept")).toBe(0);
    expect(recent.size).toBeLessThanOrEqual(20);
  }
  expect(recent.get("typed 1000")).toBe(1000);
  expect(recent.get("typed 900")).toBeUndefined();
});
