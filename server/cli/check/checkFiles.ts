import { availableParallelism } from "node:os";
import { inEnglish } from "../../core/phrase";
import { ruleIds } from "../../core/rules/registry";
import { unknownRule } from "../../core/rules/unknownRule";
import { LineIndex } from "../../core/text/lineIndex";
import { badInput, type CommandContext } from "../context";
import type { CheckedFile, CheckedNote } from "./checkedFile";
import { openCheck, type CheckTerms } from "./checkNamed";
import { checkInThreads } from "./checkThreads";
import type { NamedNote } from "./namedNotes";

/** Notes for which it pays to start one more thread, which reads the profile anew. */
const NOTES_A_THREAD = 40;
const MOST_THREADS = 8;

/** Threads for so many notes; one means none beside the process itself. */
export function jobsFor(notes: number): number {
  const worthwhile = Math.floor(notes / NOTES_A_THREAD);
  return Math.max(1, Math.min(worthwhile, availableParallelism(), MOST_THREADS));
}

/** Checks notes; `found` is called for each in their order, whatever the number of jobs. */
export async function checkFiles(
  notes: readonly NamedNote[],
  jobs: number,
  terms: CheckTerms,
  context: CommandContext,
  found: (file: CheckedFile) => void,
): Promise<void> {
  tellUnknownRules(terms, context);
  const told = new Set<string>();
  const tell = (note: CheckedNote): void => found(asFile(note, told));
  const { signal } = context;
  if (jobs > 1 && notes.length > 1) {
    const why = await checkInThreads(notes, Math.min(jobs, notes.length), terms, signal, tell);
    if (why !== undefined) throw badInput(why);
    return;
  }
  const opened = await openCheck(terms, signal);
  if (opened.kind === "refused") throw badInput(opened.why);
  for (const named of notes) tell(await opened.check(named));
}

function tellUnknownRules({ settings }: CheckTerms, context: CommandContext): void {
  for (const name of Object.keys(settings.diagnostics.severity)) {
    const unknown = unknownRule(name, ruleIds);
    const why = unknown && inEnglish(unknown);
    if (why !== undefined) context.note(`penprint check: the setting diagnostics.severity ${why}`);
  }
}

/** What a folder's file names wrongly is said with the first of its notes alone. */
function asFile(note: CheckedNote, told: Set<string>): CheckedFile {
  const again = new Set(note.folderNotes.filter((one) => told.has(one)));
  for (const one of note.folderNotes) told.add(one);
  return {
    ...note,
    notes: note.notes.filter((one) => !again.has(one)),
    lines: new LineIndex(note.text),
  };
}
