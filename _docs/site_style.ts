// Copyright 2026 the tpd2 authors. MIT license.

/** The look of the documentation: the reader's own fonts and colour scheme. */
export const STYLE: string = `
:root {
  color-scheme: light dark;
  --paper: #fcfcfb;
  --side: #f3f3f0;
  --ink: #23272d;
  --faint: #5d656f;
  --line: #dcdcd6;
  --accent: #0f5c7a;
  --mark: #e3eff3;
  --code: #f4f4f1;
  --comment: #5f6b62;
  --keyword: #8e2a7b;
  --string: #22653a;
  --number: #8a4a0c;
  --name: #1b5790;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c;
    --side: #1b1f24;
    --ink: #d8dce1;
    --faint: #9ba4ae;
    --line: #333a42;
    --accent: #7cc7e6;
    --mark: #20323a;
    --code: #1d2228;
    --comment: #93a093;
    --keyword: #e2a0d8;
    --string: #9bd0a2;
    --number: #e9b578;
    --name: #8fc3f2;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { font: 1.0625rem/1.6 var(--sans); background: var(--paper); color: var(--ink); scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body { margin: 0; overflow-wrap: break-word; }
a { color: var(--accent); text-underline-offset: 0.16em; text-decoration-thickness: 0.06em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 0.16rem solid var(--accent); outline-offset: 0.16rem; border-radius: 0.15rem; }
h1, h2, h3, h4 { line-height: 1.22; letter-spacing: -0.012em; text-wrap: balance; margin: 2.2em 0 0.6em; }
h1 { font-size: 2rem; letter-spacing: -0.022em; margin: 0 0 0.7em; }
h2 { font-size: 1.38rem; }
h3 { font-size: 1.12rem; }
p, ul, ol, pre, blockquote, .table { margin: 0 0 1.1em; }
p { text-wrap: pretty; }
ul, ol { padding-inline-start: 1.5em; }
li { margin: 0.3em 0; }
img { max-width: 100%; height: auto; border-radius: 0.3rem; }
hr { border: 0; border-top: 1px solid var(--line); margin: 2em 0; }
blockquote { padding-inline-start: 1em; border-inline-start: 0.2rem solid var(--line); color: var(--faint); }

.skip, .unseen { position: absolute; left: -100vw; }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 3; padding: 0.4rem 0.8rem; background: var(--paper); }

body > header {
  position: sticky; top: 0; z-index: 2;
  display: flex; align-items: center; gap: 0.4rem 1.2rem;
  padding: 0.55rem 1.1rem;
  background: var(--paper);
  border-bottom: 1px solid var(--line);
}
body > header > a { color: inherit; text-decoration: none; font-weight: 700; letter-spacing: -0.012em; padding: 0.3rem 0; }
body > header > a:hover { color: var(--accent); }
body > header > .to-guides { font-weight: 400; font-size: 0.94rem; }
.search { position: relative; margin-inline-start: auto; flex: 0 1 18rem; min-width: 0; }
.search input { width: 100%; font: inherit; font-size: 0.94rem; padding: 0.35rem 0.7rem; color: var(--ink); background: var(--side); border: 1px solid var(--faint); border-radius: 0.4rem; }
.search ul {
  position: absolute; right: 0; top: calc(100% + 0.35rem);
  width: min(30rem, calc(100vw - 2.2rem)); max-height: 75vh; overflow: auto;
  margin: 0; padding: 0.3rem; list-style: none;
  background: var(--paper); border: 1px solid var(--line); border-radius: 0.4rem;
  box-shadow: 0 0.5rem 1.6rem rgb(0 0 0 / 0.18);
}
.search li { margin: 0; }
.search li a { display: block; padding: 0.45rem 0.6rem; text-decoration: none; color: inherit; border-radius: 0.3rem; }
.search li a:hover, .search li a:focus { background: var(--mark); }
.search li span { display: block; font-size: 0.84rem; line-height: 1.4; color: var(--faint); }
.search > p:not(.unseen) { position: absolute; right: 0; top: calc(100% + 0.35rem); margin: 0; padding: 0.3rem 0.8rem; background: var(--paper); border: 1px solid var(--line); border-radius: 0.4rem; font-size: 0.9rem; }

.columns { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 86rem; margin: 0 auto; }
main { padding: 2rem 1.1rem 3rem; min-width: 0; max-width: 48rem; width: 100%; margin: 0 auto; }
main:focus { outline: none; }
.guides { padding: 1.6rem 1.1rem; background: var(--side); font-size: 0.94rem; line-height: 1.45; }
.guides h2 { font-size: 0.8rem; letter-spacing: 0.02em; color: var(--faint); margin: 1.6em 0 0.4em; }
.guides > h2:first-of-type { margin-top: 0; }
.guides ul, .contents ul { list-style: none; margin: 0; padding: 0; }
.guides li { margin: 0; }
.guides li a { display: block; padding: 0.32rem 0.6rem; margin-inline: -0.6rem; color: inherit; text-decoration: none; border-radius: 0.3rem; }
.guides li a:hover { color: var(--accent); text-decoration: underline; }
.guides li a[aria-current] { background: var(--mark); color: var(--accent); font-weight: 600; }
.contents { display: none; font-size: 0.88rem; line-height: 1.4; }
.contents h2 { font-size: 0.8rem; letter-spacing: 0.02em; color: var(--faint); margin: 0 0 0.5em; }
.contents li { margin: 0; }
.contents a { display: block; padding: 0.24rem 0; color: var(--faint); text-decoration: none; }
.contents a:hover { color: var(--accent); text-decoration: underline; }
.contents .sub { padding-inline-start: 0.9rem; }

.anchor { color: inherit; text-decoration: none; }
.anchor:hover::after, .anchor:focus-visible::after { content: " #"; color: var(--faint); font-weight: 400; }
pre, code { font-family: var(--mono); font-size: 0.86em; font-variant-ligatures: none; }
:not(pre) > code { padding: 0.12em 0.32em; border-radius: 0.25rem; background: var(--code); }
a > code { color: inherit; }
pre { padding: 0.85em 1em; overflow-x: auto; line-height: 1.5; tab-size: 2; background: var(--code); border: 1px solid var(--line); border-radius: 0.4rem; }
pre code { font-size: inherit; }
.hljs-comment, .hljs-quote { color: var(--comment); font-style: italic; }
.hljs-keyword, .hljs-literal, .hljs-tag .hljs-name, .hljs-operator, .hljs-meta { color: var(--keyword); }
.hljs-string, .hljs-regexp, .hljs-addition { color: var(--string); }
.hljs-number, .hljs-symbol, .hljs-deletion, .hljs-variable.constant_ { color: var(--number); }
.hljs-title, .hljs-section, .hljs-attr, .hljs-attribute { color: var(--name); }
.hljs-type, .hljs-built_in, .hljs-title.class_ { color: var(--name); }
.table { overflow-x: auto; overflow-wrap: normal; }
table { border-collapse: collapse; font-size: 0.92rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
th, td { padding: 0.5em 1.2em 0.5em 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
th { font-weight: 600; border-bottom-width: 2px; }
td > code { white-space: nowrap; }
td:last-child { min-width: 11rem; }
td.right, th.right { text-align: end; }
td.center, th.center { text-align: center; }

.turn { display: flex; flex-wrap: wrap; gap: 0.8rem; margin-top: 3rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
.turn a { flex: 1 1 14rem; padding: 0.7rem 1rem; border: 1px solid var(--line); border-radius: 0.4rem; text-decoration: none; }
.turn a:hover { border-color: var(--accent); }
.turn [rel="next"] { text-align: end; }
.turn span { display: block; font-size: 0.84rem; color: var(--faint); }

@media (min-width: 56rem) {
  .columns { grid-template-columns: 16rem minmax(0, 1fr); }
  .guides { order: -1; position: sticky; top: 3.4rem; align-self: start; height: calc(100vh - 3.4rem); overflow-y: auto; padding: 2rem 1.6rem; border-inline-end: 1px solid var(--line); }
  .to-guides { display: none; }
  main { padding: 2.4rem 2.4rem 4rem; }
}
@media (min-width: 76rem) {
  .columns { grid-template-columns: 16rem minmax(0, 1fr) 15rem; }
  .contents { display: block; position: sticky; top: 3.4rem; align-self: start; max-height: calc(100vh - 3.4rem); overflow-y: auto; padding: 2.6rem 1.2rem; }
}
@media print {
  body > header, .guides, .contents, .turn, .skip { display: none; }
  .columns { display: block; }
  main { max-width: none; padding: 0; }
  pre { white-space: pre-wrap; }
}
`.trimStart();

/** A small mark, to be seen on light and dark. */
export const ICON: string =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#17708f"/><path d="M8 10h16M16 10v13" stroke="#fff" stroke-width="3.4" stroke-linecap="round" fill="none"/></svg>\n`;
