// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "../http/exchange.ts";
import { findChannel } from "./_channel_registry.ts";
import type { Cursor } from "./_live_request.ts";
import type { Place, Subscriber } from "./_live_subscriber.ts";
import type { Channel } from "./channel.ts";
import type { Frame } from "./frame.ts";
import type { LiveClient } from "./live.ts";

/** A channel that is to be followed, and what the client has of it. */
export interface Wish {
  readonly cursor: Cursor;
  readonly frame: Frame | null;
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
  let waits = false;
  const wishes = cursors.map((cursor) => {
    const channel = findChannel(cursor.id);
    const frame = client.frameOf(cursor.tab);
    const allowed = channel?.allows({ frame, visitor, exchange }) ?? false;
    if (typeof allowed === "boolean") {
      return { cursor, frame, channel: allowed ? channel : null };
    }
    waits = true;
    return allowed.then((allowed) => ({
      cursor,
      frame,
      channel: allowed ? channel : null,
    }));
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

/** Keeps tabs alive while somebody listens for them. Returns what lets them go. */
export function holdFrames(
  wishes: readonly Wish[],
  subscriber: Subscriber,
): (() => void) | null {
  const frames = new Set<Frame>();
  for (const { frame } of wishes) if (frame !== null) frames.add(frame);
  if (frames.size === 0) return null;
  const ends = [...frames].flatMap((frame) => [
    frame.hold(),
    frame.onDestroy(() => subscriber.close()),
  ]);
  return () => ends.forEach((end) => end());
}
