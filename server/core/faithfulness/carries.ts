import { carriesDate } from "./dates";
import type { NumberQuantity, Quantity } from "./quantities";

/** Whether a source that says `said` carries the claimed quantity: the same value, or one it rounds to. "Only a tenth" is 10 %. */
export function carriesQuantity(said: Quantity, claimed: Quantity): boolean {
  if (said.kind === "date" || claimed.kind === "date") {
    if (said.kind === "date" && claimed.kind === "date")
      return carriesDate(said.date, claimed.date);
    return sameYearAndNumber(said, claimed);
  }
  if (said.kind === "share" && claimed.kind === "ordinal") {
    return close(said.value, 1 / claimed.value, 0.01);
  }
  if (!comparable(said, claimed)) return false;
  return carriesValue(said, claimed);
}

/** A bare four-digit number reads as a year: "2000 people". */
function sameYearAndNumber(a: Quantity, b: Quantity): boolean {
  const [date, number] = a.kind === "date" ? [a, b] : [b, a];
  if (date.kind !== "date" || number.kind === "date") return false;
  const { year, month, day } = date.date;
  if (month !== undefined)
    return day !== undefined && number.kind === "ordinal" && number.value === day;
  return year === number.value;
}

/** A table's cell or a list may leave the unit to its heading, so a bare number goes with everything but times. */
export function comparable(said: NumberQuantity, claimed: NumberQuantity): boolean {
  if (said.kind === claimed.kind) return true;
  if (said.kind === "time" || claimed.kind === "time") return false;
  if (said.counts === true && (claimed.kind === "money" || claimed.kind === "share")) return false;
  return said.kind === "number" || claimed.kind === "number" || said.kind === "ordinal";
}

function carriesValue(said: NumberQuantity, claimed: NumberQuantity): boolean {
  const scale = said.kind !== "share" && claimed.kind === "share" ? 100 : 1;
  const unscale = said.kind === "share" && claimed.kind !== "share" ? 100 : 1;
  const a = said.value * unscale;
  const b = claimed.value * scale;
  if (close(a, b, 1e-9)) return true;
  if (
    claimed.kind === "share" &&
    (claimed.spelled || said.spelled) &&
    Math.abs(a - b) <= 0.012 * scale
  ) {
    return true;
  }
  if (claimed.kind === "ordinal" || claimed.kind === "time") return false;
  if (rounded(a, claimed.digits) === rounded(b, claimed.digits) && claimed.digits >= 2) return true;
  switch (claimed.about) {
    case "about":
      return close(a, b, 0.1);
    case "over":
      return a >= b && a <= b * 1.3;
    case "under":
      return a <= b && a >= b * 0.7;
    case "exactly":
      return (
        Math.abs(b) >= 100 &&
        rounded(a, claimed.digits) === rounded(b, claimed.digits) &&
        close(a, b, 0.05)
      );
  }
}

const close = (a: number, b: number, share: number): boolean =>
  Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b));

const rounded = (value: number, digits: number): number =>
  Number(value.toPrecision(Math.min(15, digits)));
