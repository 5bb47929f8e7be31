// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How the pages of a site are told what happens, and how much of that there may be. */
export interface LiveOptions {
  /**
   * How many milliseconds lie between signs of life on event streams.
   *
   * @default {15000}
   */
  heartbeat?: number;
  /**
   * How many milliseconds a long poll waits for something to happen.
   *
   * @default {25000}
   */
  pollTimeout?: number;
  /**
   * The least number of milliseconds after which clients connect again; each is
   * told a random number between this and three times as much.
   *
   * @default {1000}
   */
  retry?: number;
  /**
   * How many channels one connection may follow: those of all tabs of a browser
   * that are looked at.
   *
   * @default {128}
   */
  maxChannels?: number;
  /**
   * How many streams and polls there may be.
   *
   * @default {50000}
   */
  maxSubscribers?: number;
  /**
   * How many bytes may wait for a subscriber before it gets nothing more for
   * now; when they are read, it gets what it missed.
   *
   * @default {65536}
   */
  maxQueued?: number;
  /**
   * How many milliseconds a subscriber may read too slowly before it is let go.
   *
   * @default {30000}
   */
  patience?: number;
}

/** What is known of one channel's subscribers. */
export interface ChannelStats {
  /** How many there are. */
  readonly subscribers: number;
  /** How many steps the one that is furthest behind has to go. */
  readonly lag: number;
}

/** What is known of all who listen to the channels of a site. */
export interface LiveStats {
  /** How many listen: streams and polls. */
  readonly subscribers: number;
  /** How many of them have an event stream. */
  readonly streams: number;
  /** How many of them wait for the answer of a poll. */
  readonly polls: number;
  /** How many bytes wait to leave. */
  readonly queued: number;
  /** How many do not read fast enough at the moment. */
  readonly lagging: number;
  /** How many steps the one that is furthest behind has to go. */
  readonly lag: number;
  /** How many were let go because they did not read, ever. */
  readonly drops: number;
  /** How many were refused because there were too many, ever. */
  readonly refusals: number;
  /** What is known of each channel that somebody follows. */
  readonly channels: ReadonlyMap<string, ChannelStats>;
}
