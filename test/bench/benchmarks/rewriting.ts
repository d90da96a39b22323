import { readFileSync } from "node:fs";
import { join } from "node:path";
import { silentLogger } from "../../../server/core/log";
import { adapterFor } from "../../../server/composition/adapters";
import { openStylist } from "../../../server/models/openStylist";
import { viewOf } from "../../../server/core/style/view";
import { defaultSettings } from "../../../server/protocol/settings";
import { readBackground } from "../../../server/storage/backgroundFile";
import { readProfile } from "../../../server/storage/profileStore";
import type { Stylist } from "../../../server/workflows/ports";
import { restylePassage } from "../../../server/workflows/restylePassage";
import { embeddedModel } from "../../modelDependent/globalSetup";
import { penprint, root, type Benchmark } from "../benchmark";
import { duration, median } from "../report/figures";

/** Milliseconds of each stage of one rewrite. */
interface Stages {
  readonly propose: number;
  readonly weigh: number;
  readonly choose: number;
  readonly whole: number;
}

const names = {
  propose: "propose: the model writes its answers",
  weigh: "weigh: how likely each edit is",
  choose: "choose: edits, checks and scores without the model",
  whole: "whole rewrite",
} as const;
const LIMIT = 15_000;

/** Rewrites of stiff passages in the sample author's voice with the embedded model, stage by stage. */
export const rewriting: Benchmark = {
  title: "A rewrite, by stage",
  async run({ folder, quick, say }) {
    const model = await embeddedModel();
    if (model === "") return nothing("the embedded model is not here: `penprint model fetch`");
    const profile = join(folder, "profile.json");
    const notes = join(root, "samples", "notes");
    penprint(folder, ["learn", notes, "--author", "Sam", "--profile", profile, "--quiet"]);
    const read = await readProfile(profile);
    if (read.kind !== "read") throw new Error("The profile that was just written is not there.");
    const style = viewOf(read.profile, await readBackground());
    const assetsFolder = join(root, "server", "assets");
    const settings = { ...defaultSettings, model: { ...defaultSettings.model, location: model } };
    const shipped = await adapterFor("Sam", { dataFolder: join(folder, "data"), settings });
    if (shipped.kind === "failed") return nothing(shipped.why);
    const open = openStylist({
      settings,
      ...{ dataFolder: join(folder, "data"), assetsFolder },
      childFile: join(root, "dist", "model-child.js"),
      template: readFileSync(join(assetsFolder, "prompts", "restyle.md"), "utf8"),
      ...{ adapter: shipped.value.file, key: "", logger: silentLogger },
    });
    try {
      const begun = performance.now();
      const loaded = await open.embedded!.load();
      const load = performance.now() - begun;
      if (loaded.kind === "failed") return nothing(loaded.why);
      const all = new Map<string, Stages[]>();
      const passages = quick ? stiff.slice(0, 1) : stiff;
      // The first round warms the model and is not counted.
      for (let round = 0; round <= (quick ? 1 : 3); round++) {
        for (const neutral of passages) {
          const { stylist, spent } = watched(open.stylist);
          const started = performance.now();
          const options = { candidates: defaultSettings.model.candidates, seed: round };
          await restylePassage({ neutral, style, stylist, typography: "draft", ...options });
          const whole = performance.now() - started;
          if (round === 0) continue;
          const { propose, weigh } = spent;
          const stages = { propose, weigh, choose: whole - propose - weigh, whole };
          const words = `${neutral.split(" ").length} words`;
          all.set(words, [...(all.get(words) ?? []), stages]);
          say(`${words}: ${duration(whole)}`);
        }
      }
      const lengths = [...all.keys()];
      const typical = (length: string, stage: keyof Stages): number =>
        median(all.get(length)!.map((stages) => stages[stage]));
      const slowest = Math.max(...[...all.values()].flat().map(({ whole }) => whole));
      return {
        says: [
          `Medians of ${all.get(lengths[0]!)!.length} rewrites each, ${defaultSettings.model.candidates} candidates, the model loaded before (${duration(load)}). The draft is the passage itself: nothing writes it anew first. Limit: ${duration(LIMIT)}; the slowest took ${duration(slowest)}${slowest > LIMIT ? ", which is over it" : ""}. How fast the model is beside llama.cpp itself: below.`,
        ],
        table: {
          head: ["stage", ...lengths],
          rows: (Object.keys(names) as (keyof Stages)[]).map((stage) => [
            names[stage],
            ...lengths.map((length) => duration(typical(length, stage))),
          ]),
        },
        ...{ plots: [], growth: [], leftOut: [] },
      };
    } finally {
      open.dispose();
    }
  },
};

/** The same stylist, with what its two questions took. */
function watched(stylist: Stylist): {
  readonly stylist: Stylist;
  readonly spent: { propose: number; weigh: number };
} {
  const spent = { propose: 0, weigh: 0 };
  const timed = async <T>(stage: keyof typeof spent, work: Promise<T>): Promise<T> => {
    const started = performance.now();
    return work.finally(() => (spent[stage] += performance.now() - started));
  };
  const { weigh } = stylist;
  return {
    spent,
    stylist: {
      ...{ model: stylist.model, adapter: stylist.adapter },
      restyle: (request) => timed("propose", stylist.restyle(request)),
      ...(weigh === undefined
        ? {}
        : { weigh: (request) => timed("weigh", weigh.call(stylist, request)) }),
    },
  };
}

const nothing = (why: string) => ({
  ...{ says: [], table: { head: [], rows: [] }, plots: [], growth: [] },
  leftOut: [why],
});

/** Of 25, 50 and 100 words or so. */
const stiff = [
  "It is important to note that the utilization of a structured method can significantly enhance the life of a bicycle chain, and it is not the case that this does not matter.",
  "It is recommended that individuals do not neglect the regular cleaning of their equipment. In order to obtain good results, it is necessary to utilize a suitable lubricant, and one must not apply an excessive quantity of it. We are of the opinion that this is not difficult to do at home.",
  "Furthermore, the implementation of regular cleaning procedures represents an opportunity to demonstrate a commitment to good practice. It is not sufficient to purchase a new chain when the old one has become stiff. One should not underestimate the effect of salt, which does not disappear when the rain has ceased. Individuals who reside near the sea are therefore advised to commence with a bucket of warm water, and to proceed with a small quantity of oil on each link. It is also the case that a brush which has been utilized previously will suffice, provided that it has been cleaned in advance of its use.",
];
