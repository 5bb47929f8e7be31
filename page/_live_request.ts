// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Exchange, HttpError } from "../http/exchange.ts";

/** What a client has of a channel. */
export interface Cursor {
  /** What the client calls the channel: its id, and the tab where there is one. */
  readonly name: string;
  /** The channel's id. */
  readonly id: string;
  /** The number of the tab that shows it; 0 where it has none. */
  readonly tab: number;
  readonly epoch: string;
  readonly counter: number;
}

/** A request for what happens. */
export interface LiveRequest {
  readonly isPoll: boolean;
  readonly cursors: readonly Cursor[];
}

const CURSOR_REGEXP =
  /^(([A-Za-z0-9_.-]{1,64})(?:@([1-9]\d{0,8}))?)~([A-Za-z0-9_-]{1,32}):(0|[1-9]\d{0,14})$/;

/** What one cursor says, or `null` if it is none. */
export function parseCursor(text: string): Cursor | null {
  const match = CURSOR_REGEXP.exec(text);
  if (match === null) return null;
  const [, name = "", id = "", tab = 0, epoch = "", counter] = match;
  return { name, id, tab: Number(tab), epoch, counter: Number(counter) };
}

/**
 * Reads the request of a stream or a poll.
 *
 * @throws {HttpError} 400 if it is malformed or asks for too many channels.
 */
export function readLiveRequest(
  exchange: Exchange,
  maxChannels: number,
): LiveRequest {
  const texts: string[] = [];
  let transport = "stream";
  for (const pair of exchange.query.split("&")) {
    const [name, value = ""] = splitPair(pair);
    if (name === "c") texts.push(decode(value));
    else if (name === "t") transport = value;
  }
  if (transport !== "stream" && transport !== "poll") {
    throw new HttpError(400, 'Cannot read parameter "t": not stream or poll');
  }
  const cursors = readCursors(texts, maxChannels);
  const last = parseCursor(exchange.field("last-event-id") ?? "");
  return {
    isPoll: transport === "poll",
    cursors: last === null ? cursors : withLast(cursors, last),
  };
}

/**
 * Reads the cursors that come with an action; none if the client is not one that
 * applies events.
 *
 * @throws {HttpError} 400 if they are malformed or too many.
 */
export function readActionCursors(
  exchange: Exchange,
  maxChannels: number,
): readonly Cursor[] {
  const texts = (exchange.field("tpd2-live") ?? "").split(" ")
    .filter((part) => part !== "" && part !== "1");
  return readCursors(texts, maxChannels);
}

function readCursors(
  texts: readonly string[],
  maxChannels: number,
): readonly Cursor[] {
  const cursors = new Map<string, Cursor>();
  if (texts.length > maxChannels) {
    throw new HttpError(
      400,
      `Cannot follow ${texts.length} channels at once: at most ${maxChannels}`,
    );
  }
  for (const text of texts) {
    const cursor = parseCursor(text);
    if (cursor === null) {
      throw new HttpError(400, 'Cannot read parameter "c": not a cursor');
    }
    cursors.set(cursor.name, cursor);
  }
  return [...cursors.values()];
}

/** The last event that was seen counts where it is further; of no tab it was for all. */
function withLast(cursors: readonly Cursor[], last: Cursor): readonly Cursor[] {
  const { id, tab, epoch, counter } = last;
  return cursors.map((cursor) =>
    cursor.id === id && (tab === 0 || cursor.tab === tab) &&
      (cursor.epoch !== epoch || cursor.counter < counter)
      ? { ...cursor, epoch, counter }
      : cursor
  );
}

function splitPair(pair: string): [string, string?] {
  const equals = pair.indexOf("=");
  return equals === -1
    ? [pair]
    : [pair.slice(0, equals), pair.slice(equals + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new HttpError(400, 'Cannot read parameter "c": broken escape', {
      cause: error,
    });
  }
}
