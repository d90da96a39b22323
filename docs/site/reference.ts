import { z } from "zod";
import strings from "../../package.nls.json";
import { allRules } from "../../server/core/rules/registry";
import { settingsSchema } from "../../server/protocol/settings";

const property: z.ZodType<Property> = z.object({
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  default: z.unknown().optional(),
  get properties() {
    return z.record(z.string(), property).optional();
  },
});
interface Property {
  readonly type?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Property>> | undefined;
}
const described: Readonly<Record<string, string>> = strings;

/** Every setting by its name without `penprint.`, from the schema that reads them. */
export function settings(): readonly (readonly [name: string, setting: Property])[] {
  const flat = (at: Property, prefix: string): readonly (readonly [string, Property])[] =>
    Object.entries(at.properties ?? {}).flatMap(([name, below]) =>
      below.properties === undefined
        ? [[`${prefix}${name}`, below] as const]
        : flat(below, `${prefix}${name}.`),
    );
  return flat(property.parse(z.toJSONSchema(settingsSchema, { io: "input" })), "");
}

/** The page of settings. */
export function settingsPage(): string {
  const rows = settings().map(([name, { type, enum: values, default: own }]) => {
    const kind = values?.map((value) => `\`${value}\``).join(" ") ?? type ?? "";
    const text = (described[`setting.${name}`] ?? "").replaceAll("\n", " ");
    const cells = [`\`${name}\``, kind, `\`${JSON.stringify(own)}\``, text];
    return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  });
  return [
    "# Settings",
    "",
    "In VS Code each begins with `penprint.`; other editors give them as initialization options, the command line with `--settings FILE`.",
    "",
    "| setting | values | default | for |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

/** The page of rules: `first` answers a rule's title and its first paragraph. */
export function rulesPage(first: (rule: string) => { title: string; about: string }): string {
  const rows = allRules.map(({ id }) => {
    const { title, about } = first(id);
    return `| [${title}](${id}.md) | \`${id}\` | ${about.replaceAll("|", "\\|")} |`;
  });
  return [
    "# Rules",
    "",
    "| rule | id | what it looks at |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
