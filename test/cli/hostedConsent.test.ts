import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { agrees } from "../../server/cli/hostedConsent";

it.each([
  ["y\n", true],
  ["Yes\n", true],
  ["\n", false],
  ["no\n", false],
  ["", false],
])("at the prompt, %j means %s", async (typed, expected) => {
  const input = new PassThrough();
  input.end(typed);
  const asked = agrees("Send it?", new AbortController().signal, input, new PassThrough());
  expect(await asked).toBe(expected);
});
