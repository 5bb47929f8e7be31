// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { ConnectionBody } from "./_connection_body.ts";
import { isExchangeId, nextExchangeId } from "./_exchange_id.ts";
import type { ServerProtocol } from "./_server_protocol.ts";
import type { Exchange, RequestBody } from "./exchange.ts";
import { checkField, type Field } from "./field_block.ts";
import type { Forwarded } from "./forwarded.ts";
import { decodePath } from "./path.ts";
import type { RequestHead } from "./request_head.ts";

const NO_PARAMS: Readonly<Record<string, string>> = Object.freeze({});

/**
 * An exchange on a connection of ours. What it tells of the request it takes
 * from the head when it is asked, since most handlers ask for little.
 */
export class ConnectionExchange implements Exchange {
  readonly method: string;
  params: Readonly<Record<string, string>> = NO_PARAMS;
  readonly #protocol: ServerProtocol;
  /** Forgotten when the exchange is over: the next request may get the same object. */
  #head: RequestHead | null;
  #path: string | null = null;
  #query: string | null = null;
  #body: ConnectionBody | null = null;
  #headers: Headers | null = null;
  #abort: AbortController | null = null;
  #gone: Error | null = null;
  #id: string | null = null;
  #forwarded: Forwarded | null = null;

  constructor(protocol: ServerProtocol, head: RequestHead) {
    this.#protocol = protocol;
    this.#head = head;
    this.method = head.method;
  }

  get target(): string {
    return this.#open().target;
  }

  get path(): string {
    return this.#path ??= decodePath(this.#open().path);
  }

  get query(): string {
    return this.#query ??= this.#open().query;
  }

  get host(): string {
    const authority = this.#proxied()?.authority ?? null;
    if (authority === null) return this.#open().host;
    return authority.replace(/:\d+$/, "").toLowerCase();
  }

  get authority(): string {
    return this.#proxied()?.authority ?? this.#open().authority;
  }

  get scheme(): "http" | "https" {
    return this.#proxied()?.scheme ??
      (this.#protocol.context.secure ? "https" : "http");
  }

  get remoteAddress(): string {
    return this.#proxied()?.remoteAddress ?? this.#protocol.remoteAddress;
  }

  get id(): string {
    if (this.#id === null) {
      const given = this.#proxied() === null
        ? null
        : this.#open().field("x-request-id");
      this.#id = isExchangeId(given) ? given : nextExchangeId();
    }
    return this.#id;
  }

  get body(): RequestBody {
    return this.#body ??= new ConnectionBody(this.#protocol.body);
  }

  get headers(): Headers {
    return this.#headers ??= new Headers([...this.#open().fields()]);
  }

  get signal(): AbortSignal {
    if (this.#abort === null) {
      this.#abort = new AbortController();
      if (this.#gone !== null) this.#abort.abort(this.#gone);
    }
    return this.#abort.signal;
  }

  field(name: string): string | null {
    return this.#open().field(name);
  }

  earlyHints(fields: readonly Field[]): void {
    for (const [name, value] of fields) checkField(name, value);
    if (this.#open().httpVersion === 11) this.#protocol.sendHints(fields);
  }

  /** Whether somebody waits to be told that the client is gone. */
  get watched(): boolean {
    return this.#abort !== null;
  }

  /** Keeps what the request says, for a handler that takes its time. */
  outliveTurn(): void {
    this.#head?.detach();
  }

  /** Tells that the client is gone before its answer was. */
  clientGone(reason: Error): void {
    this.#gone = reason;
    this.#abort?.abort(reason);
  }

  /** Ends the exchange: from now on it tells nothing. */
  end(): void {
    this.#head = null;
  }

  /** What our proxies say of the client; `null` where it is not behind one. */
  #proxied(): Forwarded | null {
    const { forwarded } = this.#protocol.context;
    if (forwarded === null) return null;
    const head = this.#head;
    if (this.#forwarded === null && head !== null) {
      this.#forwarded = forwarded.read(
        this.#protocol.remoteAddress,
        (name) => head.field(name),
      );
    }
    const told = this.#forwarded;
    // Whoever is no proxy of ours speaks for itself. One that is may have been
    // asked by somebody at its own address.
    return told?.remoteAddress === this.#protocol.remoteAddress &&
        told.scheme === null && told.authority === null
      ? null
      : told;
  }

  #open(): RequestHead {
    if (this.#head === null) {
      throw new TypeError(
        "Cannot read the request: the exchange is over; read what is needed before answering",
      );
    }
    return this.#head;
  }
}
