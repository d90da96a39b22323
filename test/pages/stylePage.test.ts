import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderNothing } from "../../server/pages/stylePage";
import { axeSource, installedChromium, launchChromium } from "../support/chromium";
import { learnedAuthor } from "../support/learnedAuthor";
import { runPenprint } from "../support/runPenprint";

const author = learnedAuthor();
const path = installedChromium();
if (path === undefined && process.env["CI"] !== "true") {
  console.warn("Chromium is not installed (apt install chromium): its tests are skipped.");
}

describe.skipIf(path === undefined && process.env["CI"] !== "true")("the page in Chromium", () => {
  let browser: Browser;
  const pages: Record<string, string> = {};
  beforeAll(async () => {
    browser = await launchChromium(path ?? "chromium");
    pages["style"] = join(author.folder, "style.html");
    pages["nothing"] = join(author.folder, "nothing.html");
    const { code, stderr } = await runPenprint([
      ...["profile", "show", "--data-dir", author.dataFolder, "--profile", author.profile],
      ...["--note", resolve("samples/drafts/the-tap-in-winter.md")],
      ...["--html", "--out", pages["style"]],
    ]);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
    const learn = { href: "command:penprint.learnStyle", text: "Learn My Style" };
    const nothing = renderNothing("Nothing has been learned yet.", {
      words: "Learn.",
      link: learn,
    });
    writeFileSync(pages["nothing"], nothing);
  }, 60_000);
  afterAll(() => browser.close());

  test.each([
    ["style", "light"],
    ["style", "dark"],
    ["nothing", "light"],
  ] as const)("axe finds nothing wrong: %s, %s", async (name, colorScheme) => {
    const context = await browser.newContext({ colorScheme });
    const page = await context.newPage();
    await page.goto(pathToFileURL(pages[name]!).href);
    // The tools of a browser are let past the page's own policy.
    await page.evaluate(axeSource());
    const { violations, passes } = await page.evaluate<AxeResults>("axe.run()");
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(passes.length).toBeGreaterThan(10);
    const colour = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(colour).toBe(colorScheme === "dark" ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
    await context.close();
  });

  test("everything is there without a script, and reached by keyboard", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const address = pathToFileURL(pages["style"]!).href;
    await page.goto(address);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Style of Sam");
    const charts = page.getByRole("img", { name: "Where you have a choice" });
    expect(await charts.count()).toBe(1);
    const row = page.getByRole("row", { name: /^contractions 100 % 99 to 100 %/ });
    expect(await row.textContent()).toContain("18 of 25");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(page.url()).toBe(`${address}#habits`);
    const details = page.getByText("Every period in numbers");
    await details.focus();
    await page.keyboard.press("Enter");
    expect(await page.getByRole("row", { name: /^Words learned/ }).isVisible()).toBe(true);
    expect(asked).toEqual([address]);
    await context.close();
  });
});
