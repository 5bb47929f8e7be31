// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, connect, DeadlineError, systemClock } from "../net/mod.ts";
import { ClientBodySource, ClientCall, ClientLease } from "./_client_call.ts";
import { ClientConnection } from "./_client_connection.ts";
import { ClientPool } from "./_client_pool.ts";
import type {
  ClientRequestOptions,
  HttpClientOptions,
} from "./client_options.ts";
import {
  isRepeatable,
  type OutgoingRequest,
  prepareRequest,
  redirected,
} from "./_client_request.ts";
import { ClientResponse } from "./client_response.ts";
import type { DecoderLimits } from "./limits.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { ReceivedResponseHead } from "./received_response_head.ts";

/** Redirections with short content leave their connection for others to use. */
const MAX_DRAIN = 64 * 1024;

/**
 * Speaks HTTP/1.1 to servers, over connections that it keeps for the next request.
 *
 * A request goes out a second time, once and only if that cannot do harm, when
 * the server has closed a kept connection before the first byte of its answer.
 * Redirections are followed without the credentials that were meant for another
 * origin.
 *
 * @example Usage
 * ```ts
 * import { HttpClient, serve } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * await using server = await serve(async (request) =>
 *   Response.json({ got: await request.text() }), { port: 0 });
 * await using client = new HttpClient();
 *
 * const response = await client.request(server.url, { method: "POST", body: "hello" });
 * assertEquals(await response.json(), { got: "hello" });
 * ```
 */
export class HttpClient implements AsyncDisposable {
  readonly #options: HttpClientOptions;
  readonly #clock: Clock;
  readonly #pool: ClientPool;
  readonly #limits: DecoderLimits;

  /**
   * Makes a client without connections.
   *
   * @param options Bounds, times, and whom to trust.
   */
  constructor(options: HttpClientOptions = {}) {
    const {
      maxConnections = 32,
      maxWaiting = 1024,
      maxIdle = 256,
      idleTimeout = 25_000,
      clock = systemClock,
    } = options;
    this.#options = options;
    this.#clock = clock;
    this.#pool = new ClientPool(clock, {
      maxConnections,
      maxWaiting,
      maxIdle,
      idleTimeout,
    });
    // The length of content is bounded for each request.
    this.#limits = { ...options.limits, maxBodySize: Number.MAX_SAFE_INTEGER };
  }

  /**
   * Sends a request and waits for the head of the response.
   *
   * @param url The address.
   * @param options Method, fields, content, bounds and times.
   * @returns The response, whatever its status.
   * @throws {TypeError} If the request is not valid, or an address is not allowed.
   * @throws {DeadlineError} If something takes too long.
   * @throws {ProtocolError} If the server breaks the protocol, or redirects too often.
   * @throws {ConnectionGoneError} If the connection is gone before the response.
   */
  async request(
    url: string | URL,
    options: ClientRequestOptions = {},
  ): Promise<ClientResponse> {
    const { method = "GET", headers = {}, body = null } = options;
    const { timeout = 300_000, signal } = options;
    const request = await prepareRequest(url, { method, headers, body });
    setUsualFields(request.headers, options);
    const call = new ClientCall(this.#clock, { timeout, signal });
    try {
      return await this.#follow(request, call, options);
    } catch (error) {
      call.end();
      throw call.reasonOf(error);
    }
  }

  /** Closes idle connections now, and those in use when their response ends. */
  close(): void {
    this.#pool.close();
  }

  /** Closes it; see {@linkcode HttpClient.close}. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  async #follow(
    first: OutgoingRequest,
    call: ClientCall,
    options: ClientRequestOptions,
  ): Promise<ClientResponse> {
    const {
      maxRedirects = 10,
      allow = () => true,
      decode = true,
      maxBodySize = 16 * 1024 * 1024,
      bodyTimeout = 30_000,
    } = options;
    let request = first;
    for (let redirects = 0;; redirects++) {
      if (!allow(request.url)) {
        throw new TypeError(`Cannot request ${request.url}: not allowed`);
      }
      const { lease, head } = await this.#send(request, call, options);
      const limits = { head, bodyTimeout, maxBodySize };
      const source = new ClientBodySource(call, lease, limits);
      try {
        const next = maxRedirects === 0 ? null : this.#next(request, head);
        if (next === null) {
          // Without content the connection is free at once.
          if (head.contentLength === 0) await source.next();
          const { href } = request.url;
          return new ClientResponse(head, source, {
            url: href,
            redirects,
            decode,
            maxBodySize,
          });
        }
        if (redirects >= maxRedirects) {
          throw new ProtocolError(
            502,
            `Cannot request: redirected more than ${maxRedirects} times`,
          );
        }
        await drain(lease, head, bodyTimeout);
        request = next;
      } catch (error) {
        lease.discard();
        throw error;
      }
    }
  }

  #next(
    request: OutgoingRequest,
    head: ReceivedResponseHead,
  ): OutgoingRequest | null {
    const next = redirected(request, head.status, head.field("location"));
    // A socket leads to one server: others are not behind it.
    return this.#options.path !== undefined &&
        next?.url.origin !== request.url.origin
      ? null
      : next;
  }

  /** Sends a request, and once more where that cannot do harm. */
  async #send(
    request: OutgoingRequest,
    call: ClientCall,
    options: ClientRequestOptions,
  ): Promise<{ lease: ClientLease; head: ReceivedResponseHead }> {
    const { headTimeout = 30_000 } = options;
    const name = request.url.origin;
    const { signal } = call;
    for (let fresh = false;; fresh = true) {
      const kept = await this.#pool.take(name, { signal, fresh });
      let connection = kept;
      try {
        connection ??= await this.#open(request.url, call, options);
      } catch (error) {
        this.#pool.give(name, null);
        throw error;
      }
      const lease = new ClientLease(connection, {
        pool: this.#pool,
        name,
        signal,
      });
      const before = connection.bytesIn;
      try {
        return { lease, head: await connection.send(request, headTimeout) };
      } catch (error) {
        lease.discard();
        const silent = kept !== null && connection.bytesIn === before;
        if (
          !silent || !isRepeatable(request) || signal.aborted ||
          error instanceof DeadlineError
        ) throw error;
      }
    }
  }

  async #open(
    url: URL,
    call: ClientCall,
    options: ClientRequestOptions,
  ): Promise<ClientConnection> {
    const { connectTimeout = 10_000 } = options;
    const { path, caCerts } = this.#options;
    const tls = url.protocol === "https:";
    const port = url.port === "" ? (tls ? 443 : 80) : Number(url.port);
    const connection = await call.within(
      connectTimeout,
      (signal) =>
        connect({
          ...(path === undefined
            ? { hostname: url.hostname.replace(/^\[|\]$/g, ""), port }
            : { path }),
          tls,
          signal,
          clock: this.#clock,
          ...(caCerts !== undefined && { caCerts }),
        }),
    );
    return new ClientConnection(connection, this.#limits, this.#clock);
  }
}

