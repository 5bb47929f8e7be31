// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Observer } from "./_observer.ts";
import type { Exchange, Handler } from "./exchange.ts";
import type { ForwardedReader } from "./forwarded.ts";
import type { DecoderLimits } from "./limits.ts";
import type { ResponseEncoder } from "./response_encoder.ts";

/** What all connections of a server share. */
export interface ServerContext {
  /** Answers exchanges. */
  readonly handler: Handler;
  /** Writes responses. */
  readonly encoder: ResponseEncoder;
  /** How much of a message is taken. */
  readonly limits: DecoderLimits;
  /** Whether connections are encrypted. */
  readonly secure: boolean;
  /** How many pipelined requests a connection may have answered in one turn. */
  readonly maxPipelined: number;
  /** How many milliseconds a head may take, from its first byte. */
  readonly headTimeout: number;
  /** How many milliseconds a body may pause. */
  readonly bodyTimeout: number;
  /** How many milliseconds a connection may be idle between requests. */
  readonly keepAliveTimeout: number;
  /** Who the client is behind proxies; `null` where none are trusted. */
  readonly forwarded: ForwardedReader | null;
  /** Watches exchanges; `null` where nobody wants to know. */
  readonly observer: Observer | null;
  /** Told when a handler threw what is no `HttpError`, or a stream failed. */
  readonly onError: (error: unknown, exchange: Exchange | null) => void;
}
