import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FEWEST_PAIRS } from "../core/learning/evidence";
import type { GateReport } from "../core/learning/gate";
import type { Logger } from "../core/log";
import { viewOf } from "../core/style/view";
import type { AdapterVersions, CollectedPairs, TrainingDesk } from "../lsp/training";
import type { Settings } from "../protocol/settings";
import { adapterFolder } from "../storage/adapterStore";
import { fileNameOf } from "../storage/authorNames";
import { readBackground } from "../storage/backgroundFile";
import { readDecisions } from "../storage/captureLines";
import { captureLogFile } from "../storage/captureLog";
import { DatasetFolder } from "../storage/datasetFolder";
import { assetsFolder } from "../storage/installation";
import { ProfileStore, readProfile } from "../storage/profileStore";
import { SettledNotes } from "../storage/settledNotes";
import type { AuthorProfiles } from "../workflows/authorProfiles";
import { buildDataset } from "../workflows/buildDataset";
import type { ServiceResult } from "../workflows/ports";
import { adapterStore } from "./adapters";
import { learnOwnNotes } from "./ownNotes";
import type { Planners } from "./planners";
import { defaultRecipe, prepareTraining } from "./prepareTraining";
import type { Stylists } from "./stylists";
import { startOf, trainAndInstall } from "./training";
import { t } from "../workflows/worded";

interface Parts {
  readonly dataFolder: string;
  readonly authors: AuthorProfiles;
  readonly stylists: Stylists;
  readonly settings: (path?: string) => Settings;
  readonly plannersOf: (settings: Settings) => Promise<Planners>;
  readonly logger: Logger;
}

type Collect = Parameters<TrainingDesk["collect"]>;
type Train = Parameters<TrainingDesk["train"]>;

/** What `dataset build`, `train` and `adapter` do, for the editor: one data set an author, in the data folder. */
export class EditorTraining implements TrainingDesk {
  constructor(private readonly parts: Parts) {}

  async collect(
    path: Collect[0],
    { fromNotes, signal, progress }: Collect[1],
  ): Promise<ServiceResult<CollectedPairs>> {
    const { dataFolder, authors, settings, plannersOf } = this.parts;
    const found = await authors.profileFor(path);
    if (found === undefined) return nobody();
    const { author, folders } = found.profile;
    const { decisions, problems } = await readDecisions(captureLogFile(dataFolder));
    for (const { line, why } of problems) {
      this.parts.logger.warn(`${captureLogFile(dataFolder)}:${line}: ${why}`);
    }
    const ofAuthor = await Promise.all(
      decisions.map(async ({ line }) => (await authors.nameFor(line.note)) === author),
    );
    const own = await learnOwnNotes({
      ...{ author, folders, dataFolder, decisions, signal, progress },
      settings: settings(path),
    });
    if (own.kind === "failed") return own;
    const folder = this.folderOf(author);
    const { neutraliser } = fromNotes ? await plannersOf(settings(path)) : {};
    const settled = new SettledNotes(join(adapterFolder(dataFolder, author), "notes.json"));
    const dataset = await buildDataset({
      decisions: decisions.filter((_, i) => ofAuthor[i]),
      own: own.value,
      neutraliser,
      neutrals: await folder.neutrals(),
      template: await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8"),
      settle: (work) => settled.update(work),
      struck: await folder.struck(),
      signal,
      progress,
    });
    signal.throwIfAborted();
    await folder.write(dataset);
    return {
      kind: "ok",
      value: {
        author,
        folder: folder.folder,
        pairs: dataset.sft.map(({ id, note, source, neutral, text }) => ({
          ...{ id, note, source, neutral, text },
        })),
        preferences: dataset.preference.length,
        holdout: dataset.holdout.length,
        notes: dataset.report.notes,
      },
    };
  }

  strike(author: string, ids: readonly string[]): Promise<void> {
    return this.folderOf(author).strike(ids);
  }

