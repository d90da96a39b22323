import type { IgnoreDirective, Note } from "../note/types";
import { overlaps, type Span } from "../text/span";
import { byPlace, checkPassage, checkProse, moved, rulesFor, settled } from "./checkUnit";
import type { Finding, NoteRule, Rule, RuleContext, RuleId } from "./types";

/** Findings of one unit, relative to it, and the same where the unit stood last. */
interface Unit {
  readonly findings: readonly Finding[];
  start: number;
  placed: readonly Finding[];
}

/**
 * Checks one note again and again as it changes. Findings of prose and passages are remembered by key, as many as the
 * note has; a unit that did not move gives back the very same objects.
 */
export class Checker {
  private prose = new Map<string, Unit>();
  private passages = new Map<string, Unit>();
  private language: string | undefined;
  private active: readonly Rule[] = [];

  constructor(
    private readonly rules: readonly Rule[],
    private readonly context: RuleContext,
  ) {}

  /** All findings of the note as it is now, absolute, by place. */
  check(note: Note): readonly Finding[] {
    this.useLanguage(note.language);
    const { active, context } = this;
    const found: Finding[] = [];
    this.prose = this.checkAll(note.prose, found, this.prose, ({ prose }) => [
      prose.key,
      () => checkProse(active, prose, context),
    ]);
    this.passages = this.checkAll(note.passages, found, this.passages, (passage) => [
      passage.key,
      () => checkPassage(active, passage, context),
    ]);
    for (const rule of active) {
      if (rule.scope === "note") found.push(...checkNote(rule, note, context));
    }
    found.sort(byPlace);
    return note.ignores.length === 0 ? found : found.filter(isReported(note.ignores));
  }

  private useLanguage(language: string): void {
    if (language === this.language) return;
    this.language = language;
    const active = rulesFor(this.rules, this.context, language);
    if (
      active.length === this.active.length &&
      active.every((rule, i) => rule === this.active[i])
    ) {
      return;
    }
    this.active = active;
    this.prose = new Map();
    this.passages = new Map();
  }

  private checkAll<T extends Span>(
    units: readonly T[],
    found: Finding[],
    known: ReadonlyMap<string, Unit>,
    ask: (unit: T) => readonly [key: string, check: () => readonly Finding[]],
  ): Map<string, Unit> {
    const used = new Map<string, Unit>();
    for (const at of units) {
      const [key, check] = ask(at);
      let unit = known.get(key) ?? used.get(key);
      if (unit === undefined) {
        const findings = check();
        unit = { findings, start: 0, placed: findings };
      }
      used.set(key, unit);
      if (unit.findings.length === 0) continue;
      if (unit.start !== at.start) {
        unit.start = at.start;
        unit.placed = unit.findings.map((finding) => moved(finding, at.start));
      }
      for (const finding of unit.placed) found.push(finding);
    }
    return used;
  }
}

function checkNote(rule: NoteRule, note: Note, context: RuleContext): readonly Finding[] {
  return settled(rule, rule.check(note, context), context);
}

function isReported(ignores: readonly IgnoreDirective[]): (finding: Finding) => boolean {
  return (finding) =>
    !ignores.some(({ rules, covers }) => overlaps(covers, finding) && names(rules, finding.rule));
}

/** No rule means all; `style` means every style rule. */
function names(rules: readonly string[], rule: RuleId): boolean {
  return rules.length === 0 || rules.some((name) => name === rule || rule.startsWith(`${name}/`));
}
