import type { IgnoreDirective, Note, Passage, Prose } from "../note/types";
import { finish, type Steps } from "../steps";
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
    return finish(this.checking(note));
  }

  /**
   * `check` unit by unit. What was checked before it was given up, or while another version's check stood still between two
   * steps, is remembered all the same.
   */
  *checking(note: Note): Steps<readonly Finding[]> {
    if (this.context.sources !== undefined) yield* this.context.sources.indexing();
    yield* this.checkNew(note);
    this.useLanguage(note.language);
    const found: Finding[] = [];
    this.prose = placed(note.prose, ({ prose }) => [prose.key, this.proseUnit(prose)], found);
    this.passages = placed(note.passages, (one) => [one.key, this.passageUnit(one)], found);
    for (const rule of this.active) {
      if (rule.scope === "note") found.push(...checkNote(rule, note, this.context));
    }
    found.sort(byPlace);
    return note.ignores.length === 0 ? found : found.filter(isReported(note.ignores));
  }

  /** Checks what is not remembered, one unit a step. */
  private *checkNew(note: Note): Steps<void> {
    for (const { prose } of note.prose) {
      this.useLanguage(note.language);
      if (this.prose.has(prose.key)) continue;
      this.prose.set(prose.key, this.proseUnit(prose));
      yield;
    }
    for (const passage of note.passages) {
      this.useLanguage(note.language);
      if (this.passages.has(passage.key)) continue;
      this.passages.set(passage.key, this.passageUnit(passage));
      yield;
    }
  }

  private proseUnit(prose: Prose): Unit {
    return this.prose.get(prose.key) ?? fresh(checkProse(this.active, prose, this.context));
  }

  private passageUnit(passage: Passage): Unit {
    const known = this.passages.get(passage.key);
    return known ?? fresh(checkPassage(this.active, passage, this.context));
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
}

const fresh = (findings: readonly Finding[]): Unit => ({ findings, start: 0, placed: findings });

/** Adds every unit's findings to `found`, absolute, and answers the units by key: those and no others. */
function placed<T extends Span>(
  places: readonly T[],
  unitAt: (place: T) => readonly [key: string, unit: Unit],
  found: Finding[],
): Map<string, Unit> {
  const used = new Map<string, Unit>();
  for (const at of places) {
    const [key, unit] = unitAt(at);
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

function checkNote(rule: NoteRule, note: Note, context: RuleContext): readonly Finding[] {
  return settled(rule, rule.check(note, context), context);
}

function isReported(ignores: readonly IgnoreDirective[]): (finding: Finding) => boolean {
  return (finding) =>
    !ignores.some(({ rules, covers }) => overlaps(covers, finding) && names(rules, finding.rule));
}

/** No rule means all; `style` means every style rule. */
function names(rules: IgnoreDirective["rules"], rule: RuleId): boolean {
  return (
    rules.length === 0 || rules.some(({ value }) => value === rule || rule.startsWith(`${value}/`))
  );
}
