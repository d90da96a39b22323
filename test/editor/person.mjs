import { setTimeout as wait } from "node:timers/promises";

/** What somebody in front of a VS Code window does: palette, dialogs, keys. `page` is the window. */
export class Person {
  constructor(page) {
    this.page = page;
  }

  /** Runs a command by its name in the command palette. */
  async command(name) {
    await this.press("F1");
    await this.pick(`>${name}`, name);
  }

  /** Answers the dialog, list or question with this title. */
  async answer(title, text) {
    const shown = this.page.locator(".quick-input-title", { hasText: title });
    await shown.waitFor();
    await this.fill(text);
    await this.press("Enter");
    await shown.waitFor({ state: "hidden" });
  }

  async open(file) {
    await this.press("Control+P");
    await this.pick(file, file);
    await this.page.locator(".tab.active", { hasText: file }).waitFor();
  }

  /** Selects the paragraph in a line, counted from 1. */
  async selectLine(line) {
    await this.press("Control+G");
    await this.fill(`:${line}`);
    await this.press("Enter");
    await this.command("Expand Line Selection");
    await this.press("Shift+ArrowLeft");
  }

  press(keys) {
    return this.page.keyboard.press(keys);
  }

  /** Takes the entry that holds `words` from the list that `text` leaves. */
  async pick(text, words) {
    await this.fill(text);
    await this.page
      .locator(".quick-input-list .monaco-list-row", { hasText: words })
      .first()
      .waitFor();
    await this.press("Enter");
  }

  /** A dialog writes its own text when it is ready: ours stands when it still stands after a moment. */
  async fill(text) {
    const box = this.page.locator(".quick-input-widget .quick-input-box input");
    do {
      await box.fill(text);
      await wait(700);
    } while ((await box.inputValue()) !== text);
  }

  /** Waits for `look` to answer something true. */
  async sees(what, look, limitMs = 90_000) {
    const end = performance.now() + limitMs;
    while (performance.now() < end) {
      const seen = await look();
      if (seen) return seen;
      await wait(100);
    }
    throw new Error(`Waited ${limitMs / 1000} s in vain for ${what}.`);
  }

  /** Text of everything that `selector` matches. */
  texts(selector) {
    return this.page.locator(selector).allInnerTexts();
  }
}
