import { describe, expect, it } from "vitest";
import { silentLogger } from "../../server/core/log";
import {
  joinLines,
  type CapturedSuggestion,
  type CaptureLine,
} from "../../server/core/learning/decision";
import { CaptureEdits, settledAfter, type Consent } from "../../server/workflows/captureEdits";

const uri = "file:///note.md";
const suggestion: CapturedSuggestion = {
  suggestion: "s1",
  note: "/note.md",
  prompt: { mode: "style", heading: "", references: [] },
  original: "It is done.",
  draft: "It is done.",
  candidates: [
    {
      text: "It's done.",
      origin: "model",
      accepted: true,
      style: { draft: 0.2, text: 0.7 },
      unsupported: 0,
    },
    {
      text: "That's done.",
      origin: "rules",
      accepted: true,
      style: { draft: 0.2, text: 0.6 },
      unsupported: 0,
    },
  ],
  model: "embedded",
  adapter: null,
};

function desk(first: Consent = "on") {
  const lines: CaptureLine[] = [];
  const sentences: string[] = [];
  const state = { consent: first, now: Date.parse("2026-01-01T00:00:00Z"), asked: 0, id: 0 };
  const capture = new CaptureEdits({
    log: { append: (more) => (lines.push(...more), Promise.resolve({ kind: "ok", value: null })) },
    sentences: {
      add: (more) => (sentences.push(...more), Promise.resolve({ kind: "ok", value: null })),
    },
    clock: { now: () => new Date(state.now) },
    logger: silentLogger,
    newId: () => `d${++state.id}`,
    consent: () => state.consent,
    ask: () => state.asked++,
  });
  return { capture, lines, sentences, state };
}

const accepted = { uri, start: 4, end: 14, text: "One\nIt's done.\nTwo" };

describe("capturing decisions", () => {
  it("tells what Penprint wrote, also when decisions are not kept, without what stood there before", async () => {
    const { capture, lines, sentences } = desk("off");
    const original = "It is done. We ate.";
    const text = "It's done. We ate.";
    const candidates = [{ ...suggestion.candidates[0]!, text }];
    const place = { uri, start: 0, end: text.length, text };
    await capture.accepted({ ...suggestion, original, candidates }, 0, place);
    expect(lines).toEqual([]);
    expect(sentences).toEqual(["it's done"]);
  });

  it("writes an acceptance at once and what became of it at the next save, once", async () => {
    const { capture, lines } = desk();
    expect(await capture.accepted(suggestion, 0, accepted)).toEqual({ recorded: true, why: "" });
    expect(lines.map(({ kind }) => kind)).toEqual(["accepted"]);
    await capture.documentChanged(
      uri,
      [{ start: 9, end: 13, newText: "finished" }],
      "One\nIt's finished.\nTwo",
    );
    await capture.saved(uri);
    await capture.saved(uri);
    expect(lines[1]).toMatchObject({
      id: "d1",
      kind: "revised",
      when: "saved",
      text: "It's finished.",
    });
    expect(lines).toHaveLength(2);
    expect(joinLines(lines)[0]).toMatchObject({
      outcome: "accepted",
      final: "It's finished.",
      settled: true,
    });
  });

  it("says at a save that a text was kept as it was", async () => {
    const { capture, lines } = desk();
    await capture.accepted(suggestion, 0, accepted);
    await capture.saved(uri);
    expect(lines[1]).toMatchObject({ kind: "revised", text: "It's done." });
  });

  it("takes undo as a rejection, also when the note is edited by hand afterwards", async () => {
    const { capture, lines } = desk();
    await capture.accepted(suggestion, 0, accepted);
    await capture.documentChanged(
      uri,
      [{ start: 4, end: 14, newText: "It is done." }],
      "One\nIt is done.\nTwo",
    );
    await capture.documentChanged(
      uri,
      [{ start: 4, end: 6, newText: "Work" }],
      "One\nWork is done.\nTwo",
    );
    await capture.saved(uri);
    await capture.closed(uri);
    expect(lines.map(({ kind }) => kind)).toEqual(["accepted", "undone"]);
    expect(joinLines(lines)[0]).toMatchObject({ outcome: "undone", final: "It is done." });
  });

  it("follows a redo", async () => {
    const { capture, lines } = desk();
    await capture.accepted(suggestion, 0, accepted);
    await capture.documentChanged(
      uri,
      [{ start: 4, end: 14, newText: "It is done." }],
      "One\nIt is done.\nTwo",
    );
    await capture.documentChanged(
      uri,
      [{ start: 4, end: 15, newText: "It's done." }],
      accepted.text,
    );
    await capture.saved(uri);
    expect(lines.map(({ kind }) => kind)).toEqual(["accepted", "undone", "revised"]);
    expect(joinLines(lines)[0]).toMatchObject({ outcome: "accepted", final: "It's done." });
  });

  it("settles ten minutes after the last edit in the range, not after edits elsewhere", async () => {
    const { capture, lines, state } = desk();
    await capture.accepted(suggestion, 0, accepted);
    await capture.documentChanged(
      uri,
      [{ start: 0, end: 3, newText: "Uno" }],
      "Uno\nIt's done.\nTwo",
    );
    state.now += settledAfter;
    await capture.tick();
    expect(lines).toHaveLength(1);
    await capture.documentChanged(
      uri,
      [{ start: 9, end: 13, newText: "over" }],
      "Uno\nIt's over.\nTwo",
    );
    state.now += settledAfter - 1;
    await capture.tick();
    expect(lines).toHaveLength(1);
    state.now += 1;
    await capture.tick();
    expect(lines[1]).toMatchObject({ kind: "revised", when: "settled", text: "It's over." });
  });

  it("understands a client that sends the whole document", async () => {
    const { capture, lines } = desk();
    await capture.accepted(suggestion, 0, accepted);
    const now = "Zero\nIt's all done.\nTwo";
    await capture.documentChanged(
      uri,
      [{ start: 0, end: accepted.text.length, newText: "Zero\nIt's done.\nTwo" }],
      "Zero\nIt's done.\nTwo",
    );
    await capture.documentChanged(uri, [{ start: 0, end: 19, newText: now }], now);
    await capture.closed(uri);
    expect(lines[1]).toMatchObject({ kind: "revised", when: "closed", text: "It's all done." });
  });

  it("keeps each replaced candidate and the one that was accepted", async () => {
    const { capture, lines } = desk();
    await capture.replaced(suggestion, 0);
    await capture.accepted(suggestion, 1, { ...accepted, end: 16, text: "One\nThat's done.\nTwo" });
    expect(lines).toMatchObject([
      { id: "d1", kind: "replaced", text: "It's done.", suggestion: "s1" },
      { id: "d2", kind: "accepted", text: "That's done.", suggestion: "s1" },
    ]);
  });

  it("asks once, keeps nothing while unanswered, and then what was held", async () => {
    const { capture, lines, state } = desk("ask");
    expect((await capture.rejected(suggestion, 0)).recorded).toBe(false);
    await capture.rejected(suggestion, 1);
    expect([state.asked, lines.length]).toEqual([1, 0]);
    state.consent = "on";
    await capture.answered();
    expect(lines.map(({ id }) => id)).toEqual(["d1", "d2"]);
  });

  it("forgets what was held when the answer is no", async () => {
    const { capture, lines, state } = desk("ask");
    await capture.accepted(suggestion, 0, accepted);
    state.consent = "off";
    await capture.answered();
    await capture.saved(uri);
    state.consent = "on";
    await capture.answered();
    await capture.saved(uri);
    expect(lines).toEqual([]);
  });
});
