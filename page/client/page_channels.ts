// Copyright 2026 the tpd2 authors. MIT license.

import { accept, type Cursors, type LiveEvent, readCursor } from "./cursors.ts";
import { apply } from "./patch.ts";

/** Where this page stands in the channels that are on it, by their names: `id`, or `id@tab`. */
export const cursors: Cursors = new Map();

/**
 * Looks through the document for channels. A cursor that was read is taken out
 * of its attribute, so that one found later is news, be it the same text.
 *
 * @returns Whether there is anything new.
 */
export function scan(): boolean {
  const names = new Set<string>();
  let found = false;
  for (
    const element of document.querySelectorAll<HTMLElement>("[data-channel]")
  ) {
    const text = element.dataset.channel!;
    const [id, cursor] = readCursor(text) ?? [text];
    const name = id + suffix();
    names.add(name);
    if (cursor) {
      found = true;
      cursors.set(name, cursor);
      element.dataset.channel = id;
    }
  }
  for (const name of cursors.keys()) {
    if (!names.has(name)) cursors.delete(name);
  }
  return found;
}

/**
 * Applies the events that this page lacks.
 *
 * @returns Whether to tell anew what the page has: something is missing or new.
 */
export function take(events: LiveEvent[]): boolean {
  let tell = false;
  for (const event of events) {
    const isGone = event[4][0]?.[0] === "gone";
    // What is for all tabs names none; who may not see a channel is named in full.
    if (!isGone && event[0] && !cursors.has(event[0])) event[0] += suffix();
    const isWanted = isGone ? cursors.has(event[0]) : accept(cursors, event);
    if (isWanted) {
      apply(event[4]);
      if (scan()) tell = true;
    } else if (isWanted === null) tell = true;
  }
  return tell;
}

/** What stands behind the names of all channels of this page: the tab's number, where it has one. */
function suffix(): string {
  const { tab } = document.querySelector<HTMLElement>("[data-tab]")?.dataset ??
    {};
  return tab ? `@${tab}` : "";
}
