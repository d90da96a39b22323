const units: Readonly<Record<string, number>> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

export const scales: Readonly<Record<string, number>> = {
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  mn: 1e6,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  trillion: 1e12,
  tn: 1e12,
};

const ordinals: Readonly<Record<string, number>> = {
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
  hundredth: 100,
};

/** Parts of a whole: what "two ___" divides by. */
const divisors: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  quarter: 4,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
};

const either = (words: Readonly<Record<string, number>>): string => Object.keys(words).join("|");
const scaleWords = "hundred|thousand|million|billion|trillion|dozen";

/** Source of a pattern for a number in words: "twenty-one", "twenty - one" of a transcript, "a hundred and five", "two million", "a dozen". */
export const spelledNumber = `(?:(?:${either(units)})(?!\\p{L})|an?\\s+(?:${scaleWords}|few\\s+(?:${scaleWords}))(?!\\p{L}))(?:(?:[\\s-]|(?<=ty)\\s-\\s)(?:and\\s)?(?:${either(units)}|${scaleWords})(?!\\p{L}))*`;
export const ordinalWord = `(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-)?(?:first|second|${either(ordinals)})`;
export const fractionWord = `(?:an?|one|two|three|four|five|six|seven|eight|nine)[\\s-](?:${Object.keys(divisors).join("s?|")}s?)`;

/** Value of what `spelledNumber` matched; undefined for "a few hundred". */
export function valueOfWords(text: string): number | undefined {
  let total = 0;
  let current = 0;
  for (const word of text.toLowerCase().split(/[\s-]+/)) {
    if (word === "few") return undefined;
    if (word === "and") continue;
    const unit = word === "a" || word === "an" ? 1 : units[word];
    const scale = scales[word];
    if (unit !== undefined) current += unit;
    else if (scale !== undefined && scale >= 1000) {
      total += Math.max(current, 1) * scale;
      current = 0;
    } else if (scale !== undefined) current = Math.max(current, 1) * scale;
  }
  return total + current;
}

export function valueOfOrdinal(text: string): number | undefined {
  const [tens, last] = text.toLowerCase().includes("-")
    ? text.toLowerCase().split("-")
    : ["", text.toLowerCase()];
  if (last === undefined) return undefined;
  const small = last === "first" ? 1 : last === "second" ? 2 : ordinals[last];
  return small === undefined ? undefined : (units[tens ?? ""] ?? 0) + small;
}

/** Value of what `fractionWord` matched: "two thirds" = 0.667. */
export function valueOfFraction(text: string): number | undefined {
  const [count, part] = text.toLowerCase().split(/[\s-]+/);
  if (count === undefined || part === undefined) return undefined;
  const divisor = divisors[part] ?? divisors[part.replace(/s$/, "")];
  const times = count === "a" || count === "an" ? 1 : units[count];
  return divisor === undefined || times === undefined ? undefined : times / divisor;
}
