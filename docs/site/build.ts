import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, posix, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import MarkdownIt from "markdown-it";
import anchor from "markdown-it-anchor";
import { rulesPage, settingsPage } from "./reference";

const root = resolve(__dirname, "..", "..");

/** Pages of the repository's top level; what stands in docs/ is found. */
const topLevel = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "ARCHITECTURE.md",
  "samples/README.md",
];
const generated = { settings: "docs/settings.md", rules: "docs/rules/README.md" };

/** Writes the site into `out`: a page a Markdown file, nothing from any other server. Answers the pages. */
export function buildSite(out: string): readonly string[] {
  const found = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => posix.join("docs", file.replaceAll("\\", "/")));
  const texts = new Map(
    [...topLevel, ...found.sort()].map((page) => [page, readFileSync(join(root, page), "utf8")]),
  );
  texts.set(generated.settings, settingsPage());
  texts.set(
    generated.rules,
    rulesPage((rule) => firstOf(texts.get(`docs/rules/${rule}.md`) ?? "")),
  );
  rmSync(out, { recursive: true, force: true });
  for (const [page, text] of texts) {
    const file = join(out, address(page));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, pageOf(page, text, texts));
  }
  cpSync(join(root, "docs", "images"), join(out, "docs", "images"), { recursive: true });
  cpSync(join(root, "docs", "site", "page.css"), join(out, "page.css"));
  for (const file of ["LICENSE", "THIRD_PARTY_NOTICES.md"])
    cpSync(join(root, file), join(out, file));
  return [...texts.keys()].map(address);
}

/** `README.md` of a folder is its first page. */
const address = (page: string): string =>
  page.replace(/README\.md$/, "index.html").replace(/\.md$/, ".html");

const titleOf = (text: string): string => /^# (.+)$/m.exec(text)?.[1]?.replaceAll("`", "") ?? "";

function firstOf(text: string): { title: string; about: string } {
  const about = text.split("## What it looks at")[1]?.trim().split("\n\n")[0] ?? "";
  return { title: titleOf(text), about: about.replace(/\s+/g, " ") };
}

function pageOf(page: string, text: string, pages: ReadonlyMap<string, string>): string {
  const markdown = new MarkdownIt({ html: false, linkify: false }).use(anchor, { slugify });
  markdown.core.ruler.push("links", ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const target = token.type === "link_open" ? token.attrGet("href") : null;
      if (target === null) continue;
      if (isSource(page, target)) token.attrs = null;
      else token.attrSet("href", linkFrom(page, target, pages));
    }
  });
  const up = (to: string): string => relative(dirname(page), to).replaceAll("\\", "/");
  const entry = (to: string): string => {
    const here = to === page ? ' aria-current="page"' : "";
    const title = markdown.utils.escapeHtml(titleOf(pages.get(to) ?? ""));
    return `<li><a href="${up(address(to))}"${here}>${title}</a></li>`;
  };
  const listed = [...pages.keys()].filter((one) => !/^docs\/rules\/.+\//.test(one));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${markdown.utils.escapeHtml(titleOf(text))} – Penprint</title>
<link rel="stylesheet" href="${up("page.css")}">
</head>
<body>
<nav aria-label="Pages"><ul>${listed.map(entry).join("")}</ul></nav>
<main>${markdown.render(text)}</main>
</body>
</html>
`;
}

/** As on GitHub, so that a link works in both places. */
const slugify = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .replace(/\s/g, "-");

/** A file of the code, which the site does not hold: named there, not linked. */
function isSource(page: string, target: string): boolean {
  const at = posix.join(posix.dirname(page), target);
  return /^(client|server|test)\//.test(at) && existsSync(join(root, at));
}

/** A link to a page of the repository leads to its page here; one to a folder to the folder's first page. */
function linkFrom(page: string, target: string, pages: ReadonlyMap<string, string>): string {
  if (/^([a-z]+:|#)/i.test(target)) return target;
  const [path = "", fragment] = target.split("#");
  const at = posix.join(posix.dirname(page), decodeURI(path));
  const to = [at, posix.join(at, "README.md")].find((one) => pages.has(one));
  if (to === undefined) return target;
  const way = posix.relative(posix.dirname(page), address(to));
  return fragment === undefined ? way : `${way}#${fragment}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const out = join(root, ".cache", "docs");
  if (!existsSync(dirname(out))) mkdirSync(dirname(out));
  console.log(`${buildSite(out).length} pages: ${join(out, "index.html")}`);
}
