// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How what is served can be reached, for it to judge whether that is safe. */
export interface Exposure {
  /** Whether other machines can reach it: it listens on more than the loopback. */
  readonly isPublic: boolean;
  /** Whether all connections are encrypted. */
  readonly isSecure: boolean;
  /** Whether proxies are trusted to say how browsers reach it. */
  readonly trustsProxies: boolean;
}

/** What a server has to say when it begins to listen. */
export interface ListenNotice {
  /** Where it can be reached: an address for browsers, or `unix:` and a path. */
  readonly url: string;
  /** What is dangerous about how it is set up, a sentence each. */
  readonly warnings: readonly string[];
}
