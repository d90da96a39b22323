import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/**
 * Arguments: the folder that holds the packages, `edits`, a note, how many characters at most, and milliseconds to spend at
 * most: lints the note once, then after each typed character. Or `folder`, a folder, how many of its notes at most, and
 * milliseconds: lints its notes once. Prints the milliseconds of each, the words of the notes that were linted, and the peak
 * of its memory in MB as JSON.
 */
export async function measure(lint) {
  const [, , , what, path, repeats, budget] = process.argv;
  const times = [];
  const timed = async (text) => {
    const started = performance.now();
    await lint(text);
    times.push(performance.now() - started);
  };
  let words = 0;
  const deadline = () => performance.now() + Number(budget);
  if (what === "folder") {
    const end = deadline();
    for (const name of readdirSync(path).slice(0, Number(repeats))) {
      if (times.length > 0 && performance.now() > end) break;
      const text = readFileSync(join(path, name), "utf8");
      await timed(text);
      words += text.split(/\s+/).length;
    }
  } else {
    let text = readFileSync(path, "utf8");
    const place = text.indexOf(" ", text.length >> 1);
    await lint(text);
    const end = deadline();
    for (let i = 0; i < Number(repeats) && (i === 0 || performance.now() < end); i++) {
      text = `${text.slice(0, place)}x${text.slice(place)}`;
      await timed(text);
    }
  }
  const megabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(JSON.stringify({ times, words, megabytes }));
}
