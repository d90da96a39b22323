const list = (words: string): readonly string[] =>
  words
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

/** Words that take the edge off a statement. */
export const hedges = list(`
  perhaps, maybe, possibly, presumably, arguably, apparently, seemingly, supposedly, somewhat, sort of, kind of, more or less,
  i think, i believe, i guess, i suppose, i suspect, it seems, seems to, seem to, seemed to, appears to, appear to, tends to,
  tend to, might be, may be, could be, might have, may have, in a way, to some extent, to some degree, as far as i know,
  as far as i can tell, in my opinion, in my view, roughly, generally speaking, fairly, rather, probably, likely, potentially`);

/** Words that make a statement stronger without adding to it. */
export const intensifiers = list(`
  very, really, extremely, incredibly, absolutely, totally, completely, truly, highly, deeply, hugely, immensely, remarkably,
  exceptionally, extraordinarily, insanely, super, utterly, thoroughly, especially, particularly, definitely, certainly,
  undoubtedly, literally, so much, wildly, massively, enormously, amazingly, awfully, terribly`);

export const persons: Readonly<Record<string, readonly string[]>> = {
  i: list("i, i'm, i've, i'll, i'd, me, my, mine, myself"),
  we: list("we, we're, we've, we'll, we'd, us, our, ours, ourselves"),
  you: list("you, you're, you've, you'll, you'd, your, yours, yourself, yourselves"),
};

/**
 * Clauses without anybody in them: "one should", "it is advisable to", "it should be noted that". A "one" that may stand for
 * a thing ("the new one should", "one should be red") is none.
 */
export const impersonal = new RegExp(
  [
    String.raw`\b(?=one\s)(?<=^|[.!?]\s+|\b(?:if|when|as|because|what|how|where|until|unless|whether|although|though|why|before)\s+)` +
      String.raw`one\s+(?:can|could|may|might|must|should|ought|would|cannot|can't|has\s+to|needs\s+to|does\s+not)\b(?!\s+(?:not\s+)?be\b)`,
    String.raw`\boneself\b`,
    String.raw`\bit(?:\s+is|['\u2019]s|\s+was|\s+(?:would|may|might|can)\s+be|\s+seems|\s+remains)(?:\s+(?:also|often|always|not|therefore|thus|generally|usually|\w+ly))?` +
      String.raw`\s+(?:advisable|advised|recommended|recommendable|important|necessary|essential|crucial|vital|imperative|preferable|desirable|advantageous|worthwhile|possible|customary|suggested|assumed|known|required|evident|apparent|noteworthy)` +
      String.raw`\s+(?:to|that)\b(?!\s+(?:me|us|you|him|her|them)\b)`,
    String.raw`\bit\s+(?:should|must|can|may|has\s+to)\s+be\s+(?:noted|said|emphasi[sz]ed|stressed|remembered|assumed|argued|concluded|observed|pointed\s+out)\b`,
  ].join("|"),
  "giu",
);

/** Participles that mostly describe a state: "is based on" is no passive that anybody would turn round. */
export const states = new Set(
  list(`
  based, interested, excited, pleased, supposed, located, concerned, involved, related, limited, tired, used, done, gone,
  married, dedicated, committed, delighted, thrilled, surprised, worried, focused, focussed, aligned, set, lost, born,
  made up, broken, known, left, cut, put, hurt, run, read, spread, shut, quit, split, allowed, required, needed, welcomed`),
);
