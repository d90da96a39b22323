import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
import { Ajv } from "ajv";
import { expect } from "vitest";

/** The published schema is of draft 4, whose keywords are those of later drafts as far as it uses them. */
export function validateSarif(report: unknown): void {
  const { $schema, id, ...rest } = schema;
  expect([$schema, id].join(" ")).toMatch(/draft-04.*sarif-2\.1\.0/);
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  ajv.addFormat("uri-reference", (text) => !/[\s\\<>"{}|^`]|%(?![0-9A-Fa-f]{2})/.test(text));
  ajv.addFormat("uri", (text) => URL.canParse(text));
  ajv.addFormat("date-time", (text) => !Number.isNaN(Date.parse(text)));
  const valid = ajv.compile(rest);
  expect(valid(report), JSON.stringify(valid.errors)).toBe(true);
}
