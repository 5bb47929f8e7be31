// Copyright 2026 the tpd2 authors. MIT license.

import {
  type Address,
  type Clock,
  type Connection,
  formatAddress,
  listen,
  type ListenOptions,
  schedule,
  type ScheduleOptions,
  type Scheduler,
  type SchedulerStats,
  systemClock,
  type WireListener,
} from "../net/mod.ts";
import { type ExchangeRecord, observerOf } from "./_observer.ts";
import type { ServerContext } from "./_server_context.ts";
import { ServerProtocol } from "./_server_protocol.ts";
import type { Answer, Exchange, Handler, Handles } from "./exchange.ts";
import { ForwardedReader } from "./forwarded.ts";
import { handlerFromFetch } from "./_handler_from_fetch.ts";
import { type DecoderLimits, resolveLimits } from "./limits.ts";
import type { ListenNotice } from "./listen_notice.ts";
import {
  dangersOf,
  explainListenError,
  exposureOf,
  printNotice,
  printWarnings,
} from "./_notice.ts";
import { ResponseEncoder } from "./response_encoder.ts";
import { TurnDate } from "./_turn_date.ts";

/** A function in the manner of the web: a `Request` in, a `Response` out. */
export type FetchHandler = (request: Request) => Response | Promise<Response>;

/** What {@linkcode serve} can serve. */
export type Servable =
  | Handles
  | FetchHandler
  | { fetch: FetchHandler };

/** Options of {@linkcode serveHttp}. */
export interface ServeHttpOptions extends DecoderLimits {
  /**
   * How many pipelined requests one connection may have answered in one turn.
   *
   * @default {64}
   */
  maxPipelined?: number;
  /**
   * How many milliseconds the head of a request may take, from its first byte.
   * Beyond it the request is refused with 408.
   *
   * @default {10000}
   */
  headTimeout?: number;
  /**
   * How many milliseconds the content of a request may pause. Beyond it the
   * request is refused with 408.
   *
   * @default {30000}
   */
  bodyTimeout?: number;
  /**
   * How many milliseconds a connection may be idle between requests.
   *
   * @default {60000}
   */
  keepAliveTimeout?: number;
  /**
   * Told when a handler threw what is no {@linkcode HttpError} (the client gets
   * a bare 500), a stream that it answered with failed, or, without an exchange,
   * accepting connections did.
   *
   * @default {console.error}
   */
  onError?: (error: unknown, exchange: Exchange | null) => void;
  /**
   * The addresses of the proxies in front of us, single ones or ranges such as
   * `10.0.0.0/8`. Only they are believed what `Forwarded`, `X-Forwarded-For`,
   * `-Proto` and `-Host`, and `X-Request-Id` say.
   *
   * @default {[]}
   */
  trustedProxies?: readonly string[];
  /** Told of every exchange when it is over: for an access log. */
  onExchange?: (record: ExchangeRecord) => void;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

export type { ExchangeRecord };

/** Options of {@linkcode serve}. */
export interface ServeOptions
  extends ListenOptions, ServeHttpOptions, Omit<ScheduleOptions, "onError"> {
  /** Listeners to serve instead of the one that `port`, `hostname` or `path` describe. */
  listeners?: readonly WireListener[];
  /**
   * Told when it listens: where, and what is dangerous about how it is set up.
   *
   * @default {prints both; only the warnings for port 0 and for listeners, whose
   * address the caller asks the server for}
   */
  onListen?: (notice: ListenNotice) => void;
}

/** A server that runs; made by {@linkcode serve}. */
export class HttpServer implements AsyncDisposable {
  /** Where it listens. */
  readonly addresses: readonly Address[];
  /** Resolves when it has been shut down and the last connection has ended. */
  readonly finished: Promise<void>;
  readonly #scheduler: Scheduler;
  readonly #secure: boolean;

  /** @internal */
  constructor(
    listeners: readonly WireListener[],
    scheduler: Scheduler,
    finished: Promise<void>,
  ) {
    this.addresses = listeners.map((listener) => listener.address);
    this.#secure = listeners[0]?.secure ?? false;
    this.#scheduler = scheduler;
    this.finished = finished;
  }

  /** Where it can be reached: `http://127.0.0.1:8080/`. Empty for a Unix socket. */
  get url(): string {
    const address = this.addresses[0];
    if (address?.transport !== "tcp") return "";
    const name = WILDCARDS.get(address.hostname) ?? address.hostname;
    const host = name.includes(":") ? `[${name}]` : name;
    const [scheme, usual] = this.#secure ? ["https", 443] : ["http", 80];
    const port = address.port === usual ? "" : `:${address.port}`;
    return `${scheme}://${host}${port}/`;
  }

  /** The port of the first listener; 0 for a Unix socket. */
  get port(): number {
    const address = this.addresses[0];
    return address?.transport === "tcp" ? address.port : 0;
  }

  /**
   * What it carries: connections, phases, queues.
   *
   * @returns The figures as of now.
   */
  stats(): SchedulerStats {
    return this.#scheduler.stats();
  }

  /**
   * Accepts no more, finishes the requests that are open, closes idle
   * connections, and aborts what is left after the grace.
   *
   * @returns A promise that resolves when the last connection has ended.
   */
  async shutdown(): Promise<void> {
    await this.#scheduler.shutdown();
    await this.finished;
  }

