// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import { findChannel } from "./_channel_registry.ts";
import type { Cursor } from "./_live_request.ts";
import type { Place, Subscriber } from "./_live_subscriber.ts";
import { visitorRecordOf } from "./_visitor_record.ts";
import type { Channel } from "./channel.ts";
import type { Frame } from "./frame.ts";
import type { LiveClient } from "./live.ts";
import type { Visitor } from "./visitor.ts";

/** A channel that is to be followed, and what the client has of it. */
export interface Wish {
  readonly cursor: Cursor;
  readonly frame: Frame | null;
  readonly visitor: Visitor | null;
  /** The account of the visitor when the channel was asked. */
  readonly account: string | null;
  /** `null` where there is none, or it is not for this client. */
  readonly channel: Channel | null;
}

/** Finds the channels, and asks each whether this client may follow it. */
export function findWishes(
  cursors: readonly Cursor[],
  client: LiveClient,
  exchange: Exchange,
): Wish[] | Promise<Wish[]> {
  const { knownVisitor: visitor } = client;
  const account = visitor?.account ?? null;
  let waits = false;
  const wishes = cursors.map((cursor) => {
    const channel = findChannel(cursor.id);
    const frame = client.frameOf(cursor.tab);
    const wish = (isAllowed: boolean): Wish => ({
      cursor,
      frame,
      visitor,
      account,
      channel: isAllowed ? channel : null,
    });
    const allowed = channel?.allows({ frame, visitor, exchange }) ?? false;
    if (typeof allowed === "boolean") return wish(allowed);
    waits = true;
    return allowed.then(wish);
  });
  return waits ? Promise.all(wishes) : wishes as Wish[];
}

/**
 * Where somebody stands in each channel. Several tabs may show the same one: it is
 * told once, from where the least of them stands.
 */
export function placesOf(wishes: readonly Wish[]): Place[] {
  const places: Place[] = [];
  for (const { cursor, channel, frame } of wishes) {
    if (channel === null) continue;
    const isKnown = cursor.epoch === channel.epoch &&
      cursor.counter <= channel.counter;
    const counter = isKnown ? cursor.counter : -1;
    const own = channel.perFrame ? frame : null;
    const same = places.find((place) =>
      place.channel === channel && place.frame === own
    );
    if (same === undefined) places.push({ channel, frame: own, counter });
    else same.counter = Math.min(same.counter, counter);
  }
  return places;
}

/**
 * Keeps tabs alive while somebody listens for them, and ends the answer when one of
 * them ends, or when the visitor is no longer who was let in.
 *
 * @returns What lets them go.
 */
export function holdClient(
  wishes: readonly Wish[],
  subscriber: Subscriber,
): (() => void) | null {
  const close = () => subscriber.close();
  const ends: (() => void)[] = [];
  for (const frame of new Set(wishes.map(({ frame }) => frame))) {
    if (frame !== null) ends.push(frame.hold(), frame.onDestroy(close));
  }
  const guarded = wishes.find(({ channel }) => channel?.isGuarded);
  if (guarded?.visitor) {
    const { visitor, account } = guarded;
    if (visitor.account !== account) close();
    else ends.push(visitorRecordOf(visitor).watch(close));
  }
  return ends.length === 0 ? null : () => ends.forEach((end) => end());
}
