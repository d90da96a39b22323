const irregular = new Set(
  `been become begun bent bet bitten blown bought bound bred broken brought built burnt caught chosen come cost cut dealt
   done drawn driven drunk eaten fallen fed felt fought found flown forgotten forgiven frozen given gone got gotten grown had
   heard held hidden hit hurt kept known laid led left lent let lit lost made meant met paid put quit read ridden risen run
   said sat seen sent set shaken shown shot shut slept sold sought spent spoken spread stolen stood stuck sung sunk swept
   swum taken taught thought thrown told torn understood woken won worn wound written`
    .trim()
    .split(/\s+/),
);

/** Ends like a past participle or is an irregular one. "red", "need" and "hundred" end alike and are none. */
export function looksLikeParticiple(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    irregular.has(lower) ||
    (/[a-z]{3}ed$|[bcdfglmnprstvz]ied$/.test(lower) && !notParticiple.has(lower))
  );
}

const notParticiple = new Set([
  "need",
  "indeed",
  "hundred",
  "speed",
  "exceed",
  "proceed",
  "succeed",
  "sacred",
  "naked",
]);
