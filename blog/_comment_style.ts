// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** The look of comments and of the form below them; the names are those of the blog's style. */
export const COMMENT_STYLE: string = `
#comments { margin-top: 2.4rem; padding-top: 1.4rem; border-top: 1px solid var(--line); }
.comments { list-style: none; padding: 0; margin: 1.4rem 0 0; }
#comments h2 { font-size: 1.2rem; margin: 0 0 0.6rem; }
#comments > .meta, #comments div > .meta { margin: 0; }
.comment { margin: 0 0 1.6rem; }
.said { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); column-gap: 0.8rem; }
.said:target { outline: 0.12rem solid var(--line); outline-offset: 0.5rem; border-radius: 0.2rem; }
.said .avatar { grid-row: 1 / span 2; border-radius: 0.3rem; background: var(--code-paper); }
.said header { font-family: var(--sans); font-size: 0.9rem; line-height: 1.35; }
.said header .meta { margin: 0; text-decoration: none; }
.said header .meta:hover { text-decoration: underline; }
.said .text { grid-column: 2; font-size: 0.95rem; overflow-wrap: anywhere; }
.said .text > :last-child { margin-bottom: 0; }
.said .text p { margin-bottom: 0.7em; }
.badge { white-space: nowrap; font-size: 0.72rem; padding: 0.05rem 0.4rem; border: 1px solid currentColor; border-radius: 1rem; color: var(--accent); }
.comment-form { margin-top: 2.2rem; font-family: var(--sans); font-size: 0.95rem; }
.comment-form label, .admin form label { display: block; margin-bottom: 0.2rem; }
.comment-form small { color: var(--faint); }
.comment-form input, .comment-form textarea, .comment-form button, .admin input, .admin textarea, .admin button {
  font: inherit;
  padding: 0.45rem 0.7rem;
  color: var(--ink);
  background: var(--code-paper);
  border: 1px solid var(--faint);
  border-radius: 0.3rem;
}
.comment-form input { width: min(100%, 22rem); }
.comment-form textarea, .admin textarea { width: 100%; min-height: 7rem; resize: vertical; line-height: 1.5; }
.comment-form button, .admin button { cursor: pointer; }
.comment-form button:hover, .admin button:hover { border-color: var(--accent); color: var(--accent); }
.comment-form [aria-invalid="true"] { border-color: var(--problem); }
.problem { color: var(--problem); font-weight: 600; }
.notice { padding: 0.6rem 0.9rem; border-inline-start: 0.2rem solid var(--accent); background: var(--code-paper); }
.trap { position: absolute; left: -100vw; height: 1px; overflow: hidden; }
#tpd2-status { font-family: var(--sans); font-size: 0.84rem; }
@media print { .comment-form, .said .avatar { display: none; } .said { display: block; } }
`;
