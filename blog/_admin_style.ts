// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** The look of the admin's pages, besides that of comments. */
export const ADMIN_STYLE: string = `
.admin-nav { font-family: var(--sans); font-size: 0.9rem; margin: 0 0 1.6rem; }
.admin-nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; list-style: none; padding: 0; margin: 0; }
.admin-nav li { margin: 0; }
.admin-nav a, .tpd2-link { display: inline-block; padding: 0.35rem 0; }
.admin-nav a { text-decoration: none; }
.admin-nav a[aria-current] { font-weight: 700; text-decoration: underline; }
.admin .tpd2-link { border: 0; padding: 0.35rem 0; background: none; color: var(--accent); }
.admin .tpd2-link:hover { text-decoration: underline; }
.admin h2 { font-size: 1.2rem; margin-top: 2rem; }
.admin .acts { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.7rem; margin: 0.6rem 0 0; font-family: var(--sans); font-size: 0.88rem; }
.admin .said header { overflow-wrap: anywhere; }
.admin .acts button { padding: 0.35rem 0.75rem; }
.admin form { font-family: var(--sans); font-size: 0.95rem; }
.admin button[aria-busy="true"] { opacity: 0.5; }
.admin form input { width: min(100%, 22rem); }
.admin form strong { color: var(--problem); }
.admin form [aria-invalid="true"] { border-color: var(--problem); }
`;
