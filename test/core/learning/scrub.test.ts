import { describe, expect, it } from "vitest";
import { scrub } from "../../../server/core/learning/scrub";

const token = (start: string, length: number): string =>
  start + "a1B2c3D4".repeat(8).slice(0, length);

describe("scrub", () => {
  it.each([
    ["Write to ann.lee+x@mail.example.org.", "Write to EMAIL."],
    ["Call +44 20 7946 0958 today.", "Call PHONE today."],
    ["Call 020 7946 0958, or (555) 123-4567.", "Call PHONE, or PHONE."],
    ["Card 4111 1111 1111 1111.", "Card CARD."],
    ["Pay to DE89 3704 0044 0532 0130 00 now.", "Pay to IBAN now."],
    ["Pay to GB82WEST12345698765432.", "Pay to IBAN."],
    [`The key ${token("sk-proj-", 40)} works.`, "The key SECRET works."],
    [`A ${token("ghp_", 36)} and AKIAIOSFODNN7EXAMPLE.`, "A SECRET and SECRET."],
    ["It is password: hunter2hunter2 here.", "It is password: SECRET here."],
    ["At https://me:pass1234@host.example/x.", "At https://SECRET/x."],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "SECRET"],
  ])("%s", (text, clean) => {
    expect(scrub(text).text).toBe(clean);
    expect(Object.values(scrub(text).found).length).toBe(1);
  });

  it.each([
    "Between 14 and 31 people came on 2024-03-11 and 01.02.2024.",
    "Repairs cost 18,300 pounds, 12,000 of it paid in 2023-2024.",
    "Version 1.20.3 of 10.0.0.1; chapter 12.3.4; ISBN 978-3-16-148410-0.",
    "The number 4111 1111 1111 1112 fails its sum.",
    "DE89 3704 0044 0532 0130 02 is no account.",
    "The secret is that nobody sweeps. My password was long.",
    "A sum of 0.123456789 and 3.14159265358979.",
  ])("leaves alone: %s", (text) => {
    expect(scrub(text)).toEqual({ text, found: {} });
  });
});
