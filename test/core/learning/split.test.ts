import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textPrint } from "../../../server/core/learning/nearDuplicates";
import { sidesOf, type Settled } from "../../../server/core/learning/split";
import { paragraph } from "../../support/writtenNotes";

const notes = (from: number, to: number): Map<string, string[]> =>
  new Map(
    Array.from({ length: to - from }, (_, i) => [
      `/notes/${from + i}.md`,
      [paragraph("plain", 60, from + i)],
    ]),
  );
const settle = (texts: ReadonlyMap<string, readonly string[]>, before: Settled): Settled =>
  new Map([
    ...before,
    ...[...sidesOf(texts, before)].map(
      ([note, side]) => [note, { side, prints: (texts.get(note) ?? []).map(textPrint) }] as const,
    ),
  ]);

describe("the sides of notes", () => {
  it("holds out about a fifth", () => {
    const held = [...sidesOf(notes(0, 400), new Map()).values()].filter((s) => s === "holdout");
    expect(held.length).toBeGreaterThan(50);
    expect(held.length).toBeLessThan(110);
  });

  it("holds one out of five notes, whatever chance says", () => {
    for (let at = 0; at < 60; at += 5) {
      expect([...sidesOf(notes(at, at + 5), new Map()).values()]).toContain("holdout");
    }
  });

  it("holds out enough of sixty texts to compare adapters, and leaves most of fewer to learn from", () => {
    const heldOf = (texts: Map<string, string[]>): number =>
      [...sidesOf(texts, new Map())].flatMap(([note, side]) =>
        side === "holdout" ? texts.get(note)! : [],
      ).length;
    for (let at = 0; at < 600; at += 60) {
      const held = heldOf(notes(at, at + 60));
      expect(held).toBeGreaterThanOrEqual(20);
      expect(held).toBeLessThanOrEqual(24);
    }
    for (let at = 0; at < 200; at += 20) expect(heldOf(notes(at, at + 20))).toBe(8);
  });

  it("goes on holding out when what is held out is too little, and no more than a fifth afterwards", () => {
    const first = settle(notes(0, 30), new Map());
    const heldOf = (settled: Settled): number =>
      [...settled.values()].filter(({ side }) => side === "holdout").length;
    expect(heldOf(first)).toBe(12);
    const second = settle(notes(30, 60), first);
    expect(heldOf(second)).toBeGreaterThanOrEqual(20);
    const third = settle(notes(60, 460), second);
    expect((heldOf(third) - heldOf(second)) / 400).toBeLessThan(0.26);
  });

  it("never moves a note, whatever comes later, in whatever order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(fc.nat(40), { minLength: 1, maxLength: 12 }), { maxLength: 5 }),
        (builds) => {
          let settled: Settled = new Map();
          for (const build of builds) {
            const texts = new Map(build.flatMap((n) => [...notes(n, n + 1)]));
            const before = settled;
            settled = settle(texts, settled);
            for (const [note, { side }] of before) expect(settled.get(note)?.side).toBe(side);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it("puts a note with a little changed text where the first one is, also after a renaming", () => {
    const first = notes(0, 60);
    const settled = settle(first, new Map());
    const renamed = new Map(
      [...first].map(([note, [text]]) => [
        note.replace("/notes/", "/moved/"),
        [text!.replace(/^\w+/, "Nobody").replaceAll("boat", "ship")],
      ]),
    );
    const sides = sidesOf(renamed, settled);
    for (const note of renamed.keys()) {
      expect(sides.get(note)).toBe(settled.get(note.replace("/moved/", "/notes/"))!.side);
    }
  });

  it("puts new notes that share a text on one side", () => {
    const shared = paragraph("formal", 80, 7);
    const texts = new Map(
      [...notes(0, 40)].map(([note, own], i) => [note, i % 8 === 0 ? [...own, shared] : own]),
    );
    const sides = sidesOf(texts, new Map());
    const sharing = [...texts].filter(([, list]) => list.length === 2);
    expect(new Set(sharing.map(([note]) => sides.get(note))).size).toBe(1);
  });
});
