// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * The look of the blog: one column of text at a readable measure, the reader's
 * own fonts and colour scheme, and nothing that moves. It is an external file so
 * that no inline style has to be allowed, and text in a module so that it travels
 * wherever the program does.
 */
export const STYLE: string = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9;
  --ink: #22262b;
  --faint: #5c646d;
  --line: #dedad0;
  --accent: #8a3412;
  --problem: #b3261e;
  --code-paper: #f4f1e9;
  --code-ink: #2b3036;
  --code-comment: #626a5f;
  --code-keyword: #93267f;
  --code-string: #22653a;
  --code-number: #8a4a0c;
  --code-title: #1b5790;
  --code-type: #6a3d9c;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, ui-serif, Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191d;
    --ink: #d9dce0;
    --faint: #9aa3ad;
    --line: #343a41;
    --accent: #f0a47c;
    --problem: #ff9d93;
    --code-paper: #1f242a;
    --code-ink: #d3d8de;
    --code-comment: #93a093;
    --code-keyword: #e2a0d8;
    --code-string: #9bd0a2;
    --code-number: #e9b578;
    --code-title: #8fc3f2;
    --code-type: #c2aef2;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html {
  font-family: var(--serif);
  font-size: clamp(1.0625rem, 1rem + 0.35vw, 1.25rem);
  line-height: 1.6;
  background: var(--paper);
  color: var(--ink);
  text-size-adjust: 100%;
  -webkit-text-size-adjust: 100%;
}
body {
  max-width: 36rem;
  min-height: 100vh;
  margin: 0 auto;
  padding: 0 1.1rem;
  display: flex;
  flex-direction: column;
  overflow-wrap: break-word;
}
main { flex: 1; }
main:focus { outline: none; }
h1, h2, h3, h4, h5, h6 {
  font-family: var(--sans);
  font-weight: 700;
  line-height: 1.2;
  letter-spacing: -0.012em;
  text-wrap: balance;
  margin: 2em 0 0.6em;
}
h1 { font-size: 1.9rem; letter-spacing: -0.022em; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.12rem; }
h4, h5, h6 { font-size: 1rem; }
h1, .list h2, .fresh > header > h2, .fresh + section > h2 { margin-top: 0; }
p, ul, ol, dl, pre, blockquote, figure, .table, details { margin: 0 0 1.1em; }
p { text-wrap: pretty; }
ul, ol { padding-inline-start: 1.4em; }
li { margin: 0.25em 0; }
li > p { margin-bottom: 0.5em; }
a { color: var(--accent); text-decoration-thickness: 0.06em; text-underline-offset: 0.16em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 0.16rem solid var(--accent); outline-offset: 0.18rem; border-radius: 0.15rem; }
img, video { max-width: 100%; height: auto; border-radius: 0.25rem; }
audio { width: 100%; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2.2em 0; }
blockquote { padding-inline-start: 1em; border-inline-start: 0.2rem solid var(--line); color: var(--faint); font-style: italic; }
blockquote em { font-style: normal; }
mark { background: var(--code-paper); color: inherit; box-shadow: inset 0 -0.12em var(--accent); }
small, sub, sup { line-height: 1; }
:target { scroll-margin-top: 1rem; }

.skip { position: absolute; left: -100vw; padding: 0.4rem 0.8rem; background: var(--paper); font-family: var(--sans); }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 1; }

.site {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  align-items: baseline;
  gap: 0.2rem 1.5rem;
  padding: 1.4rem 0 0.7rem;
  margin-bottom: 2.4rem;
  border-bottom: 1px solid var(--line);
  font-family: var(--sans);
}
.site .title { margin: 0; font-size: 1.1rem; font-weight: 700; line-height: 1.3; letter-spacing: -0.012em; }
.site a { display: inline-block; padding: 0.3rem 0; text-decoration: none; color: inherit; }
.site a:hover, .site a[aria-current] { color: var(--accent); }
.site a:hover { text-decoration: underline; }
.site nav ul { display: flex; gap: 1.2rem; margin: 0; padding: 0; list-style: none; font-size: 0.88rem; }
.site nav li { margin: 0; }

.meta, .pages, .end, .about { font-family: var(--sans); font-size: 0.84rem; color: var(--faint); }
.meta { margin: 0 0 1.8em; }
.meta a, .about a { color: inherit; }
.meta a:hover, .about a:hover { color: var(--accent); }
article > header > h1 { margin-bottom: 0.35em; }
article > header > h2 { font-size: 1.6rem; margin-bottom: 0.35em; letter-spacing: -0.018em; }
article > header a, .list h2 a, .list h3 a { color: inherit; text-decoration: none; }
article > header h2 a:hover, .list h2 a:hover, .list h3 a:hover { color: var(--accent); text-decoration: underline; text-decoration-thickness: 0.06em; }
.fresh { padding-bottom: 2.4rem; margin-bottom: 2.4rem; border-bottom: 1px solid var(--line); }
.content > :last-child { margin-bottom: 0; }
.content .anchor { color: inherit; text-decoration: none; }
.content .anchor:hover::after, .content .anchor:focus-visible::after { content: " #"; color: var(--faint); font-weight: 400; }

