import { copyFile, cp, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { adapterCardSchema, CARD_VERSION, type AdapterCard } from "../core/learning/adapterCard";
import type { Clock, ServiceResult } from "../workflows/ports";
import { clearAbandoned } from "./abandonedDrafts";
import { fileNameOf } from "./authorNames";
import { isMissing, wayOut } from "./fileErrors";
import { withFileLock, type HeldLock } from "./fileLock";
import { replaceFile, syncFolder } from "./replaceFile";
import { t } from "../workflows/worded";

/** Where an author's adapters are, and which notes they are measured on. */
export function adapterFolder(dataFolder: string, author: string): string {
  return join(dataFolder, "adapters", fileNameOf(author));
}

/** The adapter that ships, and no adapter at all. */
export const SHIPPED = "shipped";
export const NONE = "none";
/** Steps that can be taken back. */
const MOST_STEPS = 1000;

const currentSchema = z.object({
  version: z.literal(1),
  author: z.string(),
  /** What was in use, the last one now; empty = the adapter that ships, if there is one. */
  steps: z
    .array(z.object({ id: z.string(), time: z.iso.datetime(), why: z.enum(["installed", "used"]) }))
    .readonly(),
});
type Current = z.infer<typeof currentSchema>;

export interface AdapterInUse {
  /** A version, `shipped` or `none`. */
  readonly id: string;
  /** Null for `none`. */
  readonly file: string | null;
}

export interface AdapterVersion extends AdapterInUse {
  readonly inUse: boolean;
  readonly card?: AdapterCard;
  /** Why it cannot be used. */
  readonly problem?: string;
}

export interface NewAdapter {
  /** GGUF file, and the same in PEFT's form. */
  readonly adapter: string;
  readonly peft?: string | undefined;
  readonly card: Omit<AdapterCard, "version" | "id" | "author" | "created">;
}

export interface AdapterStoreParts {
  readonly dataFolder: string;
  readonly author: string;
  /** The adapter that ships; absent = none does. */
  readonly shipped?: string | undefined;
  readonly clock: Clock;
  /** Whether a file can be laid over the base model, before anything is changed. */
  check(file: string): Promise<ServiceResult<unknown>>;
}

/**
 * Versions of an author's adapter, each in a folder that is never changed again, and `current.json`, which says what is
 * in use. Several windows and processes may share it.
 */
export class AdapterStore {
  readonly folder: string;
  private readonly file: string;

  constructor(private readonly parts: AdapterStoreParts) {
    this.folder = adapterFolder(parts.dataFolder, parts.author);
    this.file = join(this.folder, "current.json");
  }

  /** What is in use. A damaged `current.json` is said, and nothing is guessed. */
  async current(): Promise<ServiceResult<AdapterInUse>> {
    const read = await this.read();
    return read.kind === "ok" ? { kind: "ok", value: this.inUse(read.value) } : read;
  }

  /** The oldest first; what ships stands before them. */
  async list(): Promise<ServiceResult<readonly AdapterVersion[]>> {
    const read = await this.read();
    if (read.kind === "failed") return read;
    const { id } = this.inUse(read.value);
    const versions = await Promise.all((await this.versions()).map((one) => this.version(one)));
    const { shipped } = this.parts;
    const all = [...(shipped === undefined ? [] : [{ id: SHIPPED, file: shipped }]), ...versions];
    return { kind: "ok", value: all.map((one) => ({ ...one, inUse: one.id === id })) };
  }

  /** Copies an adapter under a new version and takes it into use. On failure nothing is changed. */
  async install({ adapter, peft, card }: NewAdapter): Promise<ServiceResult<AdapterInUse>> {
    const fits = await this.parts.check(adapter);
    if (fits.kind === "failed") return fits;
    return this.changing(async (current, lock) => {
      const last = Math.max(0, ...(await this.versions()).map((id) => Number(id.slice(1))));
      const id = `v${last + 1}`;
      const draft = join(this.folder, `.${id}.${process.pid}.new`);
      await clearAbandoned(this.folder, `.${id}`);
      try {
        await mkdir(draft);
        await copyFile(adapter, join(draft, "adapter.gguf"));
        if (peft !== undefined) await cp(peft, join(draft, "peft"), { recursive: true });
        const { author } = this.parts;
        const whole: AdapterCard = {
          version: CARD_VERSION,
          id,
          author,
          created: this.now(),
          ...card,
        };
        const text = `${JSON.stringify(whole, null, 2)}\n`;
        await replaceFile(join(draft, "card.json"), [Buffer.from(text, "utf8")]);
        await synced(join(draft, "adapter.gguf"));
        lock.check();
        await rename(draft, join(this.folder, id));
      } finally {
        await rm(draft, { recursive: true, force: true });
      }
      await syncFolder(this.folder);
      return this.stepTo(current, id, "installed");
    });
  }

  /** Takes a version into use, `shipped`, or `none`. */
  async use(id: string): Promise<ServiceResult<AdapterInUse>> {
    const ids = await this.usable();
    if (!ids.includes(id)) {
      return failed(
        t('{0} has no adapter "{1}".', this.parts.author, id),
        t("There are: {0}.", ids.join(", ")),
      );
    }
    const file = this.fileOf(id);
    const fits = file === null ? undefined : await this.parts.check(file);
    if (fits?.kind === "failed") return fits;
    return this.changing((current) => Promise.resolve(this.stepTo(current, id, "used")));
  }

  /** Takes what was in use before. */
  rollback(): Promise<ServiceResult<AdapterInUse>> {
    return this.changing((current) => {
      if (current.steps.length > 0) {
        return Promise.resolve({ ...current, steps: current.steps.slice(0, -1) });
      }
      return Promise.resolve(t("Nothing was in use before: no adapter was ever installed."));
    });
  }

  private inUse({ steps }: Current): AdapterInUse {
    const id = steps.at(-1)?.id ?? (this.parts.shipped === undefined ? NONE : SHIPPED);
    return { id, file: this.fileOf(id) };
  }

  private fileOf(id: string): string | null {
    if (id === NONE) return null;
    if (id === SHIPPED) return this.parts.shipped ?? null;
    return join(this.folder, id, "adapter.gguf");
  }

  private async usable(): Promise<readonly string[]> {
    const shipped = this.parts.shipped === undefined ? [] : [SHIPPED];
    return [...shipped, ...(await this.versions()), NONE];
  }

  private async versions(): Promise<readonly string[]> {
    try {
      const names = await readdir(this.folder);
      const ids = names.filter((name) => /^v[1-9]\d*$/.test(name));
      return ids.sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  private async version(id: string): Promise<Omit<AdapterVersion, "inUse">> {
    const version = { id, file: this.fileOf(id) };
    const file = join(this.folder, id, "card.json");
    try {
      const json: unknown = JSON.parse(await readFile(file, "utf8"));
      const card = adapterCardSchema.safeParse(json);
      if (card.success) return { ...version, card: card.data };
      return { ...version, problem: t("{0} is damaged or of a later Penprint", file) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { ...version, problem: `${file}: ${why}` };
    }
  }

  private stepTo(current: Current, id: string, why: "installed" | "used"): Current {
    const steps = [...current.steps, { id, time: this.now(), why }];
    return { ...current, steps: steps.slice(-MOST_STEPS) };
  }

  private now = (): string => this.parts.clock.now().toISOString();

  private async read(): Promise<ServiceResult<Current>> {
    let text: string;
    try {
      text = await readFile(this.file, "utf8");
    } catch (error) {
      if (!isMissing(error)) {
        const why = error instanceof Error ? error.message : String(error);
        return failed(t("{0} cannot be read ({1}).", this.file, why), wayOut(error, this.file));
      }
      return { kind: "ok", value: { version: 1, author: this.parts.author, steps: [] } };
    }
    try {
      return { kind: "ok", value: currentSchema.parse(JSON.parse(text)) };
    } catch {
      return failed(
        t("{0} is damaged or of a later Penprint.", this.file),
        t("Update Penprint; or delete that file and choose a version with `penprint adapter use`."),
      );
    }
  }

  /** One change at a time, of all processes; a text is why nothing is changed. */
  private async changing(
    change: (current: Current, lock: HeldLock) => Promise<Current | string>,
  ): Promise<ServiceResult<AdapterInUse>> {
    try {
      await mkdir(this.folder, { recursive: true });
      return await withFileLock(this.file, async (lock) => {
        const before = await this.read();
        if (before.kind === "failed") return before;
        const after = await change(before.value, lock);
        if (typeof after === "string") return failed(after, t("See `penprint adapter list`."));
        const text = `${JSON.stringify(after, null, 2)}\n`;
        await replaceFile(this.file, [Buffer.from(text, "utf8")], () => lock.check());
        return { kind: "ok", value: this.inUse(after) };
      });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return failed(`${this.file}: ${why}.`, wayOut(error, this.file));
    }
  }
}

async function synced(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync().finally(() => handle.close());
}

const failed = (why: string, userAction: string) => ({ kind: "failed", why, userAction }) as const;
