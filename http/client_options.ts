// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/mod.ts";
import type { DecoderLimits } from "./limits.ts";

/** What a client may be given as content. */
export type ClientBody =
  | string
  | Uint8Array<ArrayBuffer>
  | URLSearchParams
  | FormData
  | ReadableStream<Uint8Array>
  | null;

/** Options of `HttpClient.request()`. */
export interface ClientRequestOptions {
  /**
   * The method.
   *
   * @default {"GET"}
   */
  method?: string;
  /**
   * The fields. `host`, if given, stands for that of the address.
   *
   * @default {{}}
   */
  headers?: HeadersInit;
  /**
   * The content. A stream is sent in chunks, and cannot be sent again.
   *
   * @default {null}
   */
  body?: ClientBody;
  /** Gives up when it aborts, the content of the response included. */
  signal?: AbortSignal;
  /**
   * How many redirections are followed; 0 gives the first response as it is.
   *
   * @default {10}
   */
  maxRedirects?: number;
  /**
   * Told each address before it is asked, those of redirections too. Returns
   * whether it may be. It sees names, not what they resolve to: to keep users out
   * of an inner network let names pass that you know.
   *
   * @default {() => true}
   */
  allow?: (url: URL) => boolean;
  /**
   * Whether content in gzip or brotli is decoded. Gzip alone is asked for, since
   * brotli can blow up far more before it is noticed.
   *
   * @default {true}
   */
  decode?: boolean;
  /**
   * The longest content of the response, in bytes, before and after it is decoded.
   *
   * @default {16777216}
   */
  maxBodySize?: number;
  /**
   * How many milliseconds connecting may take.
   *
   * @default {10000}
   */
  connectTimeout?: number;
  /**
   * How many milliseconds the head of the response may take, from the moment
   * that the request begins to be sent.
   *
   * @default {30000}
   */
  headTimeout?: number;
  /**
   * How many milliseconds the content of the response may pause.
   *
   * @default {30000}
   */
  bodyTimeout?: number;
  /**
   * How many milliseconds all of it may take, redirections and content
   * included. Infinity for event streams.
   *
   * @default {300000}
   */
  timeout?: number;
}

/** Options of `HttpClient`. */
export interface HttpClientOptions {
  /**
   * How many connections to one origin there may be; further requests wait.
   *
   * @default {32}
   */
  maxConnections?: number;
  /**
   * How many requests to one origin may wait for a connection.
   *
   * @default {1024}
   */
  maxWaiting?: number;
  /**
   * How many idle connections are kept, to all origins together; the one that
   * was used longest ago goes first.
   *
   * @default {256}
   */
  maxIdle?: number;
  /**
   * For how many milliseconds an idle connection is kept. Where the server names
   * its own time, a second less than that at most.
   *
   * @default {25000}
   */
  idleTimeout?: number;
  /** The path of a Unix socket to connect to, whatever address is asked. */
  path?: string;
  /** Certificate authorities in PEM to trust besides the system's. */
  caCerts?: string[];
  /**
   * The limits of heads, trailers and chunk extensions.
   *
   * @default {DEFAULT_LIMITS}
   */
  limits?: Omit<DecoderLimits, "maxBodySize">;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}
