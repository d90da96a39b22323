import { expect, test } from "vitest";
import { noteDate } from "../../../server/core/dashboard/noteDate";

const modified = new Date("2026-01-02T03:04:05Z");
const when = (text: string, path = "/n/a.md", file: Date | undefined = modified) => {
  const date = noteDate(text, path, file);
  return date === undefined ? undefined : `${date.day} ${date.from}`;
};

test.each([
  [
    "---\ntitle: A\ndate: 2025-03-22\n---\nText 1999-01-01",
    "/n/2020-01-01.md",
    "2025-03-22 front matter",
  ],
  ['---\r\ndate: "2025-03-22T10:00:00+02:00"\r\n---\r\n', "/n/a.md", "2025-03-22 front matter"],
  ["\uFEFF---\ncreated: 2024/12/31\n---\n", "/n/a.md", "2024-12-31 front matter"],
  ["---\ncreated: 2020-01-01\ndate: 2021-01-01\n---\n", "/n/a.md", "2021-01-01 front matter"],
  ["---\ndate: [broken\ncreated: 2024-02-29\n---\n", "/n/a.md", "2024-02-29 front matter"],
  ["---\ndate: 2023-02-29\n---\n", "/n/a.md", "2026-01-02 file"],
  ["---\ndate: <img src=x onerror=alert(1)>\n---\n", "/n/a.md", "2026-01-02 file"],
  ["---\n  date: 2021-01-01\n---\n", "/n/20240506 daily.md", "2024-05-06 file name"],
  ["date: 2021-01-01", "C:\\notes\\2024_05_06.md", "2024-05-06 file name"],
  ["No date.", "/2019-01-01/a.md", "2026-01-02 file"],
  ["No date.", "/n/12345678901234.md", "2026-01-02 file"],
])("%j at %s", (text, path, expected) => {
  expect(when(text, path)).toBe(expected);
});

test("a file that is gone has no day but the one in its name", () => {
  expect(noteDate("", "/n/a.md", undefined)).toBeUndefined();
  expect(noteDate("", "/n/2024-05-06.md", undefined)?.day).toBe("2024-05-06");
});
