import type {
  GateFigures,
  LastTraining,
  TrainedVersion,
  TrainingData,
  TrainingHistory,
} from "../core/dashboard/types";
import { whole } from "./figures";
import { figure, h, table, type Part } from "./markup";
import { lossPlot } from "./plots";

/** What the author's model was trained on, what the gate said, and how the loss went. */
export function trainingSection(training: TrainingHistory): readonly Part[] {
  const { current, versions, data, last, problems } = training;
  const inUse =
    current === "none" || current === ""
      ? "No adapter is in use: the model writes as it comes, and your profile chooses."
      : current === "shipped"
        ? "In use is the adapter that comes with Penprint. It was not trained on your notes."
        : `In use is your adapter ${current}.`;
  return [
    h("h2", { id: "model" }, "Your model"),
    h("p", inUse),
    ...problems.map((problem) => h("p", { className: "notice" }, problem)),
    ...dataParts(data),
    ...versionParts(versions, current),
    ...(last === undefined ? [] : lastParts(last)),
    versions.every(({ card }) => card === undefined) && last === undefined
      ? h("p", { className: "muted" }, "Nothing has been trained yet.")
      : undefined,
  ];
}

const sourceNames: Readonly<Record<string, string>> = {
  accepted: "suggestions you accepted",
  edited: "suggestions you corrected",
  note: "passages of your notes",
};

function dataParts(data: TrainingData | undefined): readonly Part[] {
  if (data === undefined) return [];
  const rows: [string, string][] = [
    ["Pairs to learn from", whole(data.pairs)],
    ...Object.entries(data.sources).map(([source, n]): [string, string] => [
      `of these, ${sourceNames[source] ?? source}`,
      whole(n),
    ]),
    ["Preferences (one version over another)", whole(data.preferences)],
    ["Pairs held out for the gate", whole(data.heldOut)],
  ];
  const columns = [{ title: "Rows" }, { title: "How many", isNumber: true }];
  return [h("h3", "What there is to train on"), table("The data set as it is now", columns, rows)];
}

function versionParts(versions: readonly TrainedVersion[], current: string): readonly Part[] {
  const own = versions.filter(({ id }) => id !== "shipped");
  if (own.length === 0) return [];
  return [
    h("h3", "Versions of your adapter"),
    table(
      "The newest first",
      [
        { title: "Version" },
        { title: "Made" },
        { title: "From" },
        { title: "Recipe" },
        { title: "Data" },
      ],
      own
        .toReversed()
        .map(({ id, card, onThisData, problem }) => [
          id === current ? `${id} (in use)` : id,
          ...(card === undefined
            ? [problem ?? "unknown", "–", "–", "–"]
            : [
                day(card.created),
                card.parents[0] ?? "–",
                recipeInWords(card.recipe),
                onThisData ? "as it is now" : "an earlier state",
              ]),
        ]),
    ),
    ...own
      .toReversed()
      .flatMap(({ id, gate }) =>
        gate === undefined ? [] : gateParts(`What the gate said about ${id}`, gate),
      ),
  ];
}

function lastParts({ judged, gate, losses }: LastTraining): readonly Part[] {
  const title = judged === undefined ? "The last training" : `The last training, ${day(judged)}`;
  return [
    h("h3", title),
    judged === undefined ? h("p", "It was stopped before the gate, or still runs.") : undefined,
    ...(gate === undefined ? [] : gateParts("What the gate said about it", gate)),
    ...lossParts(losses),
  ];
}

/** Points that a line is drawn through; a long training has more steps than pixels. */
const MOST_POINTS = 400;

function lossParts(losses: LastTraining["losses"]): readonly Part[] {
  if (losses.length === 0) return [];
  const stages = [...new Set(losses.map(({ stage }) => stage))];
  const every = Math.ceil(losses.length / MOST_POINTS);
  const drawn = losses.filter((_, i) => i % every === 0 || i === losses.length - 1);
  return [
    figure("loss", lossPlot(drawn), {
      title: "Loss of each stage",
      description: "Lower is nearer to the rows that were trained on. The gate decides, not this.",
    }),
    table(
      "Loss by stage",
      [
        { title: "Stage" },
        { title: "Steps", isNumber: true },
        { title: "First", isNumber: true },
        { title: "Last", isNumber: true },
      ],
      stages.map((stage) => {
        const own = losses.filter((one) => one.stage === stage);
        const first = own[0]?.loss ?? 0;
        return [stage, whole(own.length), first.toFixed(3), (own.at(-1)?.loss ?? 0).toFixed(3)];
      }),
    ),
  ];
}

function gateParts(title: string, { pairs, measures, why }: GateFigures): readonly Part[] {
  const on = pairs === null ? "" : `, on ${whole(pairs)} pairs`;
  return [
    h("p", [...why.slice(0, 1)]),
    measures.length === 0
      ? undefined
      : table(
          `${title}${on}`,
          [
            { title: "Measure" },
            { title: "Before", isNumber: true },
            { title: "Trained", isNumber: true },
            { title: "Passed" },
          ],
          measures.map(({ label, before, trained, passed }) => [
            ...[label, before.toFixed(3), trained.toFixed(3)],
            passed ? "yes" : "no",
          ]),
        ),
    why.length <= 1
      ? undefined
      : h("details", [
          h("summary", "In words"),
          h("ul", [...why.slice(1).map((line) => h("li", line))]),
        ]),
  ];
}

const day = (time: string): string => time.slice(0, 10);

function recipeInWords(recipe: Readonly<Record<string, unknown>>): string {
  return Object.entries(recipe)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(", ");
}
