// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange, RequestBody } from "../http/exchange.ts";
import { decodePath } from "../http/path.ts";

/** What a test or a bench says of an exchange. */
export interface MemoryExchangeOptions {
  method?: string;
  fields?: Readonly<Record<string, string>>;
  body?: string;
}

/** An exchange without a connection and without a `Request`: for tests and benches. */
export class MemoryExchange implements Exchange {
  readonly id: string = "test-1";
  readonly method: string;
  readonly target: string;
  readonly path: string;
  readonly query: string;
  readonly host: string = "localhost";
  readonly authority: string = "localhost";
  readonly scheme: "http" | "https" = "http";
  readonly remoteAddress: string = "127.0.0.1";
  params: Readonly<Record<string, string>> = {};
  readonly #fields: Readonly<Record<string, string>>;
  readonly #body: string | undefined;

  constructor(target: string, options: MemoryExchangeOptions = {}) {
    const mark = target.indexOf("?");
    this.method = options.method ?? "GET";
    this.target = target;
    this.path = decodePath(mark === -1 ? target : target.slice(0, mark));
    this.query = mark === -1 ? "" : target.slice(mark + 1);
    this.#fields = options.fields ?? {};
    this.#body = options.body;
  }

  earlyHints(): void {
    // There is nobody to hint to.
  }

  get headers(): Headers {
    return new Headers(this.#fields);
  }

  get signal(): AbortSignal {
    return new AbortController().signal;
  }

  get body(): RequestBody {
    const response = () =>
      new Response(this.#body ?? null, { headers: this.headers });
    return {
      present: this.#body !== undefined,
      bytes: async () => new Uint8Array(await response().arrayBuffer()),
      text: () => response().text(),
      json: () => response().json(),
      form: () => response().formData(),
      stream: () => response().body ?? new Blob([]).stream(),
    };
  }

  field(name: string): string | null {
    return this.#fields[name] ?? null;
  }
}
