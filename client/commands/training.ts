import {
  CancellationTokenSource,
  commands,
  l10n,
  ThemeIcon,
  window,
  type QuickPickItem,
} from "vscode";
import type { z } from "zod";
import {
  listAdaptersRequest,
  strikePairsRequest,
  trainingDataRequest,
  trainRequest,
  useAdapterRequest,
  type TrainingPair,
} from "../../server/protocol/training";
import type { PenprintServer } from "../languageClient";
import type { NoticeAction } from "../noticeQueue";
import { notices, sayDone, toCommand } from "../notices";
import type { TrainingView } from "../views/trainingView";
import { VirtualDocuments } from "../views/virtualDocuments";
import { withWork } from "../work";
import { tellRefusal, type Commands } from "./command";

type Data = Extract<z.output<typeof trainingDataRequest.result>, { kind: "data" }>;

/** Train My Style, Show Training Pairs and Choose Adapter: from what was accepted to a model that writes more like it. */
export function trainingCommands(server: PenprintServer, view: TrainingView): Commands {
  const documents = new VirtualDocuments("penprint-pair");
  const running = new Running();
  const looking = async (): Promise<void> => {
    const data = await collect(server);
    if (data !== undefined) showPairs(server, documents, data);
  };
  return {
    "penprint.trainStyle": async () => {
      const data = await collect(server);
      if (data === undefined) return;
      const look = l10n.t("Look at the Pairs");
      const missing = data.needed - data.holdout;
      if (data.pairs.length === 0 || missing > 0) {
        const why = [l10n.t("There is too little to train on yet."), ...data.notes].join(" ");
        const lookAt = { title: look, run: () => showPairs(server, documents, data) };
        tellRefusal({ why }, ...(data.pairs.length === 0 ? waysToPairs() : [lookAt]));
        return;
      }
      const train = l10n.t("Train");
      const question = l10n.t("Train on {0} pairs of {1}?", data.pairs.length, data.author);
      const detail = l10n.t(
        "It runs on this machine, behind everything else, for some hours. The first time its Python packages are installed (several gigabytes). Stopped, it goes on where it was. The new version is used only if it does better on {0} pairs that it has not seen.",
        data.holdout,
      );
      const answer = await window.showInformationMessage(
        question,
        { modal: true, detail },
        train,
        look,
      );
      if (answer === look) showPairs(server, documents, data);
      else if (answer === train) await runTraining(server, view, data.author, running);
    },
    "penprint.pauseTraining": () => running.pause(),
    "penprint.showTrainingPairs": looking,
    "penprint.chooseAdapter": () => chooseAdapter(server),
  };
}

const here = () => {
  const uri = window.activeTextEditor?.document.uri.toString();
  return uri === undefined ? {} : { uri };
};

/** What there is to train on; with the user's word where text would leave the machine for it. */
async function collect(server: PenprintServer): Promise<Data | undefined> {
  const address = server.status?.planner.address ?? "";
  let fromNotes = false;
  if (address !== "") {
    const alone = { label: l10n.t("My decisions"), detail: l10n.t("Nothing leaves this machine.") };
    const too = {
      label: l10n.t("My decisions and my notes"),
      detail: l10n.t("Passages of the notes are sent to {0}, which takes the voice off.", address),
    };
    const chosen = await window.showQuickPick([alone, too], {
      title: l10n.t("What may be learned from?"),
    });
    if (chosen === undefined) return undefined;
    fromNotes = chosen === too;
  }
  const data = await withWork(
    server,
    l10n.t("Collecting what could be learned from"),
    (workDoneToken, cancel) =>
      server.request(trainingDataRequest, { ...here(), fromNotes, workDoneToken }, cancel),
  );
  if (data?.kind === "refused") tellRefusal(data);
  return data?.kind === "data" ? data : undefined;
}

/** The training that runs, so that it can be paused from elsewhere than its own notification. */
class Running {
  private source: CancellationTokenSource | undefined;

  pause(): void {
    if (this.source === undefined) {
      sayDone(l10n.t("No training is running in this window."));
    } else this.source.cancel();
  }

  begin(): CancellationTokenSource {
    const source = new CancellationTokenSource();
    this.source = source;
    return source;
  }

  end(): void {
    this.source?.dispose();
    this.source = undefined;
  }
}

