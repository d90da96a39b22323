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

/** Participles that mostly describe a state: "is based on" is no passive that anybody would turn round. */
export const states = new Set(
  list(`
  based, interested, excited, pleased, supposed, located, concerned, involved, related, limited, tired, used, done, gone,
  married, dedicated, committed, delighted, thrilled, surprised, worried, focused, focussed, aligned, set, lost, born,
  made up, broken, known, left, cut, put, hurt, run, read, spread, shut, quit, split, allowed, required, needed, welcomed`),
);
