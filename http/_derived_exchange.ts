// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange, RequestBody } from "./exchange.ts";

/** What a derived exchange has of its own. */
export interface DerivedParts {
  body?: RequestBody;
  signal?: AbortSignal;
}

/** An exchange that is another one but for its body or its signal. */
export class DerivedExchange implements Exchange {
  params: Readonly<Record<string, string>>;
  readonly #inner: Exchange;
  readonly #parts: DerivedParts;

  constructor(inner: Exchange, parts: DerivedParts) {
    this.#inner = inner;
    this.#parts = parts;
    this.params = inner.params;
  }

  get id(): string {
    return this.#inner.id;
  }

  get method(): string {
    return this.#inner.method;
  }

  get target(): string {
    return this.#inner.target;
  }

  get path(): string {
    return this.#inner.path;
  }

  get query(): string {
    return this.#inner.query;
  }

  get host(): string {
    return this.#inner.host;
  }

  get authority(): string {
    return this.#inner.authority;
  }

  get scheme(): "http" | "https" {
    return this.#inner.scheme;
  }

  get remoteAddress(): string {
    return this.#inner.remoteAddress;
  }

  get body(): RequestBody {
    return this.#parts.body ?? this.#inner.body;
  }

  get headers(): Headers {
    return this.#inner.headers;
  }

  get signal(): AbortSignal {
    return this.#parts.signal ?? this.#inner.signal;
  }

  field(name: string): string | null {
    return this.#inner.field(name);
  }

  earlyHints(
    fields: readonly (readonly [name: string, value: string])[],
  ): void {
    this.#inner.earlyHints(fields);
  }
}
