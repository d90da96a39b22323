import { describe, expect, test } from "vitest";
import { defaultSettings, usableSettings } from "../../server/protocol/settings";

describe("settings that do not fit", () => {
  test("cost no other field its value", () => {
    const { settings, problems } = usableSettings({
      capture: { enabled: "off", maxDays: 0 },
      diagnostics: { severity: { "style/terms": "loud", "style/dashes": "off" }, style: false },
      languages: ["markdown", 7],
      model: { huggingFaceEndpoint: "nowhere", threads: 2 },
      proxy: "ftp://x",
    });
    expect(settings).toEqual({
      ...defaultSettings,
      capture: { ...defaultSettings.capture, enabled: "off" },
      diagnostics: {
        ...defaultSettings.diagnostics,
        severity: { "style/dashes": "off" },
        style: false,
      },
      model: { ...defaultSettings.model, threads: 2 },
    });
    const named = problems.map((problem) => /^The setting (\S+) cannot be used/.exec(problem)?.[1]);
    expect(named.sort()).toEqual([
      "capture.maxDays",
      "diagnostics.severity.style/terms",
      "languages.1",
      "model.huggingFaceEndpoint",
      "proxy",
    ]);
  });

  test("of the planner leave all of it at its defaults: nothing is sent where nobody chose", () => {
    const { settings, problems } = usableSettings({ planner: { kind: "openai", baseUrl: 7 } });
    expect(settings).toEqual(defaultSettings);
    expect(problems).toEqual([
      expect.stringMatching(/^The setting planner\.baseUrl cannot be used/),
    ]);
  });

  test("that fit are taken as they are", () => {
    const given = { proxy: " http://127.0.0.1:3128 ", planner: { kind: "openai" } };
    const { settings, problems } = usableSettings(given);
    expect([settings.proxy, settings.planner.kind, problems]).toEqual([given.proxy, "openai", []]);
  });
});
