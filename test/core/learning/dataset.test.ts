import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { buildDataset, type DatasetInput } from "../../../server/core/learning/dataset";
import type { DecisionLine } from "../../../server/core/learning/decision";
import { joinLines, type CaptureLine } from "../../../server/core/learning/decision";
import { textPrint } from "../../../server/core/learning/nearDuplicates";
import { pairsOfDecisions, type RawPair } from "../../../server/core/learning/pairs";
import { sftId } from "../../../server/core/learning/rows";
import { decisionLine } from "../../support/decisions";
import { paragraph } from "../../support/writtenNotes";

const template = readFileSync(resolve("server/assets/prompts/restyle.md"), "utf8");
const draft = "It is advisable to utilise the slipway at {D1}, as {N2} does not lock it.";
const original = "It is advisable to utilise the slipway at 6, as Anna does not lock it.";
const offered = "Use the slipway at 6: Anna doesn't lock it.";
const line = (id: string, change: Partial<DecisionLine> = {}): DecisionLine =>
  decisionLine(id, { original, draft, text: offered, ...change });
const time = "2026-01-01T00:05:00.000Z";
const revised = (id: string, text: string): CaptureLine => ({
  ...{ version: 1 as const, id, time, kind: "revised" as const, when: "saved" as const },
  text,
});
const undone = (id: string): CaptureLine => ({ version: 1, id, time, kind: "undone" });

const build = (lines: readonly CaptureLine[], more: Partial<DatasetInput> = {}) => {
  const raw = pairsOfDecisions(joinLines(lines));
  return buildDataset({
    ...raw,
    template,
    settled: new Map([["/notes/one.md", { side: "train", prints: [] }]]),
    struck: new Set(),
    nearest: () => [],
    ...more,
  });
};
const why = (dataset: ReturnType<typeof build>) => dataset.report.leftOut.map((one) => one.why);

