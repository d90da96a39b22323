import { describe, expect, test } from "vitest";
import { z } from "zod";
import manifest from "../../package.json";
import { ruleIds } from "../../server/core/rules/registry";
import { defaultSettings, settingsSchema } from "../../server/protocol/settings";

type Json = Record<string, unknown>;

/** The settings of the schema by their full key, as JSON schemas. */
function flat(schema: Json, prefix = "penprint"): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  for (const [name, property] of Object.entries(schema["properties"] as Record<string, Json>)) {
    const key = `${prefix}.${name}`;
    if ("properties" in property) flat(property, key).forEach((value, at) => found.set(at, value));
    else found.set(key, property);
  }
  return found;
}

function defaultAt(key: string): unknown {
  return key
    .split(".")
    .slice(1)
    .reduce<unknown>((value, part) => (value as Json)[part], defaultSettings);
}

const declared = flat(z.toJSONSchema(settingsSchema, { io: "input" }));
const contributed = new Map<string, Json>(
  manifest.contributes.configuration.flatMap(({ properties }) => Object.entries(properties)),
);

test("package.json contributes every setting of the schema and no other", () => {
  expect([...contributed.keys()].sort()).toEqual([...declared.keys()].sort());
});

describe.each([...declared])("%s", (key, schema) => {
  const setting = contributed.get(key) ?? {};

  test("has the schema's type, values and limits", () => {
    const keys = ["type", "enum", "minimum", "maximum", "pattern", "items"];
    const of = (from: Json): Json => Object.fromEntries(keys.map((one) => [one, from[one]]));
    expect(of(setting)).toEqual(of(schema));
    expect(setting["additionalProperties"]).toEqual(schema["additionalProperties"]);
  });

  test("has the schema's default", () => {
    expect(setting["default"]).toEqual(defaultAt(key));
  });

  test("says what it is for, where it may be set, and where it stands", () => {
    expect(setting["markdownDescription"]).toBe(`%${key.replace("penprint.", "setting.")}%`);
    expect(setting["scope"]).toMatch(/^(application|machine|machine-overridable|window|resource)$/);
    expect(setting["order"]).toBeTypeOf("number");
    const values = setting["enum"] as readonly string[] | undefined;
    expect(setting["markdownEnumDescriptions"]?.toString()).toBe(
      values?.map((value) => `%${key.replace("penprint.", "setting.")}.${value}%`).toString(),
    );
  });
});

test("package.json names every rule where severities are set", () => {
  const { propertyNames } = contributed.get("penprint.diagnostics.severity") as {
    propertyNames: Json;
  };
  expect(propertyNames).toEqual({ enum: ruleIds });
});

test("a folder that is not trusted cannot choose where text goes or what runs", () => {
  const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
  const dangerous =
    /\.(location|sha256|huggingFaceEndpoint|serverUrl|serverModel|baseUrl|kind|proxy)$/;
  const expected = [...declared.keys()].filter((key) => dangerous.test(key));
  expect(restricted).toEqual(expect.arrayContaining(expected));
});