  async train(
    author: Train[0],
    { signal, progress, onStep }: Train[1],
  ): Promise<ServiceResult<GateReport>> {
    const { dataFolder, stylists } = this.parts;
    const read = await this.folderOf(author).read();
    if (read.kind === "failed") return read;
    const data = read.value;
    const missing = FEWEST_PAIRS - data.holdout.length;
    if (data.sft.length === 0 || missing > 0) return tooLittle(data.sft.length, missing);
    const profile = await readProfile(new ProfileStore(dataFolder).fileOf(author));
    if (profile.kind !== "read") return nobody();
    const settings = this.parts.settings();
    const store = adapterStore(author, { dataFolder, settings });
    const inUse = await store.current();
    if (inUse.kind === "failed") return inUse;
    const stylist = await stylists.embedded();
    if (stylist.kind === "failed") return stylist;
    const prepared = await prepareTraining({ dataFolder, settings, signal, installing: progress });
    if (prepared.kind === "failed") return prepared;
    const { trainer, base, cache, baseHash, template } = prepared.value;
    const background = await readBackground();
    const { file, id } = inUse.value;
    const trained = await trainAndInstall(
      {
        ...{ author, data, template, dataFolder, baseHash, signal },
        stages: "sft,filter,dpo",
        from: file === null ? null : startOf(file),
        parents: [id],
        recipe: defaultRecipe,
        candidates: settings.model.candidates,
        dryRun: false,
        // Stopped, or ended with the editor, it goes on where it was.
        resume: "whenSame",
      },
      store,
      {
        ...{ trainer, base, cache },
        stylist: (adapter) => stylist.value(adapter ?? file),
        viewWithout: (note) => viewOf(profile.profile, background, { place: note }),
        onEvent: (event) => {
          if (event.event === "step") {
            const { stage, step, steps, loss, secondsLeft } = event;
            onStep({ stage, step, steps, loss, secondsLeft });
            progress(0, 0, `${stage}: step ${step} of ${steps}, loss ${loss.toFixed(2)}`);
          } else if (event.event === "progress") {
            progress(0, 0, `${event.stage}: ${event.done} of ${event.total}, ${event.what}`);
          }
        },
      },
    );
    if (trained.kind === "failed") return trained;
    return { kind: "ok", value: trained.value.gate! };
  }

  async adapters(path: string | undefined): Promise<ServiceResult<AdapterVersions>> {
    const found = await this.parts.authors.profileFor(path);
    if (found === undefined) return nobody();
    const { author } = found.profile;
    const store = this.storeOf(author);
    const current = await store.current();
    if (current.kind === "failed") return current;
    const listed = await store.list();
    if (listed.kind === "failed") return listed;
    return {
      kind: "ok",
      value: {
        author,
        current: current.value.id,
        versions: listed.value.map(({ id, card, problem }) => ({
          id,
          created: card?.created ?? "",
          about: problem ?? card?.gate?.why.join(" ") ?? "",
        })),
      },
    };
  }

  use(author: string, id: string | undefined): Promise<ServiceResult<{ readonly id: string }>> {
    const store = this.storeOf(author);
    return id === undefined ? store.rollback() : store.use(id);
  }

  private storeOf(author: string) {
    const { dataFolder, settings } = this.parts;
    return adapterStore(author, { dataFolder, settings: settings() });
  }

  private folderOf(author: string): DatasetFolder {
    return new DatasetFolder(join(this.parts.dataFolder, "data-sets", fileNameOf(author)));
  }
}

const nobody = () =>
  ({
    kind: "failed",
    why: t("Nothing has been learned of an author yet."),
    userAction: t("Learn the author's notes first."),
  }) as const;

function tooLittle(pairs: number, missing: number): ServiceResult<never> {
  return {
    kind: "failed",
    why:
      pairs === 0
        ? t("There is nothing to train on yet.")
        : t(
            "Too little to compare adapters on: {0} held-out pairs are missing. Nothing was trained.",
            missing,
          ),
    userAction: t(
      "Every suggestion that you accept or correct is a pair; with about 60 pairs there are enough. With a planner's server your notes make pairs too.",
    ),
  };
}
