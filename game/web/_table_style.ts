// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How tables look: the felt, the places, cards, coins and what each game lays down. */
export const TABLE_STYLE: string = `
.felt {
  container-type: inline-size;
  display: flex;
  flex-direction: column;
  gap: 0.7rem;
  padding: clamp(0.7rem, 3vw, 1.4rem);
  border: 0.5rem solid var(--rim);
  border-radius: 1.6rem;
  color: var(--on-felt);
  background: radial-gradient(ellipse at 50% 35%, var(--felt-light), var(--felt) 75%);
  box-shadow: inset 0 0 2.5rem #0006, 0 0.4rem 1.2rem #0003;
}
.others { display: flex; flex-wrap: wrap; gap: 0.8rem; justify-content: center; }
.others > .place { flex: 1 1 9rem; }
.middle { display: flex; flex-direction: column; align-items: center; gap: 0.6rem; min-height: 4rem; justify-content: center; text-align: center; }
.middle p { margin: 0; }
.figure { font-size: 3.4rem; font-weight: 700; line-height: 1.1; font-variant-numeric: tabular-nums; }
.place { display: flex; flex-direction: column; align-items: center; gap: 0.5rem; min-width: 0; }
.who { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 0.15rem 0.5rem; max-width: 100%; padding: 0.2rem 0.8rem 0.2rem 0.2rem; border-radius: 1.3rem; background: #0004; border: 0.12rem solid transparent; }
.who b { overflow-wrap: anywhere; }
.felt > .place { flex-direction: column-reverse; }
.felt-truc .place, .felt-blackjack .others > .place { flex-flow: row wrap; justify-content: center; gap: 0.4rem 1.2rem; }
.felt-truc > .place .hand { flex-basis: 100%; order: -1; }
.to-move > .who { border-color: var(--glow); background: #0006; }
.won > .who { border-color: var(--coin); }
.gone > .who { opacity: 0.65; }
.self { padding: 0 0.45em; border-radius: 1em; font-size: 0.75rem; background: var(--on-felt); color: var(--felt); }
.state { font-size: 0.82rem; color: var(--on-felt-faint); }
.state:empty { display: none; }
@container (width < 24rem) {
  .who { font-size: 0.92rem; gap: 0.1rem 0.4rem; }
  .avatar { width: 1.8rem; height: 1.8rem; }
  .state { display: none; }
}
.avatar { display: grid; place-items: center; width: 2.1rem; height: 2.1rem; border-radius: 50%; color: #fff; font-weight: 700; }
.avatar .sign { width: 1.35rem; height: 1.35rem; margin: 0; }
.avatar-0 { background: #a33d2e; } .avatar-1 { background: #2f5fa3; } .avatar-2 { background: #7a4a9e; }
.avatar-3 { background: #8a5a12; } .avatar-4 { background: #2b6f6b; }
.sign { width: 1.15em; height: 1.15em; vertical-align: -0.2em; }
.sign.big { width: 5.6rem; height: 5.6rem; filter: drop-shadow(0 0.25rem 0.3rem #0007); }
.coins { display: inline-flex; align-items: center; gap: 0.25em; font-variant-numeric: tabular-nums; font-weight: 600; white-space: nowrap; }
.change { font-weight: 700; padding: 0 0.45em; border-radius: 1em; animation: rise 0.7s ease-out; font-variant-numeric: tabular-nums; }
.change.gain { background: #cdeeb8; color: #14420f; }
.change.loss { background: #f8cfc6; color: #6b1309; }
.change.even { background: #e2e2dc; color: #33332f; }
.result { font-size: 1.25rem; font-weight: 700; padding: 0.35rem 1.1rem; border-radius: 2rem; background: #fffdf7; color: #26302b; box-shadow: 0 0.2rem 0.7rem #0005; animation: pop 0.5s ease-out; }
.result.won { background: linear-gradient(#ffe9a8, #f3c64e); color: #442d00; }
.note { font-size: 0.88rem; color: var(--on-felt-faint); }
.note b { color: var(--on-felt); font-size: 1rem; }
.state-of-game { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.3rem 1.4rem; margin: 0; }
.state-of-game dt { font-size: 0.82rem; color: var(--on-felt-faint); }
.state-of-game dd { margin: 0; font-weight: 600; }
.terms, .versus { color: var(--on-felt-faint); }
.shown { min-height: 2.4rem; display: flex; align-items: center; justify-content: center; gap: 0.4rem; }
.felt-rock-paper-scissors .shown { min-height: 5.6rem; }
.fist { display: grid; place-items: center; width: 5rem; height: 5rem; border-radius: 50%; border: 0.15rem dashed var(--on-felt-faint); color: var(--on-felt-faint); font-size: 1.6rem; }
.fist.ready { font-size: 0.9rem; border-style: solid; background: #0003; color: var(--on-felt); }
.note.ready::before { content: "✓ "; }

.card { width: var(--card); height: calc(var(--card) * 1.4); flex: none; border-radius: 0.45rem; color: #1c1c22; filter: drop-shadow(0 0.12rem 0.2rem #0006); }
.card.red { color: #c0271f; }
.card.back { color: #274b8f; }
.card[id] { animation: deal 0.4s ease-out backwards; }
.card.from-below { animation-name: from-below; }
.card.from-above { animation-name: from-above; }
.card.winning { outline: 0.18rem solid var(--coin); outline-offset: 0.05rem; }
.card.losing { filter: brightness(0.78); }
.card.mini { width: 2.1rem; height: 2.94rem; border-radius: 0.2rem; filter: none; }
.hand { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.5rem; min-height: calc(var(--card) * 1.4); }
.hand > .card:nth-child(2) { animation-delay: 0.09s; }
.hand > .card:nth-child(3) { animation-delay: 0.18s; }
.others .hand { --card: clamp(2.4rem, 12cqi, 3.6rem); gap: 0.3rem; }
.fan { gap: 0; flex-wrap: nowrap; padding-inline-start: calc(var(--card) * 0.45); }
.fan > .card { margin-inline-start: calc(var(--card) * -0.45); }

.heap { display: inline-flex; flex-wrap: wrap; align-items: flex-end; justify-content: center; gap: 0.25rem; max-width: 13rem; min-height: 1.3rem; }
.heap i { display: block; position: relative; width: 1.7rem; height: calc(0.75rem + var(--high, 5) * 0.32rem); border-radius: 0.85rem / 0.37rem; background: repeating-linear-gradient(to top, #b57a12 0 0.08rem, #e5ad33 0.08rem 0.32rem); transition: height 0.4s; animation: drop 0.35s ease-out backwards; }
.high-1 { --high: 1; } .high-2 { --high: 2; } .high-3 { --high: 3; } .high-4 { --high: 4; }
.heap i:nth-child(2) { animation-delay: 0.07s; } .heap i:nth-child(3) { animation-delay: 0.14s; } .heap i:nth-child(4) { animation-delay: 0.21s; }
.heap i::before { content: ""; position: absolute; inset: 0 0 auto; height: 0.75rem; border-radius: 50%; background: radial-gradient(ellipse, #fbdc86 35%, #f0bd3e 40% 70%, #d39b22 75%); }
.pot { display: flex; flex-direction: column; align-items: center; gap: 0.4rem; }
.demands { width: min(100%, 24rem); --row: 2rem; }
.parts { display: flex; height: var(--row); border-radius: 0.4rem; overflow: hidden; background: #0004; }
.part { width: var(--share); overflow: hidden; white-space: nowrap; text-overflow: ellipsis; padding: 0.2rem 0.3rem; color: #fff; font-size: 0.85rem; line-height: 1.6rem; animation: grow 0.6s ease-out; transform-origin: left; }
.part-0 { background: #a33d2e; } .part-1 { background: #2f5fa3; } .part-2 { background: #7a4a9e; } .part-3 { background: #8a5a12; } .part-4 { background: #2b6f6b; }
.measure { width: var(--share); margin: 0.2rem 0 0.4rem; border-top: 0.2rem solid var(--coin); color: var(--on-felt); font-size: 0.8rem; text-align: end; }
.too-much .measure { border-color: #ff9d8a; }

.stakes { border-collapse: separate; border-spacing: 0.25rem; font-size: 0.92rem; }
.stakes caption { padding-bottom: 0.2rem; color: var(--on-felt-faint); font-size: 0.85rem; }
.stakes th { font-weight: 500; padding: 0.2rem 0.4rem; color: var(--on-felt); }
.stakes tbody th { text-align: start; }
.stakes td { padding: 0.4rem 0.8rem; text-align: center; font-weight: 700; font-variant-numeric: tabular-nums; border-radius: 0.35rem; }
.stakes thead td { padding: 0; }
.stakes td.gain { background: #cdeeb8; color: #14420f; }
.stakes td.loss { background: #f8cfc6; color: #6b1309; }
.stakes td.even { background: #e2e2dc; color: #33332f; }
.stakes td.happened { outline: 0.22rem solid var(--coin); animation: pop 0.5s ease-out; }

.rounds { display: flex; justify-content: center; gap: clamp(0.4rem, 3cqi, 1.1rem); margin: 0; padding: 0; list-style: none; }
.round { display: flex; flex-direction: column; align-items: center; gap: 0.3rem; margin: 0; font-size: 0.85rem; color: var(--on-felt-faint); }
.rounds { --card: clamp(3.2rem, 15cqi, 4.6rem); }
.pair { display: grid; width: calc(var(--card) * 1.25); }
.pair > * { grid-area: 1 / 1; }
.pair > .winning { z-index: 1; }
.pair > .slot:last-child { border: 0; }
.pair > :last-child { margin: calc(var(--card) * 0.55) 0 0 calc(var(--card) * 0.25); }
.slot { width: var(--card); height: calc(var(--card) * 1.4); border: 0.1rem dashed #ffffff59; border-radius: 0.4rem; }
.stake { color: var(--on-felt-faint); }
.stake b { color: var(--on-felt); font-size: 1.1rem; }
.stake.raised { color: var(--on-felt); animation: pop 0.5s ease-out; }
.chips { display: inline-block; position: relative; width: 14.4rem; line-height: 1.05rem; text-align: end; font-weight: 700; }
.chips::before, .chips::after { content: ""; position: absolute; inset: 0 auto 0 0; width: 12.6rem; background: radial-gradient(circle, transparent 0.34rem, #ffffff73 0.36rem 0.42rem, transparent 0.45rem) 0 / 1.05rem 100%; }
.chips::after { width: calc(var(--won, 0) * 1.05rem); background-image: radial-gradient(circle, #c8382f 0.22rem, #fff 0.25rem 0.42rem, transparent 0.45rem); transition: width 0.5s; }
.chips-1 { --won: 1; } .chips-2 { --won: 2; } .chips-3 { --won: 3; } .chips-4 { --won: 4; } .chips-5 { --won: 5; } .chips-6 { --won: 6; }
.chips-7 { --won: 7; } .chips-8 { --won: 8; } .chips-9 { --won: 9; } .chips-10 { --won: 10; } .chips-11 { --won: 11; } .chips-12 { --won: 12; }
.last-rubber { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 0.3rem 0.7rem; font-size: 0.92rem; animation: appear 0.6s; }
.minis { display: flex; gap: 0.2rem; }
.order { margin: 0.4rem 0 0; text-align: center; font-size: 0.85rem; color: var(--faint); }

.dealer, .bet { display: flex; flex-direction: column; align-items: center; gap: 0.35rem; }
.hands { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.7rem; }
.bet { padding: 0.5rem 0.6rem; border-radius: 0.8rem; border: 0.12rem solid transparent; }
.bet.active { border-color: var(--glow); background: #0003; }
.bet.gain { border-color: var(--coin); }
.bet.loss .card { filter: brightness(0.8); }
.bet .note { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 0 0.35rem; }
.bet .note, .dealer .note { color: var(--on-felt); }

.offer { position: relative; overflow: hidden; margin: 0.9rem 0; padding: 0.8rem 1rem 0.9rem; border-radius: 0.9rem; background: var(--raised); border: 0.12rem solid var(--line); text-align: center; }
.offer[role] { position: sticky; bottom: 0.5rem; z-index: 1; border-color: var(--accent); }
.offer p { margin: 0 0 0.7rem; text-wrap: balance; }
.question { font-size: 1.12rem; font-weight: 600; }
.offer.waiting p { margin: 0; color: var(--faint); }
.clock { position: absolute; inset: 0 0 auto; height: 0.25rem; background: var(--accent); transform-origin: left; animation: run-out var(--time) linear forwards; }
.choices { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 0.5rem; margin: 0; }
.choices button, .offer form button { min-height: 3rem; padding: 0.4rem clamp(0.7rem, 3vw, 1.2rem); font-size: 1.05rem; }
.choices small { display: block; font-size: 0.8rem; font-weight: 400; opacity: 0.85; }
.choices .picture { display: flex; flex-direction: column; align-items: center; gap: 0.2rem; min-width: 6.4rem; padding: 0.6rem 0.9rem; }
.choices .picture .sign { width: 3rem; height: 3rem; }
.choices .yes { background: var(--yes); border-color: var(--yes); color: var(--on-yes); }
.choices .no { background: var(--raised); border-color: var(--faint); color: var(--ink); }
.choices .bold { background: var(--bold); border-color: var(--bold); color: var(--on-bold); }
.choices .chip-button { width: 3.4rem; height: 3.4rem; padding: 0; border-radius: 50%; border: 0.3rem dashed #fff; background: #b3352c; color: #fff; box-shadow: 0 0 0 0.12rem #8d241d, 0 0.2rem 0.4rem #0006; line-height: 1.15; }
.choices .card-button { padding: 0.15rem; border-color: transparent; background: none; box-shadow: none; transition: transform 0.15s; --card: clamp(4.4rem, 22vw, 6.2rem); }
.choices .card-button .card { display: block; }
.choices .card-button:hover, .choices .card-button:focus-visible { transform: translateY(-0.45rem); }
.raises { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: 0.5rem; }
.raises .bold { min-width: 3rem; padding: 0.5rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(2.9rem, 1fr)); gap: 0.4rem; max-width: 27rem; margin: 0 auto; }
.numbers button { min-height: 2.9rem; padding: 0; font-variant-numeric: tabular-nums; }
.other-stake { margin-top: 0.7rem; }
.other-stake summary { padding: 0.3rem; cursor: pointer; color: var(--accent); }
.other-stake[open] summary { margin-bottom: 0.5rem; }

.story:empty { margin: 0; }
.story { margin: 0.9rem 0; padding: 0; list-style: none; font-size: 0.95rem; }
.story li { margin: 0; padding: 0.28rem 0.2rem; border-bottom: 1px solid var(--line); color: var(--faint); animation: appear 0.5s; }
.story li:first-child { color: var(--ink); font-weight: 600; }

.dealt { animation: pop 0.45s ease-out; }
@keyframes deal { from { opacity: 0; transform: translateY(-2.5rem) rotate(-6deg); } }
@keyframes from-below { from { opacity: 0; transform: translateY(6rem) scale(1.2); } }
@keyframes from-above { from { opacity: 0; transform: translateY(-6rem) scale(0.8); } }
@keyframes drop { from { opacity: 0; transform: translateY(-1.5rem); } }
@keyframes pop { from { opacity: 0; transform: scale(0.6); } 60% { transform: scale(1.08); } }
@keyframes rise { from { opacity: 0; transform: translateY(1rem); } }
@keyframes appear { from { opacity: 0; } }
@keyframes grow { from { transform: scaleX(0); } }
@keyframes run-out { to { transform: scaleX(0); } }
@media (forced-colors: active) {
  .felt, .emblem, .seats, .card, .choices .chip-button { forced-color-adjust: none; }
}
@media (prefers-reduced-motion: reduce) {
  :not(.clock) { animation: none !important; transition: none !important; }
  .clock { animation-timing-function: steps(6); }
}
`;
