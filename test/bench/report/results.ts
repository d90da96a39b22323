import { existsSync, readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { z } from "zod";

const pointSchema = z.strictObject({ x: z.number(), y: z.number() });

const plotSchema = z.strictObject({
  /** Of the drawing's file, after `performance-`. */
  name: z.string(),
  title: z.string(),
  x: z.string(),
  y: z.string(),
  lines: z.array(z.strictObject({ name: z.string(), points: z.array(pointSchema) })),
});

const findingsSchema = z.strictObject({
  /** Paragraphs: what was measured, and how. */
  says: z.array(z.string()),
  table: z.strictObject({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  plots: z.array(plotSchema),
  /** Costs whose growth with their input is judged. */
  growth: z.array(
    z.strictObject({
      what: z.string(),
      points: z.array(pointSchema),
      /** Nobody here can mend it. */
      isRival: z.boolean().optional(),
    }),
  ),
  /** What could not be measured, and why. */
  leftOut: z.array(z.string()),
});

const machineSchema = z.strictObject({
  processor: z.string(),
  cores: z.number(),
  system: z.string(),
  node: z.string(),
  /** Processes that ran or waited to run when the measurement began, a mean of a minute. */
  load: z.number(),
});

const sectionSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  taken: z.string(),
  seconds: z.number(),
  /** The quick form: fewer and smaller inputs. */
  quick: z.boolean(),
  machine: machineSchema,
  findings: findingsSchema,
});

const resultsSchema = z.strictObject({ version: z.literal(1), sections: z.array(sectionSchema) });

export type Plot = z.infer<typeof plotSchema>;
export type Findings = z.infer<typeof findingsSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type Results = z.infer<typeof resultsSchema>;

/** What earlier runs wrote; nothing where there was none. */
export function readResults(file: string): Results {
  if (!existsSync(file)) return { version: 1, sections: [] };
  const read = resultsSchema.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (read.success) return read.data;
  throw new Error(
    `${file} is not what this version writes: ${z.prettifyError(read.error)}\nDelete it and run all benchmarks again.`,
  );
}

/** The results with one section new, in the order of `names`. */
export function withSection(results: Results, section: Section, names: readonly string[]): Results {
  const others = results.sections.filter(({ name }) => name !== section.name);
  const sections = [...others, section].sort(
    (a, b) => names.indexOf(a.name) - names.indexOf(b.name),
  );
  return { version: 1, sections };
}

export function thisMachine(): Section["machine"] {
  return {
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}
