import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSite } from "../../docs/site/build";
import { settings } from "../../docs/site/reference";
import { ruleIds } from "../../server/core/rules/registry";

const out = mkdtempSync(join(tmpdir(), "penprint-site-"));
let pages: readonly string[];
beforeAll(() => {
  pages = buildSite(out);
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

/** Every attribute `name` of a page. */
function attributes(html: string, name: string): readonly string[] {
  const found: string[] = [];
  const look = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("attrs" in node) {
      found.push(...node.attrs.filter((one) => one.name === name).map(({ value }) => value));
    }
    if ("childNodes" in node) node.childNodes.forEach(look);
  };
  look(parse(html));
  return found;
}
const read = (page: string): string => readFileSync(join(out, page), "utf8");

describe("the documentation's site", () => {
  test("every link and anchor leads somewhere", () => {
    const broken: string[] = [];
    for (const page of pages) {
      for (const link of [...attributes(read(page), "href"), ...attributes(read(page), "src")]) {
        if (/^[a-z]+:/i.test(link)) continue;
        const [path = "", fragment] = link.split("#");
        const file = path === "" ? join(out, page) : resolve(out, dirname(page), decodeURI(path));
        if (!existsSync(file) || !statSync(file).isFile()) broken.push(`${page}: ${link}`);
        else if (fragment !== undefined) {
          const ids = attributes(readFileSync(file, "utf8"), "id");
          if (!ids.includes(decodeURIComponent(fragment))) broken.push(`${page}: ${link}`);
        }
      }
    }
    expect(broken).toEqual([]);
  });

  test("every rule has its page and its line, and every setting its line", () => {
    const rules = read("docs/rules/index.html");
    for (const rule of ruleIds) {
      expect(pages).toContain(`docs/rules/${rule}.html`);
      expect(rules).toContain(`<code>${rule}</code>`);
    }
    const table = read("docs/settings.html");
    expect(settings().length).toBeGreaterThan(20);
    for (const [name] of settings()) expect(table).toContain(`<code>${name}</code>`);
  });

  test("no page loads anything from elsewhere", () => {
    for (const page of pages) {
      expect(read(page)).not.toMatch(/<script|<(?:img|link)[^>]*(?:src|href)="(?:https?:)?\/\//);
    }
  });
});
