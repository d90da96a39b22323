import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CaptureConsent } from "../../server/storage/captureConsent";

let folder = "";
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "penprint-consent-"))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the answer about keeping decisions", () => {
  it("is open until it is given, and then known to other windows", async () => {
    const [one, other] = [new CaptureConsent(folder), new CaptureConsent(folder)];
    expect(one.current("ask")).toBe("ask");
    await one.answer(true);
    expect(other.current("ask")).toBe("on");
    await other.answer(false);
    expect(one.current("ask")).toBe("off");
  });

  it("gives way to the settings, and is none when it cannot be read", async () => {
    const consent = new CaptureConsent(folder);
    await consent.answer(true);
    expect([consent.current("off"), consent.current("on")]).toEqual(["off", "on"]);
    await writeFile(join(folder, "capture-consent.json"), "yes");
    expect(consent.current("ask")).toBe("ask");
  });
});