describe("decisions become rows", () => {
  it("an accepted text, with the product's prompt; numbers and names stand as they are", () => {
    const { sft, preference } = build([line("a")]);
    expect(preference).toEqual([]);
    expect(sft).toHaveLength(1);
    const [row] = sft;
    expect(row).toMatchObject({ note: "/notes/one.md", source: "accepted" });
    expect(row!.prompt.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(row!.prompt[1]!.content).toContain(`<draft>\n${original}\n</draft>`);
    expect(row!.prompt[1]!.content).toContain("<passage>\nI don't.\n</passage>");
    expect(row!.completion).toEqual([{ role: "assistant", content: offered }]);
  });

  it("links and code have the marks that a stylist is shown, the same ones on both sides", () => {
    const note = "It is advisable to run `npm ci` as [the guide](https://a.org/1) of Anna says.";
    const shown = "It is advisable to run {X1} as {X2} of Anna says.";
    const kept = "As [the guide](https://a.org/1) of Anna says, run `npm ci`.";
    // Masked for edits, masked whole for a stylist that writes, and as it stands in the note.
    for (const draft of [shown, "It is advisable to run {X1} as {X2} of {N3} says.", note]) {
      const { sft } = build([line("a", { original: note, draft, text: kept })]);
      expect(sft).toMatchObject([
        { neutral: shown, completion: [{ content: "As {X2} of Anna says, run {X1}." }] },
      ]);
      expect(sft[0]!.prompt[1]!.content).toContain(`<draft>\n${shown}\n</draft>`);
    }
    const text = "As the guide of Anna says, run `npm ci` now.";
    const lost = build([line("a", { original: note, draft: note, text })]);
    expect(why(lost)).toEqual(["it lacks numbers, names or links of its draft"]);
  });

  it("accepted, then edited: the edit is the target, and preferred to what was offered", () => {
    const edit = "I use the slipway at 6 since Anna doesn't lock it.";
    const { sft, preference } = build([line("a"), revised("a", edit)]);
    expect(sft).toMatchObject([
      {
        source: "edited",
        completion: [{ content: edit }],
      },
    ]);
    expect(preference).toMatchObject([
      {
        source: "edited",
        chosen: [{ content: edit }],
        rejected: [{ content: offered }],
      },
    ]);
  });

  it("what was refused loses against what was kept for the same draft", () => {
    const other = (id: string, kind: DecisionLine["kind"], text: string) =>
      line(id, { kind, text });
    const { sft, preference } = build([
      other("a", "replaced", "Slipway at 6, Anna leaves it open."),
      other("b", "rejected", "Utilise the slipway at 6; Anna locks it not."),
      other("c", "accepted", "At 6 the slipway's open, Anna sees to that."),
      undone("c"),
      line("d"),
    ]);
    expect(sft).toHaveLength(1);
    expect(preference.map(({ source }) => source).sort()).toEqual([
      "rejected",
      "replaced",
      "undone",
    ]);
    for (const { chosen } of preference) {
      expect(chosen[0].content).toBe(offered);
    }
  });

  it("nothing kept: the original is preferred where it is not the draft", () => {
    const nothing = build([line("a", { kind: "rejected" })]);
    expect([nothing.sft, nothing.preference]).toEqual([[], []]);
    expect(why(nothing)).toEqual(["nothing else was kept for its draft"]);
    const own = "At 6 I take the slipway. Anna never locks it.";
    const { preference } = build([line("a", { kind: "rejected", original: own, draft: original })]);
    expect(preference).toMatchObject([{ source: "rejected", chosen: [{ content: own }] }]);
  });

  it("leaves out what would teach to invent, to lose or to copy", () => {
    const cases: [string, string][] = [
      [
        "Use the slipway at 6: Anna and Ben don't lock it.",
        "it states numbers, names or links that its draft lacks",
      ],
      [
        "Use the slipway at 6: nobody here ever locks it.",
        "it lacks numbers, names or links of its draft",
      ],
      [original, "the text that was kept is the draft itself"],
      ["", "the text was deleted afterwards"],
    ];
    for (const [text, reason] of cases) {
      const dataset = build([line("a"), revised("a", text)]);
      expect(dataset.sft).toEqual([]);
      expect(why(dataset)).toContain(reason);
    }
    const sources = build([
      line("a", { prompt: { mode: "sources", heading: "", references: [] } }),
    ]);
    expect(why(sources)).toEqual(["made to fit the sources, not the style"]);
  });

  it("a struck row's text is no example for other rows either", () => {
    const struckText = "I'd rather not say what my sister told me at the slipway that morning.";
    const lines = [
      line("a"),
      line("b", {
        ...{ original: `It is said: ${struckText}`, draft: `It is said: ${struckText}` },
        text: struckText,
      }),
    ];
    const { pairs } = pairsOfDecisions(joinLines(lines));
    const struck = new Set(pairs.filter(({ text }) => text === struckText).map(sftId));
    const more = {
      pairs: pairs.map((pair) => ({
        ...pair,
        references: [{ note: "/notes/two.md", text: struckText }],
      })),
    };
    const shown = (struck: ReadonlySet<string>) =>
      build(lines, { ...more, struck }).sft.find(({ text }) => text === offered)!.prompt[1]!
        .content;
    expect(shown(new Set())).toContain(struckText);
    expect(struck.size).toBe(1);
    expect(shown(struck)).not.toContain(struckText);
  });

  it("a text is there once, in its last version; a struck row stays out", () => {
    const twice = build([line("a"), line("b", { draft: original.replace("utilise", "use") })]);
    expect(twice.sft).toHaveLength(1);
    expect(why(twice)).toContain("the same text is there already");
    const id = twice.sft[0]!.id;
    const again = build([line("b", { draft: original.replace("utilise", "use") }), line("a")], {
      struck: new Set([id]),
    });
    expect(again.sft.map((row) => row.id)).not.toContain(id);
  });

  it("scrubs both sides alike, and leaves out what stands on one side", () => {
    const phone = "Call +44 20 7946 0958 if the slipway at 6 is shut, as Anna does not lock it.";
    const said = "Ring +44 20 7946 0958 when the slipway at 6 is shut: Anna doesn't lock it.";
    const { sft, report } = build([line("a", { original: phone, draft: phone, text: said })]);
    expect(JSON.stringify(sft)).not.toContain("7946");
    expect(report.scrubbed).toEqual({ "phone numbers": 1 });
    const one = build([line("a", { text: `${offered} Call +44 20 7946 0958.` })]);
    expect(one.sft).toEqual([]);
    expect(why(one)).toContain("personal data or a secret stands in one of its texts alone");
  });
});

const own = (note: string, seed: number): RawPair => {
  const text = paragraph("plain", 60, seed);
  return {
    source: "note",
    note,
    neutral: `In short: ${text.replaceAll("didn't", "did not")}`,
    text,
  };
};

describe("the split", () => {
  const pairs = Array.from({ length: 60 }, (_, i) => own(`/n/${i >> 1}.md`, i));
  const input = { pairs, preferences: [], leftOut: [], settled: new Map() };

  it("is by note; references are never held out, nor the text itself", () => {
    const nearest = () => pairs.map(({ note, text }) => ({ note, text }));
    const dataset = build([], { ...input, nearest });
    const held = new Set(dataset.holdout.map(({ note }) => note));
    expect(held.size).toBeGreaterThan(0);
    expect(dataset.sft.length + dataset.holdout.length).toBe(60);
    expect(dataset.sft.some(({ note }) => held.has(note))).toBe(false);
    const heldTexts = dataset.holdout.map(({ text }) => text.slice(0, 60));
    for (const row of dataset.sft) {
      for (const text of heldTexts) expect(row.prompt[1]!.content).not.toContain(text);
    }
    for (const row of dataset.holdout) {
      expect(row.references).toHaveLength(4);
      expect(row.references.some(({ text }) => text === row.text)).toBe(false);
    }
    expect(dataset.report.holdout).toEqual({
      ...{ notes: held.size, pairs: dataset.holdout.length, needed: 20 },
      missing: Math.max(0, 20 - dataset.holdout.length),
    });
  });

  it("shows no held text in training, by whatever name the log has its note", () => {
    const first = build([], input);
    const { text } = first.holdout[0]!;
    const shown = [
      { id: "x", note: "short.md", text },
      { id: "y", note: "b.md", text: "I don't." },
    ];
    const decided = line("a", { prompt: { mode: "style", heading: "", references: shown } });
    const settled = new Map([
      ...first.settled,
      ["/notes/one.md", { side: "train" as const, prints: [] }],
    ]);
    const { sft } = build([decided], { settled });
    expect(sft).toHaveLength(1);
    expect(sft[0]!.prompt[1]!.content).toContain("I don't.");
    expect(sft[0]!.prompt[1]!.content).not.toContain(text.slice(0, 40));
  });

  it("the same input gives the same rows, and builds on from what is settled", () => {
    const first = build([], input);
    const second = build([], { ...input, settled: first.settled });
    expect(second).toEqual(first);
  });

  it("a text that is held out is not trained on when it turns up in a note of the other side", () => {
    const first = build([], input);
    const { note, text, neutral } = first.holdout[0]!;
    const train = first.sft[0]!.note;
    const copied: RawPair = { source: "note", note: train, neutral, text: `${text} Or so.` };
    const next = build([], { ...input, settled: first.settled, pairs: [copied] });
    expect(next.sft).toEqual([]);
    expect(why(next)).toEqual(["nearly the same text is held out for measuring"]);
    expect(next.settled.get(note)!.prints).toContainEqual(textPrint(text));
  });
});