async function runTraining(
  server: PenprintServer,
  view: TrainingView,
  author: string,
  running: Running,
): Promise<void> {
  view.begin(author);
  const pausing = running.begin();
  const outcome = await withWork(server, l10n.t("Training"), (workDoneToken, cancel) => {
    cancel.onCancellationRequested(() => pausing.cancel());
    return server.request(trainRequest, { author, workDoneToken }, pausing.token);
  }).finally(() => running.end());
  if (outcome === undefined) {
    view.end([l10n.t("Paused. Train My Style goes on from here.")]);
    const goOn = {
      title: l10n.t("Go On"),
      run: () => runTraining(server, view, author, running),
    };
    const text = l10n.t("Training is paused.");
    return notices.answer({ kind: "information", text, actions: [goOn] });
  }
  if (outcome.kind === "refused") {
    view.end([outcome.why, outcome.userAction]);
    tellRefusal(outcome);
    return;
  }
  const verdict = outcome.accepted
    ? l10n.t("The new version does better and is in use.")
    : l10n.t("The new version does not do better. What was in use stays in use.");
  view.end([verdict, ...outcome.why]);
  const choose = toCommand(l10n.t("Choose Adapter"), "penprint.chooseAdapter");
  // After hours: it is no answer to what the user does now.
  await notices.tell({ kind: "information", text: verdict, actions: [choose] });
}

/** What makes pairs: decisions on rewrites, and a planner that takes the voice off the author's notes. */
function waysToPairs(): readonly NoticeAction[] {
  return [
    toCommand(l10n.t("Rewrite a Passage"), "penprint.rewriteSelection"),
    toCommand(l10n.t("Choose Planner"), "penprint.choosePlanner"),
  ];
}

interface PairItem extends QuickPickItem {
  readonly pair: TrainingPair;
}

/** Every pair, to look at and to leave out for good. */
function showPairs(server: PenprintServer, documents: VirtualDocuments, data: Data): void {
  if (data.pairs.length === 0) {
    tellRefusal(
      { why: [l10n.t("There are no pairs yet."), ...data.notes].join(" ") },
      ...waysToPairs(),
    );
    return;
  }
  const strike = { iconPath: new ThemeIcon("trash"), tooltip: l10n.t("Never train on this pair") };
  const pick = window.createQuickPick<PairItem>();
  pick.title = l10n.t("{0} pairs to train on, kept in {1}", data.pairs.length, data.folder);
  pick.matchOnDetail = true;
  pick.items = data.pairs.map((pair) => ({
    label: `${pair.source}: ${pair.note.split(/[\\/]/).at(-1) ?? ""}`,
    detail: pair.text.slice(0, 160).replace(/\s+/g, " "),
    buttons: [strike],
    pair,
  }));
  pick.onDidTriggerItemButton(async ({ item }) => {
    const input = { author: data.author, ids: [item.pair.id] };
    const answer = await server.request(strikePairsRequest, input);
    if (answer.ok) pick.items = pick.items.filter((other) => other !== item);
    else tellRefusal(answer);
  });
  pick.onDidAccept(async () => {
    const [item] = pick.selectedItems;
    if (item === undefined) return;
    const { id, neutral, text, source } = item.pair;
    const before = documents.set("before.md", id, neutral);
    await commands.executeCommand(
      "vscode.diff",
      before,
      documents.set("after.md", id, text),
      source,
    );
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

async function chooseAdapter(server: PenprintServer): Promise<void> {
  const listed = await server.request(listAdaptersRequest, here());
  if (listed.kind === "refused") {
    tellRefusal(listed);
    return;
  }
  const { author, current, versions } = listed;
  const inUse = (id: string): string => (id === current ? l10n.t("in use") : "");
  const back = {
    label: l10n.t("$(discard) Go Back"),
    detail: l10n.t("To what was in use before."),
  };
  const items = [
    ...versions.map(({ id, created, about }) => ({
      label: id === "shipped" ? l10n.t("The one that comes with Penprint") : id,
      description: [inUse(id), created === "" ? "" : new Date(created).toLocaleString()].join(" "),
      detail: about,
      id,
    })),
    { label: l10n.t("None"), description: inUse("none"), id: "none" },
    back,
  ];
  const title = l10n.t("Which adapter writes as {0}?", author);
  const chosen = await window.showQuickPick(items, { title });
  if (chosen === undefined) return;
  const input = { author, ...("id" in chosen && { id: chosen.id }) };
  const answer = await server.request(useAdapterRequest, input);
  if (answer.ok) sayDone(l10n.t("In use: {0}", answer.current));
  else tellRefusal(answer);
}
