// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  type Accepting,
  Acceptor,
  type AcceptorOptions,
  BURST,
  FIRST_BACKOFF,
  isPeerLeft,
  LAST_BACKOFF,
} from "./_acceptor.ts";
import type { TimerHandle } from "./clock.ts";
import type { EagerListener, Wire, WireListener } from "./transport.ts";

/** What accepts from a listener in the best way it knows. */
export function acceptorFor(
  listener: WireListener,
  options: AcceptorOptions,
): Accepting {
  return isEager(listener)
    ? new EagerAcceptor(listener, options)
    : new Acceptor(listener, options);
}

function isEager(listener: WireListener): listener is EagerListener {
  return "acceptNow" in listener;
}

/**
 * Accepts from a listener that says when connections wait: all of them at
 * once, without a promise for each. Otherwise as an `Acceptor` does.
 */
export class EagerAcceptor implements Accepting {
  readonly #listener: EagerListener;
  readonly #options: AcceptorOptions;
  #stopped = false;
  /** Whether there may be connections that nobody will tell of again. */
  #waiting = true;
  /** Whether it lets others have their turn, or recovers from a failure. */
  #pausing = false;
  #backoff = 0;
  #timer: TimerHandle = null;

  constructor(listener: EagerListener, options: AcceptorOptions) {
    this.#listener = listener;
    this.#options = options;
  }

  start(): void {
    this.#listener.onWaiting = () => {
      this.#waiting = true;
      this.#take();
    };
    this.#take();
  }

  wake(): void {
    if (this.#waiting) this.#take();
  }

  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#listener.close();
    this.#options.clock.clearTimer(this.#timer);
  }

  #take(): void {
    const { hasRoom, onWire } = this.#options;
    for (let count = 0; !this.#stopped && !this.#pausing; count++) {
      if (!hasRoom()) return;
      if (count === BURST) {
        this.#pausing = true;
        setImmediate(this.#goOn);
        return;
      }
      const wire = this.#accept();
      if (wire === undefined) continue;
      if (wire === null) return;
      onWire(wire);
    }
  }

  /** The next connection; `null` if none waits, `undefined` if there is none to be had of what waits. */
  #accept(): Wire | null | undefined {
    try {
      const wire = this.#listener.acceptNow();
      this.#waiting = wire !== null;
      if (wire !== null) this.#backoff = 0;
      return wire;
    } catch (error) {
      if (this.#listener.closed) this.#stopped = true;
      else if (!isPeerLeft(error)) this.#backOff(error);
      return undefined;
    }
  }

  #backOff(error: unknown): void {
    if (this.#backoff === 0) this.#options.onError(error);
    this.#backoff = Math.min(
      Math.max(FIRST_BACKOFF, this.#backoff * 2),
      LAST_BACKOFF,
    );
    this.#pausing = true;
    this.#timer = this.#options.clock.setTimer(this.#goOn, this.#backoff);
  }

  readonly #goOn = (): void => {
    this.#pausing = false;
    this.#take();
  };
}