  /** Shuts down; see {@linkcode HttpServer.shutdown}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }
}

/** Addresses to listen on that are none to connect to. */
const WILDCARDS = new Map([["0.0.0.0", "127.0.0.1"], ["::", "::1"]]);

/**
 * Speaks HTTP/1.1 on connections: to be called for each that a scheduler
 * yields, each time it does.
 *
 * @param servable What answers: a site, a dispatcher, a function in the manner
 * of the web, or an object with such a `fetch`.
 * @param options Limits and times.
 * @returns The function to call.
 * @throws {RangeError} If a limit is not a whole number from 0 up.
 * @throws {SyntaxError} If a trusted proxy is no address.
 *
 * @example Usage
 * ```ts
 * import { Dispatcher, reply, serveHttp } from "@tpd2/tpd2/http";
 * import { schedule } from "@tpd2/tpd2/net";
 * import { memoryListener } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const dispatcher = new Dispatcher();
 * dispatcher.add("GET", "/", () => reply("hello"));
 * const http = serveHttp(dispatcher);
 *
 * const listener = memoryListener();
 * const scheduler = schedule(listener);
 * const loop = (async () => {
 *   for await (const ready of scheduler) {
 *     for (const connection of ready) http(connection);
 *   }
 * })();
 *
 * const client = listener.connect();
 * await client.write("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
 * assertEquals(await client.readLine(), "HTTP/1.1 200 OK");
 * client.close();
 * await scheduler.shutdown();
 * await loop;
 * ```
 */
export function serveHttp(
  servable: Servable,
  options: ServeHttpOptions & {
    /**
     * Whether the connections are encrypted.
     *
     * @default {false}
     */
    secure?: boolean;
  } = {},
): (connection: Connection) => void {
  const clock = options.clock ?? systemClock;
  const onError = guarded(options.onError, toConsole) ?? toConsole;
  const date = new TurnDate(clock);
  const context: ServerContext = {
    handler: toHandler(servable),
    encoder: new ResponseEncoder(() => date.get()),
    limits: resolveLimits(options),
    secure: options.secure ?? false,
    maxPipelined: options.maxPipelined ?? 64,
    headTimeout: options.headTimeout ?? 10_000,
    bodyTimeout: options.bodyTimeout ?? 30_000,
    keepAliveTimeout: options.keepAliveTimeout ?? 60_000,
    forwarded: options.trustedProxies === undefined
      ? null
      : new ForwardedReader(options.trustedProxies),
    observer: observerOf(clock, guarded(options.onExchange, onError)),
    onError,
  };
  return (connection) => {
    let protocol = connection.protocol;
    if (!(protocol instanceof ServerProtocol)) {
      protocol = connection.protocol = new ServerProtocol(connection, context);
      date.follow(connection);
    }
    try {
      (protocol as ServerProtocol).turn();
      // Each before the next one's turn, so that all write to the same few bytes,
      // which the processor has at hand.
      connection.flush();
    } catch (error) {
      // Whatever went wrong with one connection, all others go on.
      context.onError(error, null);
      connection.abort();
    }
  };
}

/** What somebody is told of may throw, and must not take a connection with it. */
function guarded<Told extends unknown[]>(
  tell: ((...told: Told) => void) | undefined,
  onError: (error: unknown, exchange: null) => void,
): ((...told: Told) => void) | undefined {
  return tell && ((...told) => {
    try {
      tell(...told);
    } catch (error) {
      onError(error, null);
    }
  });
}

function toConsole(error: unknown): void {
  console.error(error);
}

/**
 * Serves a site, a dispatcher, or a function in the manner of the web.
 *
 * @param servable What answers.
 * @param options Where to listen, limits and times.
 * @returns The server, which listens already.
 * @throws {Deno.errors.AddrInUse} If somebody listens there already.
 * @throws {Deno.errors.NotCapable} If the permission is missing.
 *
 * @example Usage
 * ```ts
 * import { serve } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * await using server = await serve(() => new Response("hello"), { port: 0 });
 * const response = await fetch(server.url);
 * assertEquals(await response.text(), "hello");
 * ```
 */
export function serve(
  servable: Servable,
  options: ServeOptions = {},
): Promise<HttpServer> {
  try {
    return Promise.resolve(start(servable, options));
  } catch (error) {
    return Promise.reject(error);
  }
}

function start(servable: Servable, options: ServeOptions): HttpServer {
  const { onError, listeners, ...scheduleOptions } = options;
  const open = listeners ?? [listenOrExplain(options)];
  const secure = open.every((listener) => listener.secure);
  const http = serveHttp(servable, { ...options, secure });
  const scheduler = schedule(open, {
    ...scheduleOptions,
    onError: (error) => (onError ?? console.error)(error, null),
  });
  const server = new HttpServer(open, scheduler, carry(scheduler, http));
  const isAsked = listeners !== undefined || options.port === 0;
  const tell = options.onListen ?? (isAsked ? printWarnings : printNotice);
  tell(noticeOf(server, servable, { ...options, secure }));
  return server;
}

function noticeOf(
  { url, addresses }: HttpServer,
  servable: Servable,
  settings: ServeOptions & { secure: boolean },
): ListenNotice {
  const { secure, trustedProxies } = settings;
  const exposure = exposureOf(addresses, secure, trustedProxies);
  const own = "dangers" in servable ? servable.dangers?.(exposure) : undefined;
  return {
    url: url || addresses.map(formatAddress).join(", "),
    warnings: [...dangersOf(settings), ...own ?? []],
  };
}

function listenOrExplain(options: ServeOptions): WireListener {
  try {
    return listen(options);
  } catch (error) {
    throw explainListenError(error, options);
  }
}

async function carry(
  scheduler: Scheduler,
  http: (connection: Connection) => void,
): Promise<void> {
  for await (const ready of scheduler) {
    for (const connection of ready) http(connection);
  }
}

function toHandler(servable: Servable): Handler {
  if (typeof servable === "function") return handlerFromFetch(servable);
  if ("handle" in servable) {
    return (exchange: Exchange): Answer | Promise<Answer> =>
      servable.handle(exchange);
  }
  return handlerFromFetch((request) => servable.fetch(request));
}
