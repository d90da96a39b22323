import { GFM, parser } from "@lezer/markdown";
import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeHtml, lossCurve } from "../../client/views/lossCurve";
import { escapeMarkdown } from "../../client/views/escapeMarkdown";
import { footnoteDefinition } from "../../server/core/planner/citations";
import { tameMarkdown } from "../../server/core/planner/tameMarkdown";
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
const words = new Set(["Document", "Paragraph", "Escape"]);

test("an author's words on the profile's page are words", () => {
  for (const attack of attacks) {
    const kinds = kindsIn(`x ${escapeMarkdown(attack).replace(/\s+/g, " ")}`);
    expect([attack, [...kinds].filter((kind) => !words.has(kind))]).toEqual([attack, []]);
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
