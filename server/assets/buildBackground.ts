import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { trainBackground } from "../core/style/trainBackground";
import { readPosts, readSpeeches } from "../storage/corpora";

/**
 * Builds background.bin from a folder of corpora:
 *
 *   npx tsx server/assets/buildBackground.ts CORPORA [FILE]
 *
 * CORPORA/style/MANIFEST.tsv names the posts (source, group, author, file, ...); CORPORA/style-sotu/<speaker>/* are
 * speeches. The same corpora give the same bytes.
 */

const [corpora, file = join(__dirname, "background.bin")] = process.argv.slice(2);
if (corpora === undefined) throw new Error("Which folder of corpora?");
const authors = [
  ...readPosts(join(corpora, "style")),
  ...readSpeeches(join(corpora, "style-sotu")),
];
const bytes = trainBackground(authors);
writeFileSync(file, bytes);
process.stdout.write(`${file}: ${bytes.length} bytes from ${authors.length} authors\n`);
