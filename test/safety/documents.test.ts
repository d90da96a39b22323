import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(__dirname, "..", "..");

test("every test that the threat model and the page on privacy name is there", () => {
  const text = ["threat-model.md", "privacy.md"]
    .map((page) => readFileSync(join(root, "docs", page), "utf8"))
    .join("\n");
  const named = [...text.matchAll(/`(?:test\/)?([a-zA-Z]+\/[a-zA-Z/]+?)(?:\.test\.ts)?`/g)].map(
    ([, name = ""]) => name,
  );
  expect(named.length).toBeGreaterThan(15);
  const missing = named.filter(
    (name) => !["", ".test.ts"].some((end) => existsSync(join(root, "test", `${name}${end}`))),
  );
  expect(missing).toEqual([]);
});
