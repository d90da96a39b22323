import { z } from "zod";
import { isMissing } from "./fileErrors";
import { readRegular } from "./regularFile";
import { replaceFile } from "./replaceFile";

const FORMAT = "penprint-baseline";
const VERSION = 1;
/** Bytes: more than a million findings. */
const LARGEST = 64_000_000;

const anySchema = z.looseObject({ format: z.literal(FORMAT), version: z.int() });
const baselineSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  findings: z.record(z.string(), z.array(z.string().regex(/^[0-9a-f]{32}$/, "no hash"))),
});

/** Hashes by rule id, as many of each as there are such findings. */
export type Baseline = Readonly<Record<string, readonly string[]>>;

/** `why` is to be read on after the file's name. */
export type BaselineRead =
  | { readonly kind: "read"; readonly baseline: Baseline }
  | { readonly kind: "refused"; readonly why: string };

const WRITE_ANEW = "write it anew with --write-baseline";

/** Findings that are known already, as `writeBaseline` wrote them. Never throws for what stands in the file. */
export async function readBaseline(file: string): Promise<BaselineRead> {
  let json: unknown;
  try {
    const text = (await readRegular(file, LARGEST)).toString("utf8");
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    if (isMissing(error)) {
      return refused("does not exist: write it with --write-baseline, and commit it");
    }
    const why = error instanceof Error ? error.message : String(error);
    if (!(error instanceof SyntaxError)) return refused(`cannot be read: ${why}`);
    return refused(
      `is no JSON (a merge that was left unfinished?): ${why}. Mend it, or ${WRITE_ANEW}`,
    );
  }
  const any = anySchema.safeParse(json);
  if (!any.success)
    return refused(`is no baseline of Penprint: name another file, or ${WRITE_ANEW}`);
  if (any.data.version > VERSION) {
    return refused(
      `was written by a newer Penprint (version ${any.data.version}): update this one, or ${WRITE_ANEW}`,
    );
  }
  const parsed = baselineSchema.safeParse(json);
  if (parsed.success) return { kind: "read", baseline: parsed.data.findings };
  return refused(`is damaged: ${z.prettifyError(parsed.error)}\n${WRITE_ANEW}`);
}

const refused = (why: string): BaselineRead => ({ kind: "refused", why: `${why}.` });

/** One hash a line, sorted, so that a version control system shows and merges them well. */
export async function writeBaseline(file: string, baseline: Baseline): Promise<void> {
  const rules = Object.entries(baseline).sort(([a], [b]) => (a < b ? -1 : 1));
  const findings = Object.fromEntries(rules.map(([rule, marks]) => [rule, [...marks].sort()]));
  const text = JSON.stringify({ format: FORMAT, version: VERSION, findings }, null, 2);
  await replaceFile(file, [Buffer.from(`${text}\n`)]);
}
