import type { Command } from "commander";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { decodeBackground, type Background } from "../core/style/background";
import { logitOf, probabilityOf, signalsOf } from "../core/style/calibration";
import { along } from "../core/style/discriminant";
import {
  areaUnderCurve,
  calibrationError,
  evenForecasts,
  recallAt,
  reliability,
  type ReliabilityBin,
} from "../core/style/evaluation";
import { counterOf } from "../core/style/features";
import { learnPositions } from "../core/style/positions";
import { discriminantWithout, unitsOf } from "../core/style/prepared";
import { shuffled } from "../core/style/random";
import { joinTo, trainBackground, type BackgroundAuthor } from "../core/style/trainBackground";
import { vectorOf, type SparseVector } from "../core/style/vectors";
import { countWords } from "../core/style/view";
import { readPosts, readSpeeches } from "../storage/corpora";
import { badInput, contextOf } from "./context";
import { write } from "./jsonl";
import { textOrJson } from "./options";

const lengths = [100, 300] as const;
const profileSizes = [5, 10, 20, Infinity] as const;
/** As in the yardstick: no author's tests outweigh the others'. */
const TESTS_EACH = 60;
const TESTS_A_POST = 3;
const FALSE_ALARMS = 0.05;

const optionsSchema = z.object({
  posts: z.string(),
  speeches: z.string().optional(),
  seed: z.coerce.number().int(),
  format: z.enum(["text", "json"]),
});

interface Row {
  readonly author: string;
  readonly group: string;
  readonly posts: number;
  readonly words: number;
  readonly auc: number;
  /** Share of foreign passages found at 5 % false alarms. */
  readonly recall: number;
}

/** With the probabilities themselves: calibration is measured over all authors. */
interface Measured extends Row {
  readonly own: readonly number[];
  readonly foreign: readonly number[];
}

/** `bench style --posts DIR`: how well unseen passages of authors are told from those of others. */
export function benchStyleCommand(bench: Command): void {
  bench
    .command("style")
    .description(
      "profiles from half of the posts against unseen passages of the same topic group; the background is rebuilt without that group",
    )
    .requiredOption("--posts <dir>", "posts by author, with a MANIFEST.tsv that names topic groups")
    .option("--speeches <dir>", "speeches by speaker, for the background alone")
    .option("--seed <number>", "which posts are learned from", "1")
    .addOption(textOrJson())
    .action(async (raw: unknown, command: Command) => {
      const options = optionsSchema.safeParse(raw);
      if (!options.success) throw badInput(z.prettifyError(options.error));
      const { posts, speeches, seed, format } = options.data;
      if (!existsSync(join(posts, "MANIFEST.tsv"))) {
        throw badInput(`${posts} has no MANIFEST.tsv: name the folder that holds it.`);
      }
      const context = contextOf(command);
      const authors = readPosts(resolve(posts));
      const others = speeches === undefined ? [] : readSpeeches(resolve(speeches));
      const started = performance.now();
      const rows: Measured[] = [];
      for (const group of new Set(authors.map((author) => author.group))) {
        context.signal.throwIfAborted();
        context.note(`bench style: ${group}`);
        const background = decodeBackground(
          trainBackground([...authors.filter((author) => author.group !== group), ...others]),
        );
        rows.push(
          ...measureGroup(
            authors.filter((a) => a.group === group),
            background,
            seed,
          ),
        );
      }
      const seconds = Math.round((performance.now() - started) / 1000);
      const report = {
        version: 1,
        seed,
        authors: authors.length,
        seconds,
        megabytes: Math.round(process.resourceUsage().maxRSS / 1000),
        summary: summary(rows),
        rows: rows.map(({ own, foreign, ...row }) => ({
          ...row,
          tests: own.length + foreign.length,
        })),
      };
      if (format === "json") await write(report);
      else process.stdout.write(asText(report.summary, seconds));
    });
}

interface Test {
  readonly vector: SparseVector;
  readonly words: number;
}

