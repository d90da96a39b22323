/** Character references in common use; what is not listed counts as an object that is not prose. */
const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  ensp: "\u2002",
  emsp: "\u2003",
  thinsp: "\u2009",
  shy: "\u00AD",
  ndash: "\u2013",
  mdash: "\u2014",
  hellip: "\u2026",
  lsquo: "\u2018",
  rsquo: "\u2019",
  ldquo: "\u201C",
  rdquo: "\u201D",
  laquo: "\u00AB",
  raquo: "\u00BB",
  copy: "\u00A9",
  reg: "\u00AE",
  trade: "\u2122",
  deg: "\u00B0",
  times: "\u00D7",
  middot: "\u00B7",
  bull: "\u2022",
  sect: "\u00A7",
  para: "\u00B6",
  euro: "\u20AC",
  pound: "\u00A3",
  cent: "\u00A2",
  auml: "\u00E4",
  ouml: "\u00F6",
  uuml: "\u00FC",
  Auml: "\u00C4",
  Ouml: "\u00D6",
  Uuml: "\u00DC",
  szlig: "\u00DF",
  eacute: "\u00E9",
  egrave: "\u00E8",
  agrave: "\u00E0",
  ccedil: "\u00E7",
  ntilde: "\u00F1",
};

/** The character that `&name;`, `&#10;` or `&#xA;` stands for; never longer than the reference itself. */
export function decodeEntity(reference: string): string | undefined {
  const name = reference.slice(1, -1);
  if (!name.startsWith("#")) return Object.hasOwn(named, name) ? named[name] : undefined;
  const hexadecimal = /^#[xX]/.test(name);
  const code = Number.parseInt(name.slice(hexadecimal ? 2 : 1), hexadecimal ? 16 : 10);
  const real = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return real ? String.fromCodePoint(code) : "\uFFFD";
}
