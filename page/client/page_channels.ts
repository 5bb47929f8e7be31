// Copyright 2026 the tpd2 authors. MIT license.

import { accept, type Cursors, type LiveEvent, readCursor } from "./cursors.ts";
import { apply } from "./patch.ts";

/** Where this page stands in the channels that are on it. */
export const cursors: Cursors = new Map();

/**
 * Looks through the document for channels. A cursor that was read is taken out
 * of its attribute, so that one found later is news, be it the same text.
 *
 * @returns Whether there is anything new.
 */
export function scan(): boolean {
  const ids = new Set<string>();
  let found = false;
  for (
    const element of document.querySelectorAll<HTMLElement>("[data-channel]")
  ) {
    const text = element.dataset.channel!;
    const [id, cursor] = readCursor(text) ?? [text];
    ids.add(id);
    if (cursor) {
      found = true;
      cursors.set(id, cursor);
      element.dataset.channel = id;
    }
  }
  for (const id of cursors.keys()) if (!ids.has(id)) cursors.delete(id);
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
    const isWanted = isGone ? cursors.has(event[0]) : accept(cursors, event);
    if (isWanted) {
      apply(event[4]);
      if (scan()) tell = true;
    } else if (isWanted === null) tell = true;
  }
  return tell;
}

/** The number of this tab, where the server keeps a frame for it. */
export function tab(): string | undefined {
  return document.querySelector<HTMLElement>("[data-tab]")?.dataset.tab;
}
