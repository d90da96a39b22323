import { expect, test } from "vitest";
import {
  kindOf,
  matches,
  type DecisionFilter,
  type Findable,
} from "../../client/decisions/decisionFilter";

const decision = (more: Partial<Findable>): Findable => ({
  time: "2026-03-02T10:00:00.000Z",
  decision: "accepted",
  note: "/notes/tap.md",
  original: "It is cold.",
  offered: "It's cold.",
  final: "It's cold.",
  model: "the model",
  ...more,
});
const kept = decision({});
const changed = decision({ final: "It's Bitterly cold." });
const rejected = decision({ decision: "rejected", final: "It is cold.", note: "/notes/bike.md" });
const late = decision({ decision: "replaced", time: "2026-04-01T10:00:00.000Z" });
const all = [kept, changed, rejected, late];

test("an accepted text that was rewritten is called changed, a rejected one never", () => {
  expect(all.map(kindOf)).toEqual(["accepted", "changed", "rejected", "replaced"]);
});

test.each<[DecisionFilter, readonly Findable[]]>([
  [{}, all],
  [{ kind: "accepted" }, [kept]],
  [{ kind: "changed" }, [changed]],
  [{ note: "/notes/bike.md" }, [rejected]],
  [{ since: Date.parse("2026-03-15") }, [late]],
  [{ text: "bitterly" }, [changed]],
  [{ text: "BIKE" }, [rejected]],
  [{ text: "cold", kind: "replaced" }, [late]],
  [{ text: "nowhere" }, []],
])("%j", (filter, left) => {
  expect(all.filter((one) => matches(one, filter))).toEqual(left);
});
