import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { analyseNote } from "../../core/note/analyseNote";
import type { BenchItem } from "../../core/notebench/types";
import type { Profile } from "../../core/style/profile";
import { paragraphsOf } from "../../core/style/sameNote";
import type { StyleView } from "../../core/style/types";
import { viewOf } from "../../core/style/view";
import { readBackground } from "../../storage/backgroundFile";
import { DiskNotes } from "../../storage/noteFiles";
import { learnStyle } from "../../workflows/learnStyle";
import { badInput, type CommandContext } from "../context";

/** Authors as `penprint learn` learns them, each once; an item sees its author without its own post and its copies. */
export class BenchAuthors {
  private readonly profiles = new Map<string, Promise<Profile>>();

  constructor(
    private readonly posts: string,
    private readonly context: CommandContext,
    private readonly bench = "bench notebench",
  ) {}

  readonly viewFor = async (item: Pick<BenchItem, "author" | "post">): Promise<StyleView> => {
    const file = resolve(this.posts, item.author, item.post);
    const { prose } = analyseNote(readFileSync(file, "utf8"));
    const without = { place: item.post, paragraphs: paragraphsOf(prose) };
    return viewOf(await this.profileOf(item.author), await readBackground(), without);
  };

  profileOf(author: string): Promise<Profile> {
    const known = this.profiles.get(author) ?? this.learn(author);
    this.profiles.set(author, known);
    return known;
  }

  private async learn(author: string): Promise<Profile> {
    const folder = resolve(join(this.posts, author));
    const learned = await learnStyle(
      {
        ...{ author, folders: [folder], file: "", texts: true, written: new Set<string>() },
        patterns: { include: ["**/*.md"], exclude: [] },
        signal: this.context.signal,
        progress: () => undefined,
      },
      {
        files: new DiskNotes(),
        background: await readBackground(),
        read: () => Promise.resolve({ kind: "absent" }),
        write: () => Promise.resolve(),
      },
    );
    if (learned.kind === "refused") throw badInput(`${learned.why} ${learned.userAction}`);
    if (learned.warning !== "") this.context.note(`${this.bench}: ${learned.warning}`);
    return learned.profile;
  }
}
