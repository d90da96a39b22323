/** Word lists of the faithfulness checks. English; lower case; a word of these lists never crosses into another language. */

/** A list as it is written here, as a set. */
export const list = (text: string): ReadonlySet<string> =>
  new Set(text.split(/\s+/).filter(Boolean));

/** Words that carry no content of their own: never evidence, never missing. */
export const functionWords = list(`
  a about above across after again against all almost along already also although always am among an and another any
  anybody anyone anything are aren't around as at away back be became because become becomes been before behind being
  below beside besides between beyond both but by can can't cannot come could couldn't did didn't do does doesn't doing
  don't done down during each either else enough even ever every everybody everyone everything except few first for
  from further get gets getting go goes going got had hadn't has hasn't have haven't having he he's hence her here hers
  herself him himself his how however i if in indeed instead into is isn't it it's its itself just keep last least less
  let like made make makes making many may maybe me might mine more moreover most much must my myself near nearly need
  neither never nevertheless next no nobody none nor not nothing now of off often on once one ones only onto or other
  others otherwise our ours ourselves out over own per perhaps please put quite rather really same say says said see
  seem seemed seems several shall she should shouldn't since so some somebody someone something sometimes soon still
  such take takes taken than that that's the their theirs them themselves then there there's therefore these they
  they're this those though three through throughout thus till to together too toward towards two under unless until up
  upon us use used uses using usually various very via was wasn't way we were weren't what what's whatever when whenever
  where whereas wherever whether which while who who's whoever whole whom whose why will with within without won't would
  wouldn't yet you your yours yourself
  according among including based etc eg ie mr mrs ms dr st vs`);

export const negators = list(`
  not no never none nobody nothing neither nor cannot without hardly barely scarcely lack lacks lacked lacking fail fails failed
  refuse refused refuses unable
  isn't aren't wasn't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't ain't`);

/** Words that deny without standing before what they deny. */
export const denials = list(`
  without absence absent except excluding excluded excludes unless until free off otherwise instead limited little
  neither failure impossible prevent prevents prevented avoid avoids avoided deny denies denied only solely reject
  rejects rejected non`);

export const universals = list(`
  all every each always everyone everybody everything everywhere entire entirely completely whole never none nobody no
  any anyone throughout whenever wherever fully solely exclusively both`);

export const exclusives = list(`only solely exclusively alone sole merely just limited`);

/** Says why or in what order: a reason or an order that the source must give too. */
export const connections = list(`because since thanks until before after`);

/** What follows is set against what went before. */
export const contrasts = list(
  `but instead however except although though despite rather still yet nor`,
);

/** A comparison, or a superlative that a source must say too. */
export const superlatives = list(`
  first last best worst most least largest biggest smallest highest lowest fastest slowest oldest newest youngest
  earliest latest greatest longest shortest strongest main chief top leading`);

/** A claim with one of these is somebody's judgement or advice. */
export const opinionWords = list(`
  should ought arguably hopefully frankly honestly personally unfortunately sadly luckily happily thankfully
  surprisingly wonderful amazing awesome terrible awful beautiful lovely brilliant fantastic delightful annoying
  boring fascinating exciting excited curious glad sorry grateful delighted thrilled worth worthwhile better wise
  great cool fun nice terrific phenomenal remarkable admirable sensible`);

/** Words that speak of what was named before. */
export const pronouns = list(
  `it its this that these those they their he his she her we our i my you your both each there such`,
);

export const firstPersons = list(
  `i me my mine myself i'm i've i'd i'll we us our ours ourselves we're we've we'd we'll`,
);

export const callStarts = list(`
  please let let's try check see read learn visit click sign join download follow remember note consider make use keep
  start stop ask tell take find look think imagine don't never always write share contact email call subscribe stay
  help get go watch listen explore discover feel register send give bring put add avoid choose open close run build
  suppose say compare turn pick plan set`);

/** Titles before a name. */
export const titles = list(`
  mr mrs ms miss dr prof professor sir dame lord lady president prime minister senator judge justice king queen prince
  princess pope bishop captain colonel general sergeant ceo cto cio director chairman chairwoman chair secretary
  inc ltd llc corp company co plc gmbh jr sr`);

/** Stems that the dictionary does not relate, or not closely enough. */
export const ownSynonyms: readonly string[] = [
  "tell said sai state declar announc explain report",
  "begin start launch commenc",
  "end finish conclud close",
  "bui purchas acquir",
  "assist help aid support",
  "show demonstr reveal indic display",
  "build construct creat develop made",
  "agenc bodi organ institut",
  "peopl person human individu",
  "firm compani busi corpor",
  "kid child children",
  "film movi",
  "car automobil vehicl",
  "number amount figur count",
  "citi town",
  "job work posit role",
  "win won victori",
  "lose lost loss",
  "mobil phone smartphon",
  "websit site page web",
  "user visitor custom client reader",
  "pai paid spend spent cost",
  "everi all each",
  "allow let enabl permit",
  "larg big huge major",
  "small little littl tini minor",
];

/** Stems that contradict each other in the same place. */
export const ownOpposites: readonly string[] = [
  "increas decreas",
  "increas reduc",
  "increas declin",
  "rise fall",
  "rose fell",
  "rise drop",
  "grow shrink",
  "grew shrank",
  "more less",
  "more fewer",
  "most least",
  "higher lower",
  "high low",
  "larger smaller",
  "faster slower",
  "earlier later",
  "befor after",
  "abov below",
  "over under",
  "alwai never",
  "allow forbid",
  "allow prohibit",
  "allow ban",
  "accept reject",
  "approv reject",
  "includ exclud",
  "support oppos",
  "agre disagre",
  "success failur",
  "succe fail",
  "win lose",
  "won lost",
  "begin end",
  "start stop",
  "start end",
  "open close",
  "public privat",
  "posit neg",
  "improv worsen",
  "easi hard",
  "easi difficult",
  "easier harder",
  "buyer seller",
  "bui sell",
  "bought sold",
  "import export",
  "male femal",
  "men women",
  "man woman",
  "north south",
  "east west",
  "internal extern",
  "same differ",
  "similar differ",
  "free paid",
  "manual automat",
  "mandatori option",
  "requir option",
  "rural urban",
  "young old",
  "gain lose",
  "expand narrow",
  "strengthen weaken",
  "advantag disadvantag",
  "satisfi dissatisfi",
  "supervis unsupervis",
  "majority minor",
  "minimum maximum",
  "minim maxim",
  "best worst",
  "better wors",
  "daili weekli",
  "weekli monthli",
  "monthli annual",
];
