// Copyright 2026 the tpd2 authors. MIT license.

/** What is sent about one channel: id, epoch, from, to, operations. */
export type LiveEvent = [
  id: string,
  epoch: string,
  from: number,
  to: number,
  operations: Operation[],
];

/** A verb, an element's id, a value, and more. */
export type Operation = [
  verb: string,
  id: string,
  value?: string | null,
  more?: string | number | null,
];

/** Where something stands in a channel: epoch and counter. */
export type Cursor = readonly [epoch: string, counter: number];

/** Where something stands in all its channels, by their ids. */
export type Cursors = Map<string, Cursor>;

/** What no server has: it is answered with a snapshot. */
const UNKNOWN: Cursor = ["0", 0];

/** Reads `chat~k3Jd82nQ:17`; null where it has no cursor or cannot be read. */
export function readCursor(text: string): [id: string, cursor: Cursor] | null {
  const [id, epoch, counter] = text.split(/[~:]/);
  return counter ? [id!, [epoch!, Number(counter)]] : null;
}

/** Writes cursors as the server reads them. */
export function writeCursors(cursors: Cursors): string[] {
  return [...cursors].map(([id, [epoch, counter]]) =>
    `${id}~${epoch}:${counter}`
  );
}

/**
 * Judges an event by the table of the protocol. Where it is to be applied, the
 * cursor is moved at once.
 *
 * @returns True to apply it, false to ignore it, null when something is missing.
 */
export function accept(
  cursors: Cursors,
  [id, epoch, from, to]: LiveEvent,
): boolean | null {
  // What an action changes beside the channels of the page.
  if (!id) return true;
  const [ownEpoch, have] = cursors.get(id) ?? [];
  if (have === undefined) return false;
  const isOwn = epoch === ownEpoch;
  if (isOwn && to <= have) return false;
  if (from >= 0 && !(isOwn && from <= have)) return null;
  cursors.set(id, [epoch, to]);
  return true;
}

/**
 * Notes what somebody has among what everybody has: the least of both.
 *
 * @returns 0 where nothing changed, 1 for more channels, 2 for lower cursors.
 */
export function merge(all: Cursors, some: Cursors): number {
  let change = 0;
  for (const [id, cursor] of some) {
    const known = all.get(id);
    if (!known) {
      all.set(id, cursor);
      change ||= 1;
    } else if (known[0] !== cursor[0]) {
      // One of both is of another life of the server: neither may be trusted.
      if (known !== UNKNOWN) change = 2;
      all.set(id, UNKNOWN);
    } else if (cursor[1] < known[1]) {
      all.set(id, cursor);
      change = 2;
    }
  }
  return change;
}
