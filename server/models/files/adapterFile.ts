import type { ServiceResult } from "../../workflows/ports";
import { readGguf, type GgufHeader } from "./gguf";
import { t } from "../../workflows/worded";

/** The version of our own entries in an adapter's header that this program understands. */
const FORMAT = 1;

export interface BaseFile {
  readonly name: string;
  readonly file: string;
  /** Absent where nobody told it. */
  readonly sha256?: string;
}

/** What an adapter's header tells. Empty where it does not say. */
export interface AdapterFacts {
  readonly base: string;
  readonly data: string;
  readonly recipe: string;
  readonly parents: string;
}

/** Whether an adapter can be laid over a base model, by the headers of both files; in words why not. */
export async function checkAdapter(
  file: string,
  base: BaseFile,
): Promise<ServiceResult<AdapterFacts>> {
  const [adapter, model] = await Promise.all([readGguf(file), readGguf(base.file)]);
  const refused = (why: string) =>
    failed(
      t("The adapter {0} does not fit {1}: it {2}.", file, base.name, why),
      t(
        "Choose another adapter (`penprint adapter list`), go back to the one before (`penprint adapter rollback`), or train one for this model.",
      ),
    );
  if (adapter.kind === "unreadable") return refused(adapter.why);
  const { header, bytes } = adapter;
  const text = (key: string): string => String(header.metadata.get(key) ?? "");
  if (text("general.type") !== "adapter" || text("adapter.type") !== "lora") {
    return refused(t("is no LoRA adapter"));
  }
  const format = Number(header.metadata.get("penprint.format") ?? FORMAT);
  if (format > FORMAT) {
    return failed(
      t("The adapter {0} is of format {1}; this Penprint reads up to {2}.", file, format, FORMAT),
      t("Update Penprint, or choose another adapter."),
    );
  }
  const tensors = Number(header.metadata.get("penprint.tensors") ?? header.tensors.length);
  if (header.bytesNeeded > bytes || tensors !== header.tensors.length) {
    return refused(t("is cut off: it has {0} bytes and needs {1}", bytes, header.bytesNeeded));
  }
  const sha256 = text("penprint.base.sha256");
  if (sha256 !== "" && base.sha256 !== undefined && sha256 !== base.sha256) {
    return refused(
      t(
        "was trained for another base model (SHA-256 {0}…) than {1} ({2}…)",
        sha256.slice(0, 12),
        base.name,
        base.sha256.slice(0, 12),
      ),
    );
  }
  const misfit = model.kind === "read" ? misfitOf(header, model.header) : undefined;
  if (misfit !== undefined) return refused(misfit);
  return {
    kind: "ok",
    value: {
      base: sha256,
      data: text("penprint.data.sha256"),
      recipe: text("penprint.recipe"),
      parents: text("penprint.parents"),
    },
  };
}

/** What of an adapter the model has no place for; reads on after "it". */
function misfitOf(adapter: GgufHeader, model: GgufHeader): string | undefined {
  const architecture = ({ metadata }: GgufHeader): string =>
    String(metadata.get("general.architecture") ?? "");
  if (architecture(adapter) !== architecture(model)) {
    return t(
      'is for models of the kind "{0}", this one is "{1}"',
      architecture(adapter),
      architecture(model),
    );
  }
  const shapes = new Map(model.tensors.map(({ name, dimensions }) => [name, dimensions]));
  const own = new Map(adapter.tensors.map(({ name, dimensions }) => [name, dimensions]));
  if (own.size === 0) return t("holds no tensors");
  for (const [name, dimensions] of own) {
    const [, target, half] = /^(.+)\.lora_([ab])$/.exec(name) ?? [];
    const wanted = target === undefined ? undefined : shapes.get(target);
    if (target === undefined || wanted === undefined)
      return t("has {0}, for which the model has no place", name);
    const other = own.get(`${target}.lora_${half === "a" ? "b" : "a"}`);
    if (other === undefined) return t("lacks half of {0}", target);
    const [inner, outer] = half === "a" ? [wanted[0], other[0]] : [other[1], wanted[1]];
    if (dimensions.length !== 2 || dimensions[0] !== inner || dimensions[1] !== outer) {
      return t(
        "has {0} of {1}, which should be {2} x {3}",
        name,
        dimensions.join(" x "),
        inner ?? "?",
        outer ?? "?",
      );
    }
  }
  return undefined;
}

const failed = (why: string, userAction: string) => ({ kind: "failed", why, userAction }) as const;
