// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** The look of the example. */
export const EXAMPLE_STYLE: string =
  `html { background: Canvas; color: CanvasText }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem }
h1, h2 { margin: 0 0 .5rem } h1 { font-size: 1.6rem } h2 { font-size: 1.1rem }
section { padding: 1rem 1.25rem; border: 1px solid #8884; border-radius: .75rem; background: #8881 }
#ch-counter { display: flex; align-items: center; gap: 1rem; margin: 0; font-size: 2rem }
#ch-counter b { min-width: 3ch; text-align: center; font-variant-numeric: tabular-nums }
button, input { font: inherit; font-size: 1rem; padding: .4rem .9rem; border-radius: .5rem; border: 1px solid #8888 }
button { cursor: pointer; background: #2563eb; color: #fff; border-color: #2563eb }
main form { display: flex; align-items: end; gap: .5rem; margin-top: .5rem }
form p { display: flex; align-items: center; gap: .5rem; margin: 0 } form p:first-of-type { flex: 1; min-width: 0 } form input { flex: 1; min-width: 0 }
ul { list-style: none; margin: 0; padding: 0 } #ch-chat { max-height: 12rem; overflow: auto }
#ch-todo li { display: flex; gap: .75rem; align-items: center; padding: .25rem 0 }
#ch-todo button { background: none; color: inherit; border-color: #8888 }
.done span { text-decoration: line-through; opacity: .75 }
html[data-live=retrying] main, html[data-live=offline] main { opacity: .8 }`;
