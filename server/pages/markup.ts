import { h, type Result } from "hastscript";
import { toHtml } from "hast-util-to-html";

type Element = Extract<Result, { readonly type: "element" }>;

/** A part of a page: markup, text that is escaped where it is written, or nothing. */
export type Part = Element | string | undefined;

/** A drawing as `plots.ts` makes it: the only markup that is taken as it is. */
export interface Drawing {
  readonly svg: string;
}

export { h };

/** The drawing with a name and a description for those who do not see it; what is drawn stands in a table as well. */
export function figure(
  id: string,
  drawing: Drawing,
  words: { readonly title: string; readonly description: string; readonly legend?: Part },
): Element {
  const svg = { type: "raw", value: drawing.svg } as const;
  return h("figure", [
    h("figcaption", [
      h("strong", { id: `${id}-title` }, words.title),
      h("div", { className: "muted" }, words.description),
      words.legend,
    ]),
    h("div", { className: "drawing", role: "img", ariaLabelledBy: [`${id}-title`] }, [
      h("div", { ariaHidden: "true" }, [svg as unknown as Element]),
    ]),
  ]);
}

export interface Column {
  readonly title: string;
  readonly isNumber?: boolean;
}

/** A table whose first column names its rows; wide ones scroll by keyboard too. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Part[])[],
): Element {
  const classOf = (column: number) => (columns[column]?.isNumber === true ? "number" : undefined);
  return h("div", { className: "scroll", role: "region", ariaLabel: caption, tabIndex: 0 }, [
    h("table", [
      h("caption", caption),
      h("thead", [
        h(
          "tr",
          columns.map(({ title }, i) => h("th", { scope: "col", className: classOf(i) }, title)),
        ),
      ]),
      h(
        "tbody",
        rows.map((cells) =>
          h(
            "tr",
            cells.map((cell, i) =>
              i === 0
                ? h("th", { scope: "row" }, [cell])
                : h("td", { className: classOf(i) }, [cell]),
            ),
          ),
        ),
      ),
    ]),
  ]);
}

export interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly body: readonly Part[];
}

/** A whole page: no script, nothing from elsewhere. */
export function page({ title, style, body }: PageParts): string {
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  const head = [
    h("meta", { charSet: "utf-8" }),
    h("meta", { httpEquiv: "Content-Security-Policy", content: policy }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("title", title),
    h("style", style),
  ];
  const html = h("html", { lang: "en" }, [h("head", head), h("body", [...body])]);
  // Raw are drawings alone, whose texts their own serializer has escaped.
  return `<!DOCTYPE html>\n${toHtml(html, { allowDangerousHtml: true })}\n`;
}