/**
 * Sends one request, over a connection of its own that closes behind the response.
 * For more than one, an {@linkcode HttpClient} keeps its connections.
 *
 * @param url The address.
 * @param options Method, fields, content, bounds and times.
 * @returns The response, whatever its status.
 * @throws {TypeError} If the request is not valid, or an address is not allowed.
 * @throws {DeadlineError} If something takes too long.
 * @throws {ProtocolError} If the server breaks the protocol, or redirects too often.
 *
 * @example Usage
 * ```ts
 * import { request, serve } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * await using server = await serve(() => new Response("hello"), { port: 0 });
 * const response = await request(server.url, { headers: { accept: "text/plain" } });
 * assertEquals(await response.text(), "hello");
 * ```
 */
export function request(
  url: string | URL,
  options: ClientRequestOptions & HttpClientOptions = {},
): Promise<ClientResponse> {
  const client = new HttpClient({ ...options, idleTimeout: 0 });
  return client.request(url, options);
}

function setUsualFields(
  headers: Headers,
  { decode = true }: ClientRequestOptions,
): void {
  if (!headers.has("accept")) headers.set("accept", "*/*");
  // A range of encoded content is of no use.
  if (
    decode && !headers.has("accept-encoding") && !headers.has("range")
  ) {
    headers.set("accept-encoding", "gzip");
  }
}

/** Reads short content away, so that the connection can be used again. */
async function drain(
  lease: ClientLease,
  head: ReceivedResponseHead,
  timeout: number,
): Promise<void> {
  let size = 0;
  while (true) {
    const piece = await lease.connection.nextPiece(timeout);
    if (piece === null) return lease.release(head);
    size += piece.length;
    if (size > MAX_DRAIN) return lease.discard();
  }
}
