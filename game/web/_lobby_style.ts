// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How the lists of games and tables look, and what stands around a table. */
export const LOBBY_STYLE: string = `
.bar { display: flex; align-items: center; gap: 1rem; padding: 0.8rem 0 0.6rem; border-bottom: 1px solid var(--line); }
.bar a { color: inherit; font-weight: 700; text-decoration: none; }
.bar a::before { content: "♠ "; color: var(--accent); }
.bar a:hover { color: var(--accent); }

.you { margin: 0 0 1.2rem; padding: 0.8rem 1rem; border-radius: 0.9rem; border: 0.1rem solid var(--line); background: var(--raised); }
.you p:first-child { margin-bottom: 0.4rem; }
.you ul { margin-bottom: 0.4rem; }
details { margin: 0.35rem 0; }
summary { padding: 0.3rem 0; color: var(--accent); cursor: pointer; font-size: 0.95rem; }
summary:hover { text-decoration: underline; }
details[open] > summary { margin-bottom: 0.3rem; }

.games { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(19rem, 100%), 1fr)); gap: 1rem; margin: 0.6rem 0 1.4rem; }
.game { display: grid; grid-template-columns: auto 1fr; align-content: start; gap: 0 1.5rem; padding: 0 1rem 0.7rem; overflow: hidden; border-radius: 1rem; border: 0.1rem solid var(--line); background: var(--raised); }
.game p { margin: 0 0 0.6rem; }
.game > :not(details), .game > [open] { grid-column: 1 / -1; }
.game details { font-size: 0.95rem; }
.emblem { display: flex; align-items: center; justify-content: center; gap: 0.6rem; height: 7.4rem; margin: 0 0 0.8rem; border-radius: 1rem; --card: 3.5rem; color: var(--on-felt); background: radial-gradient(ellipse at 50% 35%, var(--felt-light), var(--felt) 85%); }
.game > .emblem { margin: 0 -1rem 0.8rem; border-radius: 0; }
.emblem .sign { width: 3.2rem; height: 3.2rem; filter: drop-shadow(0 0.15rem 0.2rem #0006); }
.emblem .card { margin: 0 -0.95rem; }
.emblem .card:nth-child(1) { transform: rotate(-9deg); }
.emblem .card:nth-child(2):nth-last-child(2) { transform: translateY(-0.35rem); }
.emblem .card:last-child { transform: rotate(9deg); }
.emblem .heap i { width: 2rem; animation: none; }
.emblem .heap + .heap { margin-inline-start: 1.4rem; }
.controls { display: flex; flex-wrap: wrap; align-items: center; gap: 0.6rem; }
.over { margin: 0.9rem 0; flex-direction: column; gap: 0.2rem; padding: 0.9rem 1rem; border-radius: 0.9rem; background: var(--raised); border: 0.12rem solid var(--line); }
.over p { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 0.4rem 1.2rem; margin: 0; }

.tables { margin: 0 0 1rem; padding: 0; list-style: none; border-radius: 0.9rem; border: 0.1rem solid var(--line); background: var(--raised); overflow: hidden; }
.tables li { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.3rem 1rem; margin: 0; padding: 0.45rem 1rem; animation: appear 0.5s; }
.tables li + li { border-top: 1px solid var(--line); }
.tables a { padding: 0.25rem 0; }
.you .tables { background: none; }

.seats { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.8rem; margin: 1rem 0; padding: clamp(1.6rem, 6vw, 3.2rem) 1rem; list-style: none; border: 0.5rem solid var(--rim); border-radius: 1.6rem; color: var(--on-felt); background: radial-gradient(ellipse at 50% 35%, var(--felt-light), var(--felt) 75%); box-shadow: inset 0 0 2.5rem #0006, 0 0.4rem 1.2rem #0003; }
.seats li { min-width: 8rem; padding: 0.7rem 1.1rem; text-align: center; border-radius: 2rem; border: 0.12rem solid #ffffff59; background: #0004; animation: pop 0.4s ease-out; }
.seats li:has(.free) { border-style: dashed; background: none; color: var(--on-felt-faint); }
.invitation { display: block; width: 100%; margin-top: 0.3rem; font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.85rem; }

.talk { margin: 1.4rem 0; }
.talk h2 { margin: 0 0 0.3rem; font-size: 1rem; color: var(--faint); }
.said { max-height: 14rem; overflow: auto; margin: 0 0 0.5rem; padding: 0; list-style: none; }
.said:empty { display: none; }
.talk:not(:has(form)):has(.said:empty) { display: none; }
.said li { width: fit-content; max-width: 85%; margin: 0.35rem 0; padding: 0.3rem 0.8rem; border-radius: 0.2rem 1rem 1rem 1rem; background: var(--raised); border: 1px solid var(--line); animation: rise 0.3s ease-out; }
.talk form { display: flex; gap: 0.5rem; align-items: center; }
.talk form p { margin: 0; flex-wrap: nowrap; }
.talk form p:first-of-type { flex: 1; min-width: 0; }
.talk form input { flex: 1; min-width: 0; }

.moves { display: flex; align-items: center; justify-content: space-between; gap: 0.3rem; font-size: clamp(0.8rem, 3.5vw, 1.0625rem); margin: 0.6rem 0 0.9rem; }
.moves a, .moves .off { padding: 0.4rem clamp(0.45rem, 2.4vw, 0.9rem); border: 0.1rem solid var(--accent); border-radius: 0.6rem; font-weight: 600; text-decoration: none; }
.moves a:hover { background: var(--accent); color: var(--on-accent); }
.moves .off { border-color: var(--line); color: var(--faint); }
.moves .at { font-variant-numeric: tabular-nums; color: var(--faint); }
.eyes { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; padding: 0; list-style: none; font-size: 0.95rem; }
.eyes [aria-current] { font-weight: 700; }

#tpd2-status:not(:empty) { position: fixed; inset: auto 0 0; z-index: 2; padding: 0.5rem 1rem; text-align: center; background: var(--bold); color: var(--on-bold); }
`;
