import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allRules } from "../../../server/core/rules/registry";

const docs = join(__dirname, "../../../docs/rules");
const pages = ["style", "faithfulness"].flatMap((folder) =>
  readdirSync(join(docs, folder)).map((file) => `${folder}/${file.replace(/\.md$/, "")}`),
);

test("every rule has a page and every page a rule", () => {
  expect([...pages].sort()).toEqual(allRules.map(({ id }) => id).sort());
});

test.each(allRules.filter(({ id }) => id.startsWith("style/")))(
  "$id: the page has the rule's title, id and severity, and says how to switch it off",
  ({ id, title, severity }) => {
    const page = readFileSync(join(docs, `${id}.md`), "utf8");
    expect(page.startsWith(`# ${title}\n`)).toBe(true);
    expect(page).toContain(`\`${id}\``);
    expect(page).toContain(severity);
    expect(page).toContain(`<!-- penprint-ignore ${id} -->`);
  },
);

test("descriptions are one or two sentences", () => {
  for (const { description } of allRules) {
    expect(description).toMatch(/^[A-Z].*\.$/);
    expect(description.length).toBeLessThan(240);
  }
});
