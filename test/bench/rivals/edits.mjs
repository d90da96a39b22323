import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/**
 * Lints a note once, then after each of a few typed characters, and prints the milliseconds of each as JSON.
 * Arguments: the folder that holds the packages, the note, how many characters at most, and milliseconds to spend at most.
 */
export async function measure(lint) {
  const [, , , file, repeats, budget] = process.argv;
  let text = readFileSync(file, "utf8");
  const place = text.indexOf(" ", text.length >> 1);
  await lint(text);
  const times = [];
  const end = performance.now() + Number(budget);
  for (let i = 0; i < Number(repeats) && (i === 0 || performance.now() < end); i++) {
    text = `${text.slice(0, place)}x${text.slice(place)}`;
    const started = performance.now();
    await lint(text);
    times.push(performance.now() - started);
  }
  process.stdout.write(JSON.stringify(times));
}
