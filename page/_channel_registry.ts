// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Channel } from "./channel.ts";

/**
 * All channels of the process by their ids. It keeps none of them alive: a channel
 * lives as long as the application or a subscriber holds it, since nobody else
 * could make anything happen on it.
 */
const channels = new Map<string, WeakRef<Channel>>();

const finalization = new FinalizationRegistry<string>((id) => {
  // There may be another of that id by now.
  if (channels.get(id)?.deref() === undefined) channels.delete(id);
});

/** Makes a channel known, in the place of any other of its id; returns that one. */
export function registerChannel(channel: Channel): Channel | null {
  const before = findChannel(channel.id);
  channels.set(channel.id, new WeakRef(channel));
  finalization.register(channel, channel.id);
  return before;
}

/** Makes a channel unknown. */
export function unregisterChannel(channel: Channel): void {
  if (findChannel(channel.id) === channel) channels.delete(channel.id);
}

/** Whether there are any channels, so that pages without pay nothing for them. */
export function haveChannels(): boolean {
  return channels.size > 0;
}

/** Finds a channel. */
export function findChannel(id: string): Channel | null {
  return channels.get(id)?.deref() ?? null;
}
