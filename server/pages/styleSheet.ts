/** Colours are those of the editor's theme where there is one; else of a light or dark page, as the browser says. */
export const styleSheet = `
:root {
  color-scheme: light dark;
  --page: var(--vscode-editor-background, #ffffff);
  --text: var(--vscode-foreground, #1f2328);
  --soft: var(--vscode-descriptionForeground, #59636e);
  --line: var(--vscode-panel-border, #d1d9e0);
  --link: var(--vscode-textLink-foreground, #0969da);
  --you: var(--vscode-charts-blue, #0969da);
  --here: var(--vscode-charts-orange, #bc4c00);
  --others: var(--vscode-charts-green, #1a7f37);
  --fourth: var(--vscode-charts-purple, #8250df);
  --focus: var(--vscode-focusBorder, #0969da);
  --notice: var(--vscode-textBlockQuote-background, #f6f8fa);
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: var(--vscode-editor-background, #0d1117);
    --text: var(--vscode-foreground, #f0f6fc);
    --soft: var(--vscode-descriptionForeground, #9198a1);
    --line: var(--vscode-panel-border, #3d444d);
    --link: var(--vscode-textLink-foreground, #4493f8);
    --you: var(--vscode-charts-blue, #4493f8);
    --here: var(--vscode-charts-orange, #f0883e);
    --others: var(--vscode-charts-green, #3fb950);
    --fourth: var(--vscode-charts-purple, #ab7df8);
    --focus: var(--vscode-focusBorder, #4493f8);
    --notice: var(--vscode-textBlockQuote-background, #151b23);
  }
}
body {
  margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 60rem;
  background: var(--page); color: var(--text);
  font: var(--vscode-font-size, 14px)/1.5 var(--vscode-font-family, system-ui, sans-serif);
  overflow-wrap: break-word;
}
h1 { font-size: 1.7em; margin: 0 0 0.2em; font-weight: 600; }
h2 { font-size: 1.3em; margin: 2.2em 0 0.4em; font-weight: 600; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05em; margin: 1.4em 0 0.3em; font-weight: 600; }
a { color: var(--link); text-decoration: underline; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.2em 1.2em; list-style: none; padding: 0; margin: 0.6em 0; }
.muted { color: var(--soft); }
.notice { background: var(--notice); border-left: 4px solid var(--you); padding: 0.6em 1em; margin: 1em 0; }
.notice p { margin: 0.3em 0; }
figure { margin: 1em 0; }
figcaption { margin-bottom: 0.3em; }
figcaption strong { font-weight: 600; }
.drawing svg { display: block; max-width: 100%; height: auto; color: var(--text); overflow: visible; }
.drawing text { white-space: pre; }
.small { display: grid; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); gap: 0.5em 1.5em; }
.small figure { margin: 0.5em 0; }
.legend { display: flex; flex-wrap: wrap; gap: 0.2em 1.4em; list-style: none; padding: 0; margin: 0.4em 0; }
.legend svg { width: 1.2em; height: 0.8em; margin-right: 0.4em; overflow: visible; }
.scroll { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); padding: 0.3em 0; }
th, td { text-align: left; vertical-align: top; padding: 0.35em 0.8em 0.35em 0; border-bottom: 1px solid var(--line); font-weight: normal; }
thead th { font-weight: 600; white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td p { margin: 0 0 0.3em; }
details { margin: 0.6em 0; }
summary { cursor: pointer; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2em 1.2em; }
dt { color: var(--soft); }
dd { margin: 0; }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: 0.95em; }
@media print { nav { display: none; } body { max-width: none; } }
`;
