import type { InlineContext, MarkdownConfig } from "@lezer/markdown";

/** A paragraph beyond this length (UTF-16 units, some 3,000 words) is data rather than prose: not judged, not parsed within, and said to be so. */
export const LONGEST_PROSE = 20_000;

/** Eats an over-long paragraph whole, so that no line, however long, costs more than its length. */
export const tooLong: MarkdownConfig = {
  parseInline: [
    {
      name: "TooLong",
      before: "Escape",
      parse: (context) => (context.end - context.offset > LONGEST_PROSE ? context.end : -1),
    },
  ],
};

/** An inline element whose whole text a sticky pattern tells. */
function pattern(
  node: string,
  first: string,
  sticky: RegExp,
  allowed: (context: InlineContext, at: number) => boolean = () => true,
): MarkdownConfig {
  const code = first.charCodeAt(0);
  return {
    defineNodes: [node],
    parseInline: [
      {
        name: node,
        before: "Escape",
        parse(context, next, at) {
          if (next !== code || !allowed(context, at)) return -1;
          sticky.lastIndex = at - context.offset;
          const found = sticky.exec(context.text);
          if (found === null) return -1;
          return context.addElement(context.elt(node, at, at + found[0].length));
        },
      },
    ],
  };
}

const notAfter =
  (before: RegExp) =>
  (context: InlineContext, at: number): boolean =>
    !before.test(context.slice(Math.max(context.offset, at - 1), at));

/** `$x$` and `$$x$$`: no white space just inside, no digit after, so that "$5 and $10" stays prose. */
export const inlineMath = pattern(
  "InlineMath",
  "$",
  /\$\$[^$]{1,2000}\$\$|\$(?![\s$])(?:[^$\\]|\\[^]){0,499}?(?:[^$\\\s]|\\[^\s])\$(?![\d$])/y,
  notAfter(/[\\$]/),
);

/** `[^1]` and `^[an inline note]`. */
export const footnoteMark: MarkdownConfig = {
  defineNodes: ["FootnoteMark"],
  parseInline: [
    ...patternOf("FootnoteMark", "[", /\[\^[^\]\s]{1,200}\]/y, "FootnoteReference"),
    ...patternOf("FootnoteMark", "^", /\^\[[^[\]]{1,1000}\]/y, "InlineFootnote"),
  ],
};

function patternOf(node: string, first: string, sticky: RegExp, name: string) {
  return (pattern(node, first, sticky).parseInline ?? []).map((parser) => ({ ...parser, name }));
}

/** `[[Note]]`, `[[Note#Part|shown text]]`, `![[embedded]]`. */
export const wikiLink: MarkdownConfig = {
  defineNodes: ["WikiLink", "WikiEmbed"],
  parseInline: [
    ...patternOf("WikiLink", "[", /\[\[[^[\]\n]{1,500}\]\]/y, "WikiLink"),
    ...patternOf("WikiEmbed", "!", /!\[\[[^[\]\n]{1,500}\]\]/y, "WikiEmbed"),
  ],
};

/** `[@key]`, `[see @key, p. 4; -@other]` and a bare `@key`. */
export const citation: MarkdownConfig = {
  defineNodes: ["Citation"],
  parseInline: [
    ...patternOf(
      "Citation",
      "[",
      /\[(?:[^[\]@]{0,100}[\s;-])?-?@[\p{L}\p{N}_{][^[\]]{0,300}\](?!\()/uy,
      "Citation",
    ),
    ...(
      pattern(
        "Citation",
        "@",
        /@[\p{L}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_])){0,100}/uy,
        notAfter(/[\p{L}\p{N}_./@\\]/u),
      ).parseInline ?? []
    ).map((parser) => ({ ...parser, name: "BareCitation" })),
  ],
};

/** `{{ shortcode }}`, `{% tag %}` and `{: .attributes }` of site generators. */
export const template = pattern(
  "Template",
  "{",
  /\{\{[^{}]{0,1000}\}\}|\{%(?:[^%]|%(?!\})){0,1000}%\}|\{[:#.][^{}\n]{0,300}\}/y,
);
