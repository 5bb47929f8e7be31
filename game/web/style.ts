// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { LOBBY_STYLE } from "./_lobby_style.ts";
import { TABLE_STYLE } from "./_table_style.ts";

/**
 * The look of the games' pages: the reader's own font and colour scheme around a
 * table of green felt. It is an external file, so that no inline style has to be
 * allowed, and text in a module so that it travels wherever the program does.
 */
export const STYLE: string = `
:root {
  color-scheme: light dark;
  --paper: #f6f3ec;
  --raised: #fffdf8;
  --ink: #21272a;
  --faint: #5a6267;
  --line: #dcd6c8;
  --accent: #17603f;
  --on-accent: #fff;
  --yes: #17603f;
  --on-yes: #fff;
  --bold: #8f4a0a;
  --on-bold: #fff;
  --felt: #145238;
  --felt-light: #21754f;
  --rim: #5b3a22;
  --on-felt: #f7f5ee;
  --on-felt-faint: #cfe0d4;
  --glow: #ffd873;
  --coin: #f5c542;
  --card: clamp(3.6rem, 17cqi, 5.4rem);
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15191b;
    --raised: #1f2528;
    --ink: #e0e3e2;
    --faint: #a2abaf;
    --line: #363e42;
    --accent: #7fd0a5;
    --on-accent: #0b2418;
    --yes: #7fd0a5;
    --on-yes: #0b2418;
    --bold: #f0b060;
    --on-bold: #2d1800;
    --felt: #0e3626;
    --felt-light: #16523a;
    --rim: #3a2617;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html {
  font: 1.0625rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  background: var(--paper);
  color: var(--ink);
  text-size-adjust: 100%;
  -webkit-text-size-adjust: 100%;
}
body { max-width: 46rem; min-height: 100vh; margin: 0 auto; padding: 0 1rem 2rem; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h1 { font-size: 1.7rem; margin: 1rem 0 0.6rem; }
h2 { font-size: 1.25rem; margin: 1.8rem 0 0.6rem; }
h3 { font-size: 1.08rem; margin: 0 0 0.3rem; }
p, ul, ol, dl { margin: 0 0 0.8rem; }
a { color: var(--accent); text-underline-offset: 0.16em; }
:focus-visible { outline: 0.18rem solid var(--accent); outline-offset: 0.15rem; }
.felt :focus-visible { outline-color: var(--glow); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; padding: 0.4rem 0.8rem; background: var(--raised); }
.skip:focus { left: 0.5rem; top: 0.5rem; z-index: 1; }

button, input, select, textarea { font: inherit; color: inherit; }
button {
  min-height: 2.5rem;
  padding: 0.35rem 1rem;
  border: 0.12rem solid var(--accent);
  border-radius: 0.6rem;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
  cursor: pointer;
  touch-action: manipulation;
}
button:hover { filter: brightness(1.12); }
button:active { transform: translateY(1px); }
button:disabled { opacity: 0.5; cursor: default; }
button.quiet { background: none; color: var(--accent); }
button.tpd2-link { min-height: 0; padding: 0; border: 0; border-radius: 0.2rem; background: none; color: var(--accent); font-weight: inherit; text-decoration: underline; text-underline-offset: 0.16em; }
input, select, textarea { padding: 0.4rem 0.6rem; min-height: 2.5rem; max-width: 100%; border: 0.1rem solid var(--faint); border-radius: 0.5rem; background: var(--raised); }
input:is([type="checkbox"], [type="radio"]) { width: 1.25rem; height: 1.25rem; min-height: 0; accent-color: var(--accent); }
input[type="number"] { width: 6rem; font-variant-numeric: tabular-nums; }
form p { display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.6rem; }
form p > strong { color: var(--bold); }
.offer form { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 0.6rem; }
.offer form p { margin: 0; justify-content: center; }
${LOBBY_STYLE}${TABLE_STYLE}`.trimStart();
