import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(__dirname, "..", "..");
const page = readFileSync(join(root, "docs", "reliability.md"), "utf8");
/** Rows of the tables of complaints and habits: file and name of a test. */
const held = [...page.matchAll(/\| `([\w/.]+\.ts)`: ([^|]+)/g)].map(([, file, name]) => ({
  file: file!,
  name: name!.trim(),
}));

test("there are complaints and habits, each with a test", () => {
  expect(held.length).toBeGreaterThan(30);
});

test.each(held)("$file has the test: $name", ({ file, name }) => {
  expect(readFileSync(join(root, "test", file), "utf8")).toContain(name);
});
