import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TrackedText, type Change } from "../../client/suggestions/trackedText";

const original = "It is what it is.";
const accepted = "It's what it is.";
const before = `One line.\n${accepted}\nLast line.`;
const at = before.indexOf(accepted);

function replace(text: string, { offset, length, text: by }: Change): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}

/** Applies changes one after the other; answers what the last one was taken for. */
function follow(tracked: TrackedText, ...changes: readonly Change[]): string {
  let text = before;
  let last = "";
  for (const change of changes) {
    text = replace(text, change);
    last = tracked.apply([change], text);
  }
  return last;
}

const takeBack = (offset: number): Change => ({ offset, length: accepted.length, text: original });

describe("an accepted text", () => {
  test("is undone when the text before comes back", () => {
    const tracked = new TrackedText(at, original, accepted);
    expect(follow(tracked, takeBack(at))).toBe("undone");
  });

  test("is undone when the editor gives back only what differs", () => {
    const tracked = new TrackedText(at, original, accepted);
    expect(follow(tracked, { offset: at + 2, length: 2, text: " is" })).toBe("undone");
  });

  test("is kept while the user goes on writing in it", () => {
    const tracked = new TrackedText(at, original, accepted);
    expect(follow(tracked, { offset: at + 4, length: 0, text: " just" })).toBe("kept");
  });

  test("is lost once an edit reaches across its border", () => {
    const tracked = new TrackedText(at, original, accepted);
    follow(tracked, { offset: at - 3, length: 6, text: "" });
    expect(tracked.isLost).toBe(true);
  });

  test("is found again however much is written around it", () => {
    const around = fc.record({ above: fc.boolean(), length: fc.nat(6), text: fc.string() });
    fc.assert(
      fc.property(fc.array(around, { maxLength: 8 }), (edits) => {
        const tracked = new TrackedText(at, original, accepted);
        let text = before;
        let offset = at;
        for (const { above, length, text: by } of edits) {
          const change = above
            ? { offset: 0, length: Math.min(length, offset), text: by }
            : { offset: text.length, length: 0, text: by };
          text = replace(text, change);
          if (above) offset += by.length - change.length;
          expect(tracked.apply([change], text)).toBe("kept");
        }
        const back = takeBack(offset);
        expect(tracked.apply([back], replace(text, back))).toBe("undone");
      }),
    );
  });
});
