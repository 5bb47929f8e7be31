// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock } from "../../net/mod.ts";
import { DerivedExchange } from "../_derived_exchange.ts";
import { type Answer, type Handler, HttpError } from "../exchange.ts";

/** Options of {@linkcode timeout}. */
export interface TimeoutOptions {
  /** How many milliseconds the handler may take to answer. */
  after: number;
  /**
   * The status then: 503 where we are late, 504 where somebody is whom we ask.
   *
   * @default {503}
   */
  status?: 503 | 504;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

/**
 * Does not wait for ever for a handler. When its time is up the signal of its
 * exchange aborts, and what it answers later is thrown away. A stream that
 * it has answered with in time may go on.
 *
 * @param handler The handler.
 * @param options How long to wait.
 * @returns The handler that is in time; or it throws an {@linkcode HttpError}, 503 or 504.
 * @throws {RangeError} If the time is not a positive number.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest, timeout } from "@tpd2/tpd2/http";
 * import { assertRejects } from "@std/assert";
 *
 * const handler = timeout(() => new Promise(() => {}), { after: 1 });
 * const exchange = exchangeFromRequest(new Request("http://localhost/"));
 * await assertRejects(async () => await handler(exchange), Error, "Cannot answer in time");
 * ```
 */
export function timeout(handler: Handler, options: TimeoutOptions): Handler {
  const { after, status = 503, clock = systemClock } = options;
  if (!(after > 0 && after < Infinity)) {
    throw new RangeError(`Cannot wait ${after} ms: not a positive number`);
  }
  return (exchange) => {
    const controller = new AbortController();
    const signal = AbortSignal.any([exchange.signal, controller.signal]);
    const pending = handler(new DerivedExchange(exchange, { signal }));
    if (!(pending instanceof Promise)) return pending;
    return new Promise<Answer>((resolve, reject) => {
      let late = false;
      const timer = clock.setTimer(() => {
        late = true;
        const error = new HttpError(status, "Cannot answer in time");
        reject(error);
        controller.abort(error);
      }, after);
      pending.then(
        (answer) => {
          clock.clearTimer(timer);
          if (late) discard(answer);
          else resolve(answer);
        },
        (error) => {
          clock.clearTimer(timer);
          // Too late to matter: most often the abort that it was told of.
          if (!late) reject(error);
        },
      );
    });
  };
}

/** An answer that nobody will read lets go of what it holds. */
function discard({ body }: Answer): void {
  if (body instanceof ReadableStream) body.cancel().catch(ignore);
}

/** A stream that fails while it is thrown away has nobody to tell. */
function ignore(): void {}