.content .note { font-size: 0.72em; }
.content .note a { padding: 0 0.15em; text-decoration: none; }
.content .footnotes { margin-top: 2.4rem; padding-top: 1.1rem; border-top: 1px solid var(--line); font-size: 0.88em; }
.content .footnotes ol { margin: 0; }
.content :target { background: var(--code-paper); }

.list { list-style: none; padding: 0; margin: 0; }
.list > li { margin: 0 0 1.9rem; }
.list h2, .list h3 { font-size: 1.2rem; margin: 0 0 0.2em; }
.list p { margin: 0; }
.list .meta { margin: 0.35em 0 0; }
.tags { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; font-family: var(--sans); font-size: 0.95rem; }
.tags li { color: var(--faint); }

pre, code, kbd, samp { font-family: var(--mono); font-size: 0.84em; }
code, kbd, samp { font-variant-ligatures: none; }
:not(pre) > code { padding: 0.1em 0.3em; border-radius: 0.2rem; background: var(--code-paper); overflow-wrap: anywhere; }
pre {
  padding: 0.85em 1em;
  overflow-x: auto;
  background: var(--code-paper);
  color: var(--code-ink);
  border-radius: 0.3rem;
  line-height: 1.5;
  tab-size: 2;
  hyphens: none;
}
pre code { font-size: inherit; }
.hljs-comment, .hljs-quote, .hljs-meta, .hljs-doctag { color: var(--code-comment); }
.hljs-comment, .hljs-quote { font-style: italic; }
.hljs-keyword, .hljs-literal, .hljs-selector-tag, .hljs-tag .hljs-name, .hljs-operator { color: var(--code-keyword); }
.hljs-string, .hljs-regexp, .hljs-addition, .hljs-char.escape_, .hljs-link { color: var(--code-string); }
.hljs-number, .hljs-symbol, .hljs-bullet, .hljs-deletion, .hljs-variable.constant_ { color: var(--code-number); }
.hljs-title, .hljs-section, .hljs-attr, .hljs-attribute, .hljs-selector-id, .hljs-selector-class { color: var(--code-title); }
.hljs-type, .hljs-built_in, .hljs-class .hljs-title, .hljs-title.class_, .hljs-template-variable, .hljs-variable { color: var(--code-type); }
.hljs-emphasis { font-style: italic; }
.hljs-strong, .hljs-section { font-weight: 700; }

.table { overflow-x: auto; overflow-wrap: normal; }
.table :not(pre) > code { overflow-wrap: normal; }
table { border-collapse: collapse; font-family: var(--sans); font-size: 0.86rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th, td { padding: 0.45em 1.1em 0.45em 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
th { font-weight: 600; }
th:last-child, td:last-child { padding-inline-end: 0; }
thead th { border-bottom-width: 2px; }
.align-right { text-align: end; }
.align-center { text-align: center; }
input[type="checkbox"] { accent-color: var(--accent); margin-inline-start: -1.3em; }
li:has(> input) { list-style: none; }

.end { margin-top: 2.4rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
.end h2 { font-size: 0.95rem; margin: 0 0 0.5em; color: var(--ink); letter-spacing: 0; }
.end ul { list-style: none; padding: 0; margin: 0; }
.end li { margin: 0.4em 0; }
.toc { font-family: var(--sans); font-size: 0.9rem; }
.toc summary { color: var(--faint); cursor: pointer; padding: 0.3rem 0; }
.toc ul { list-style: none; padding-inline-start: 1.1em; }
.toc .sub { margin-inline-start: 1.1em; }
.search form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem; margin: 0 0 2rem; font-family: var(--sans); font-size: 0.95rem; }
.search input { flex: 1 1 10rem; min-width: 0; }
.search input, .search button { font: inherit; padding: 0.45rem 0.7rem; color: var(--ink); background: var(--code-paper); border: 1px solid var(--faint); border-radius: 0.3rem; }
.pages { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.6rem 1.5rem; margin: 2.4rem 0 0; padding-top: 1.1rem; border-top: 1px solid var(--line); }
.pages > :last-child:not(:first-child) { text-align: end; margin-inline-start: auto; }
.pages span { display: block; }
.about { margin: 3.5rem 0 0; padding: 1rem 0 1.6rem; border-top: 1px solid var(--line); }
.about p { margin: 0; }

@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --faint: #333; --line: #999; --accent: #000;
    --code-paper: #fff; --code-ink: #000; --code-comment: #444; --code-keyword: #000;
    --code-string: #000; --code-number: #000; --code-title: #000; --code-type: #000;
  }
  @page { margin: 2cm; }
  html { font-size: 11pt; line-height: 1.45; }
  body { max-width: none; padding: 0; display: block; }
  .site nav, .skip, .end, .pages, .toc, .search { display: none; }
  .site, .about { margin: 0 0 1rem; padding: 0 0 0.4rem; }
  .about { margin-top: 1rem; padding-top: 0.4rem; }
  h1, h2, h3, h4 { break-after: avoid; }
  pre, blockquote, img, tr, figure { break-inside: avoid; }
  pre { white-space: pre-wrap; border: 1px solid var(--line); }
  .table { overflow: visible; }
  p, li { orphans: 3; widows: 3; }
  .content a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.8em; overflow-wrap: anywhere; }
}
`.trimStart();

/** A small mark: a sheet with three lines of text, to be seen on light and dark. */
export const FAVICON: string =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#b4532a"/><path d="M8 10h16M8 16h16M8 22h9" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>\n`;
