// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Child, meta, noscript } from "../../ml/mod.ts";
import type { PageContext } from "../../page/mod.ts";

const seconds = new WeakMap<PageContext, number>();

/** Has a page loaded again after a while where no script keeps it up to date. */
export function refreshAfter(context: PageContext, after: number): void {
  seconds.set(context, after);
}

/** What that needs in the head of the page. */
export function refreshMarkup(context: PageContext): Child {
  const after = seconds.get(context);
  return after === undefined
    ? null
    : noscript(meta({ "http-equiv": "refresh", content: String(after) }));
}
