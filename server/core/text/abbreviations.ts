const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Lower case, without the last dot: a full stop after these does not end a sentence. */
export const abbreviations = words(
  `mr mrs ms mx dr prof st mt ft rev hon gen col sgt capt lt cmdr adm gov sen rep pres supt messrs mme mlle
   vs viz cf ca approx e.g i.e eg ie resp incl excl misc jr sr esp
   sra srta dra ud uds
   z.b bzw d.h u.a o.\u00E4 vgl ggf evtl usf inkl str hr fr frl
   p.ex env av bd`,
);

/** These end a sentence unless a number follows: "No. 5", "Fig. 2", but "He said no." */
export const beforeNumbers = words(
  `no nos nr fig figs eq eqs vol ch chap sec sect art p pp par para ex tab jan feb mar apr jun jul aug sep sept oct nov dec`,
);

/** Words that, after an initial or a dotted abbreviation, begin a new sentence far more often than a name. */
export const starters = words(
  `The This That These Those There Then They It Its He She We You I In On At By For From To With As If When While
   After Before Since Because Although But And Or So Yet However Some Many Most Each Every All No Not What Who How Why Where
   My Our Your His Her Their A An`,
);
