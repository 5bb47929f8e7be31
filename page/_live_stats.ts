// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Subscriber } from "./_live_subscriber.ts";
import type { LiveStats } from "./live_options.ts";

/** Counts what waits for whom. */
export function liveStats(of: {
  streams: ReadonlySet<Subscriber>;
  polls: ReadonlySet<Subscriber>;
  lagging: number;
  drops: number;
  refusals: number;
}): LiveStats {
  const { streams, polls, lagging, drops, refusals } = of;
  const channels = new Map<string, { subscribers: number; lag: number }>();
  let queued = 0;
  let lag = 0;
  for (const subscriber of [...streams, ...polls]) {
    queued += subscriber.queued;
    for (const { channel, lag: behind } of subscriber.subscriptions) {
      let stats = channels.get(channel.id);
      if (stats === undefined) {
        stats = { subscribers: 0, lag: 0 };
        channels.set(channel.id, stats);
      }
      stats.subscribers++;
      stats.lag = Math.max(stats.lag, behind);
      lag = Math.max(lag, behind);
    }
  }
  return {
    subscribers: streams.size + polls.size,
    streams: streams.size,
    polls: polls.size,
    queued,
    lagging,
    lag,
    drops,
    refusals,
    channels,
  };
}
