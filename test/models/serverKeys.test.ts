import { describe, expect, it } from "vitest";
import { serverKey, stylistKey } from "../../server/models/serverKeys";
import { defaultSettings } from "../../server/protocol/settings";

describe("the key", () => {
  it("comes from memory, then PENPRINT_API_KEY, then OPENAI_API_KEY", () => {
    const env = { PENPRINT_API_KEY: "p", OPENAI_API_KEY: "o" };
    expect(serverKey("m", env)).toBe("m");
    expect(serverKey("", env)).toBe("p");
    expect(serverKey("", { OPENAI_API_KEY: "o" })).toBe("o");
    expect(serverKey("", {})).toBe("");
  });
});

describe("the stylist's key", () => {
  const env = { OPENAI_API_KEY: "planner's", PENPRINT_STYLIST_API_KEY: "stylist's" };
  const settings = (serverUrl: string) => ({
    planner: { ...defaultSettings.planner, baseUrl: "https://planner.example/v1" },
    model: { ...defaultSettings.model, serverUrl },
  });

  it("is the planner's where one server does both", () => {
    expect(stylistKey(settings("https://planner.example/voices"), "m", env)).toBe("m");
    expect(stylistKey(settings("https://planner.example/v1"), "", env)).toBe("planner's");
  });

  it("never is the planner's at another server", () => {
    expect(stylistKey(settings("https://other.example/v1"), "m", env)).toBe("stylist's");
    expect(stylistKey(settings("http://planner.example/v1"), "m", { OPENAI_API_KEY: "o" })).toBe(
      "",
    );
    expect(stylistKey(settings("no address"), "m", {})).toBe("");
  });
});
