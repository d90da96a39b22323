import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "../core/log";
import type { StatusReport } from "../lsp/statusReport";
import type { Settings } from "../protocol/settings";
import type { OpenStylist } from "../models/openStylist";
import { assetsFolder, installationRoot } from "../storage/installation";
import { servedName } from "../storage/servedAdapters";
import type { Progress, ServiceResult, Stylist } from "../workflows/ports";
import { noStylist, untrusted } from "../workflows/trust";
import { t } from "../workflows/worded";

interface Parts {
  readonly dataFolder: string;
  readonly logger: Logger;
  readonly status: StatusReport;
  readonly settings: () => Settings;
  readonly key: () => string;
  /** Whether a model may run: not in folders that the user does not trust. */
  readonly allowed: () => boolean;
}

/** The stylist that the settings name, opened when it is first needed and anew when they change. */
export class Stylists {
  private open: { readonly key: string; readonly stylist: Promise<OpenStylist> } | undefined;
  private current: OpenStylist | undefined;

  constructor(private readonly parts: Parts) {}

  /** Process id of the embedded model's process; 0 when none runs. */
  get pid(): number {
    return this.current?.embedded?.pid ?? 0;
  }

  /** For one author: with the adapter that is in use for that author now. */
  async get(author: string | undefined): Promise<Stylist> {
    if (!this.parts.allowed()) return noStylist;
    const { model, planner, proxy } = this.parts.settings();
    const served = author === undefined || model.serverUrl === "" ? undefined : servedName(author);
    const key = JSON.stringify([model, planner.timeoutSeconds, proxy, this.parts.key(), served]);
    if (this.open?.key !== key) {
      this.dispose();
      this.open = { key, stylist: this.make(served) };
    }
    const open = await this.open.stylist;
    if (author === undefined || model.serverUrl !== "") return open.stylist;
    const { adapterFor } = await import("./adapters");
    const { dataFolder, logger } = this.parts;
    const adapter = await adapterFor(author, { dataFolder, settings: { model, proxy } });
    if (adapter.kind === "ok") return open.withAdapter(adapter.value.file);
    logger.warn(`${adapter.why} ${adapter.userAction}`);
    return open.stylist;
  }

  /** The embedded model with one adapter or another; a server's model takes none. */
  async embedded(): Promise<ServiceResult<OpenStylist["withAdapter"]>> {
    if (!this.parts.allowed()) return untrusted();
    const { serverUrl } = this.parts.settings().model;
    if (serverUrl !== "") {
      return {
        kind: "failed",
        why: t(
          "Passages are rewritten by the server {0}, and adapters are made for a model on this machine.",
          serverUrl,
        ),
        userAction: t("Choose the built-in model or a GGUF file with Penprint: Choose Model."),
      };
    }
    await this.get(undefined);
    const open = await this.open!.stylist;
    return { kind: "ok", value: (adapter) => open.withAdapter(adapter) };
  }

  dispose(): void {
    const open = this.open;
    this.open = undefined;
    this.current = undefined;
    void open?.stylist.then((stylist) => stylist.dispose());
  }

  /** Tells the status bar whether there is a model, without starting it. */
  async report(): Promise<void> {
    const { model } = this.parts.settings();
    if (!this.parts.allowed()) {
      const { why, userAction } = untrusted();
      const message = `${why} ${userAction}`;
      this.parts.status.update({ model: { state: "idle", name: "", message } });
      return;
    }
    if (model.serverUrl !== "") {
      const name = model.serverModel === "" ? model.serverUrl : model.serverModel;
      this.parts.status.update({ model: { state: "idle", name, message: model.serverUrl } });
      return;
    }
    if (this.current !== undefined) return;
    const { modelFileOptions, modelName } = await import("../models/openStylist");
    const { findModel } = await import("../models/files/modelFiles");
    const found = await findModel(modelFileOptions(this.parts.settings(), this.places()));
    const name = modelName(model.location);
    this.parts.status.update({
      model:
        found.kind === "ok"
          ? { state: "idle", name, message: "" }
          : { state: "missing", name, message: `${found.why} ${found.userAction}` },
    });
  }

  async fetch(
    progress: Progress,
    signal: AbortSignal,
  ): Promise<ServiceResult<{ readonly file: string }>> {
    const { modelFileOptions } = await import("../models/openStylist");
    const { fetchModel } = await import("../models/files/modelFiles");
    const fetched = await fetchModel(
      modelFileOptions(this.parts.settings(), this.places()),
      progress,
      signal,
    );
    await this.report();
    return fetched.kind === "ok" ? { kind: "ok", value: { file: fetched.value.file } } : fetched;
  }

  private places() {
    return {
      dataFolder: this.parts.dataFolder,
      assetsFolder: assetsFolder(),
      childFile: join(installationRoot(), "dist", "model-child.js"),
    };
  }

  private async make(served: string | undefined): Promise<OpenStylist> {
    const { logger, status, key, settings } = this.parts;
    const { openStylist } = await import("../models/openStylist");
    const template = await readFile(join(assetsFolder(), "prompts", "restyle.md"), "utf8");
    const opened = openStylist({
      ...this.places(),
      ...{ settings: settings(), served },
      template,
      adapter: null,
      key: key(),
      logger,
    });
    this.current = opened;
    const name = opened.stylist.model;
    opened.embedded?.onState((state) => status.update({ model: { name, ...state } }));
    return opened;
  }
}
