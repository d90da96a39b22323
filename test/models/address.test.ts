import { expect, test } from "vitest";
import { parseLocation } from "../../server/models/files/address";

const endpoint = "http://hub.example/";

test.each([
  ["hf:owner/repo/a.gguf", "http://hub.example/owner/repo/resolve/main/a.gguf", "a.gguf"],
  [
    "hf:owner/repo/q4/a b.gguf@v2",
    "http://hub.example/owner/repo/resolve/v2/q4/a%20b.gguf",
    "a_b.gguf",
  ],
  [
    "https://huggingface.co/owner/repo/blob/main/a.gguf",
    "http://hub.example/owner/repo/resolve/main/a.gguf",
    "a.gguf",
  ],
  ["https://example.org/m/x.gguf?download=1", "https://example.org/m/x.gguf?download=1", "x.gguf"],
])("%s", (location, url, file) => {
  expect(parseLocation(location, endpoint)).toEqual({ kind: "address", url, file });
});

test("paths are paths, on Windows too", () => {
  for (const path of ["/models/a.gguf", "models", "C:\\models\\a.gguf"]) {
    expect(parseLocation(path, endpoint)).toEqual({ kind: "path", path });
  }
});

test.each(["hf:owner", "hf:owner/repo", "ftp://example.org/a.gguf"])(
  "%s is refused",
  (location) => {
    expect(() => parseLocation(location, endpoint)).toThrow(/hf:owner|http/);
  },
);