function measureGroup(
  authors: readonly BackgroundAuthor[],
  background: Background,
  seed: number,
): readonly Measured[] {
  const counter = counterOf(background);
  const counted = (text: string) => ({ counts: counter.count(text), words: countWords(text) });
  const split = authors.map(({ notes }, i) => {
    const mixed = shuffled(notes, seed * 1000 + i);
    const half = Math.ceil(mixed.length / 2);
    return {
      learned: mixed.slice(0, half).map((note) => note.map(counted)),
      unseen: mixed.slice(half),
    };
  });
  const tests = split.map(({ unseen }, i) =>
    lengths.map((length): readonly Test[] =>
      shuffled(
        unseen.flatMap((note) => joinTo(note, length).slice(0, TESTS_A_POST)),
        seed * 1000 + 500 + i,
      )
        .slice(0, TESTS_EACH)
        .map((text) => {
          const { counts, words } = counted(text);
          return { vector: vectorOf(counts, background), words };
        }),
    ),
  );
  return split.flatMap(({ learned }, author) =>
    profileSizes.flatMap((posts) => {
      if (posts !== Infinity && learned.length < posts) return [];
      const notes = learned.slice(0, posts);
      const { own } = learnPositions(notes, background);
      const discriminant = discriminantWithout(unitsOf(notes, background), background, () => false);
      if (discriminant === undefined) return [];
      const score = ({ vector, words }: Test): number =>
        probabilityOf(
          logitOf(signalsOf(along(vector, discriminant), words, own), background.calibration),
        );
      return lengths.flatMap((length, l) => {
        const mine = tests[author]![l]!.map(score);
        const theirs = tests.flatMap((of, i) => (i === author ? [] : of[l]!.map(score)));
        if (mine.length < 5 || theirs.length < 5) return [];
        return [
          {
            author: authors[author]!.name,
            group: authors[author]!.group,
            posts: posts === Infinity ? 0 : posts,
            words: length,
            auc: areaUnderCurve(mine, theirs),
            recall: recallAt(FALSE_ALARMS, mine, theirs),
            own: mine,
            foreign: theirs,
          },
        ];
      });
    }),
  );
}

interface Summary {
  /** Posts learned from; "all" = half of the author's. */
  readonly posts: number | "all";
  readonly words: number;
  readonly authors: number;
  /** Means over authors. */
  readonly auc: number;
  readonly recall: number;
  /** Expected calibration error over ten bins, own and foreign passages weighing alike. */
  readonly calibration: number;
  readonly aucByGroup: Readonly<Record<string, number>>;
  readonly reliability: readonly ReliabilityBin[];
}

function summary(rows: readonly Measured[]): readonly Summary[] {
  return profileSizes.flatMap((size) =>
    lengths.flatMap((words): readonly Summary[] => {
      const posts = size === Infinity ? 0 : size;
      const here = rows.filter((row) => row.posts === posts && row.words === words);
      if (here.length === 0) return [];
      const bins = reliability(here.flatMap(({ own, foreign }) => evenForecasts(own, foreign)));
      const groups = [...new Set(here.map(({ group }) => group))];
      return [
        {
          posts: posts === 0 ? "all" : posts,
          words,
          authors: here.length,
          auc: mean(here.map(({ auc }) => auc)),
          recall: mean(here.map(({ recall }) => recall)),
          calibration: calibrationError(bins),
          aucByGroup: Object.fromEntries(
            groups.map((group) => [
              group,
              mean(here.filter((row) => row.group === group).map(({ auc }) => auc)),
            ]),
          ),
          reliability: bins,
        },
      ];
    }),
  );
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function asText(summaries: readonly Summary[], seconds: number): string {
  const lines = summaries.map(
    ({ posts, words, authors, auc, recall, calibration, aucByGroup }) =>
      `${String(posts).padStart(5)} ${String(words).padStart(5)} ${String(authors).padStart(7)}  ` +
      `${auc.toFixed(3)}    ${recall.toFixed(3)}  ${calibration.toFixed(3)}  ` +
      Object.entries(aucByGroup)
        .map(([group, value]) => `${group} ${value.toFixed(3)}`)
        .join("  "),
  );
  return [
    "posts words authors  AUC    recall@5%  ECE    AUC by group",
    ...lines,
    `${seconds} s`,
    "",
  ].join("\n");
}
