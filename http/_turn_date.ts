// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, Connection } from "../net/mod.ts";

/**
 * The date, asked of the clock once a turn: for the `Date` of every answer that
 * would cost as much as dispatching its request.
 */
export class TurnDate {
  readonly #clock: Clock;
  #host: Connection["host"] | null = null;
  /** The turn that the date is of. */
  #now = NaN;
  #date = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes note of who knows which turn it is. */
  follow(connection: Connection): void {
    this.#host = connection.host;
  }

  /** The date, in milliseconds since the Unix epoch. */
  get(): number {
    const now = this.#host?.now() ?? NaN;
    if (now !== this.#now) {
      this.#now = now;
      this.#date = this.#clock.date();
    }
    return this.#date;
  }
}
