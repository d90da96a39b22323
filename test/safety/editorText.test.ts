import { GFM, parser } from "@lezer/markdown";
import fc from "fast-check";
import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { expect, test } from "vitest";
import { escapeHtml, lossCurve } from "../../client/views/lossCurve";
import { footnoteDefinition } from "../../server/core/planner/citations";
import { tameMarkdown } from "../../server/core/planner/tameMarkdown";
import { renderNothing, renderStylePage } from "../../server/pages/stylePage";
import { messageText } from "../../server/protocol/messageText";

const attacks = [
  "[Show more](command:workbench.action.terminal.sendSequence?%7B%22text%22%3A%22id%5Cn%22%7D)",
  "[x](command:a)[y](file:///etc/passwd)[z](https://evil.example 'title')",
  "![x](http://evil.example/i.png)",
  "<img src=http://evil.example/i.png onerror=alert(1)>",
  "<script>alert(1)</script>",
  "<a href='command:workbench.action.quit'>x</a>",
  "<command:workbench.action.quit>",
  "http://evil.example www.evil.example me@evil.example",
  "[ref]\n\n[ref]: http://evil.example",
  "`code` **bold** | cell | $(alert)",
  "</td></tr></table>",
  "&lt;img src=x&gt; &#91;x&#93;(command:a)",
  "\u202egnp.exe\u0007\u001b]8;;http://evil.example\u001b\\x",
];

/** How VS Code finds links in the text of a message, by its own source. */
const linkInMessage =
  /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

test("a message of the editor holds no link that was not put there", () => {
  expect(attacks.some((attack) => linkInMessage.test(attack))).toBe(true);
  for (const attack of attacks) expect(messageText(`Why: ${attack}`)).not.toMatch(linkInMessage);
  fc.assert(
    fc.property(
      fc
        .array(fc.constantFrom("[", "]", "(", ")", "command:a", "\n", "x", "\\"))
        .map((parts) => parts.join("")),
      (text) => !linkInMessage.test(messageText(text)),
    ),
  );
});

/** Kinds of nodes of a Markdown text that are more than words. */
function kindsIn(markdown: string): ReadonlySet<string> {
  const kinds = new Set<string>();
  parser
    .configure(GFM)
    .parse(markdown)
    .iterate({ enter: ({ name }) => void kinds.add(name) });
  return kinds;
}
/** Elements of a page with their attributes, in the order in which a browser finds them. */
function elementsIn(html: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ("attrs" in node) {
      found.push([node.nodeName, ...node.attrs.map(({ name }) => name)].join(" "));
    }
    if ("childNodes" in node) node.childNodes.forEach(visit);
  };
  visit(parse(html));
  return found;
}

test("an author's words on the style page are words", () => {
  const pageOf = (words: string): string => {
    const row = { startLine: 1, endLine: 1, words: 1, likely: 1, differences: [words] };
    const share = { kind: "share", per: "sentences", times: 1, chances: 2 } as const;
    const you = { ...share, share: 0.5, low: 0, high: 1 };
    const drift = { key: words, label: words, per: "sentences" as const, apart: true };
    const period = { name: words, start: words, notes: 1, words: 1 };
    return renderStylePage(
      {
        ...{ author: words, file: words, language: words, folders: [words], words: 1, notes: 1 },
        silentBecause: words,
        habits: [{ key: words, label: words, you, others: you, here: you, example: words }],
        note: { name: words, words: 1, leftOut: 0, passages: [row] },
        drift: {
          ...{ dates: { "front matter": 1, "file name": 0, file: 0 }, undated: 0 },
          periods: [period, { ...period, name: `${words}2` }],
          habits: [{ ...drift, values: [you, you], older: you, newer: you }],
        },
        stopped: [words],
        training: {
          current: words,
          versions: [
            {
              ...{ id: words, onThisData: false, problem: words },
              card: { created: words, parents: [words], recipe: { [words]: words } },
              gate: { accepted: true, pairs: 1, measures: [], why: [words, words] },
            },
          ],
          data: { pairs: 1, preferences: 1, heldOut: 1, sources: { [words]: 1 } },
          last: { losses: [1, 2].map((step) => ({ stage: words, step, steps: 2, loss: 1 })) },
          problems: [words],
        },
      },
      { words },
    );
  };
  const harmless = elementsIn(pageOf("x"));
  expect(harmless.length).toBeGreaterThan(150);
  // Text of several lines is several elements in a drawing.
  for (const attack of attacks.map((one) => one.replace(/\s+/g, " "))) {
    expect([attack, elementsIn(pageOf(attack))]).toEqual([attack, harmless]);
    expect(elementsIn(renderNothing(attack, { words: attack }))).toEqual(
      elementsIn(renderNothing("x", { words: "x" })),
    );
  }
});

test("a planner's section brings no image, HTML, link or control character of its own", () => {
  const active = [
    "Image",
    "HTMLTag",
    "HTMLBlock",
    "Link",
    "URL",
    "Autolink",
    "LinkReference",
    "Comment",
  ];
  for (const attack of attacks) {
    const { text } = tameMarkdown(`The pier ${attack} was mended.`, "The pier was mended.");
    const kinds = kindsIn(text);
    expect([text, active.filter((kind) => kinds.has(kind) && kind !== "Link")]).toEqual([text, []]);
    expect(text).not.toMatch(/evil\.example\/|command:workbench|(?![\t\n])\p{Cc}|\u202e/u);
  }
});

test("a source's name in a footnote is a name", () => {
  for (const name of [
    "[[<img src=http://evil.example/i.png>]]",
    "a](http://evil.example) ![x](http://evil.example/i.png).md",
    "a> <img src=x> .md",
    "a\n\n<img src=x>.md",
  ]) {
    const kinds = kindsIn(
      `x[^1]\n\n${footnoteDefinition("1", { name, text: "", location: name })}`,
    );
    expect([
      name,
      ["Image", "HTMLTag", "HTMLBlock", "Autolink"].filter((kind) => kinds.has(kind)),
    ]).toEqual([name, []]);
  }
});

test("the training's page shows a trainer's words as words", () => {
  const step = { author: "a", step: 1, steps: 2, loss: 1, secondsLeft: 1 };
  for (const attack of attacks) {
    const html = lossCurve([{ ...step, stage: attack }], attack) + escapeHtml(attack);
    expect(html).not.toMatch(/<(?:img|script|a|command|table|td)\b/);
    expect(html).not.toMatch(/aria-label="[^"]*"[^>]*on\w+=/);
  }
});
