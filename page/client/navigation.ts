// Copyright 2026 the tpd2 authors. MIT license.

import { isTyping } from "./controls.ts";

/** How long a page stays before it is loaded again by itself once more. */
const PAUSE = 30_000;

/** Goes to a URL of the web; a `javascript:` one is none. */
export function navigate(to: string): void {
  const url = new URL(to, location.href);
  if (/^https?:$/.test(url.protocol)) location.assign(url);
}

let timer: number | undefined;

/** Loads the page again: not while somebody is typing, and not in a loop. */
export function reloadLater(): void {
  clearTimeout(timer);
  const since = Date.now() - (sessionStorage.tpd2 ?? 0);
  if (since > PAUSE && !isTyping()) {
    sessionStorage.tpd2 = Date.now();
    location.reload();
  } else timer = setTimeout(reloadLater, 1000);
}

/** Removes the tab's number that stands in the URL after a form was sent. */
export function cleanUrl(): void {
  const url = new URL(location.href);
  if (!url.searchParams.has("tab")) return;
  url.searchParams.delete("tab");
  history.replaceState(history.state, "", url);
}
