// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "./clock.ts";
import type { Wire, WireListener } from "./transport.ts";

/** After so many connections in a row the event loop is let turn, for those who are in already. */
export const BURST = 16;
/** The first wait, in milliseconds, after accepting failed; it doubles up to the last. */
export const FIRST_BACKOFF = 20;
/** The last one. */
export const LAST_BACKOFF = 1000;

/** Accepts from one listener for as long as there is room. */
export interface Accepting {
  /** Begins. */
  start(): void;
  /** Tells that there may be room again. */
  wake(): void;
  /** Closes the listener. */
  stop(): void;
}

/** What an {@linkcode Acceptor} asks and tells. */
export interface AcceptorOptions {
  /** Where time comes from. */
  clock: Clock;
  /** Whether another connection may be accepted now. */
  hasRoom: () => boolean;
  /** Takes a new connection. */
  onWire: (wire: Wire) => void;
  /** Told of the first failure of each bout. */
  onError: (error: unknown) => void;
}

/**
 * A connection that was reset while it waited to be accepted; the next may be
 * well. `NotConnected` is what the runtime says when it asks for the address of
 * the peer and finds none.
 */
const PEER_LEFT: ReadonlySet<string> = new Set([
  "ConnectionAborted",
  "ConnectionReset",
  "NotConnected",
]);

/** Whether a connection was reset while it waited to be accepted; the next may be well. */
export function isPeerLeft(error: unknown): boolean {
  return error instanceof Error && PEER_LEFT.has(error.name);
}

/**
 * Accepts from a listener that promises the next connection. Out of descriptors
 * (`EMFILE`, `ENFILE`) and the like, it waits and tries again: those who are in
 * go on being served, and the kernel keeps the newcomers.
 */
export class Acceptor implements Accepting {
  readonly #listener: WireListener;
  readonly #options: AcceptorOptions;
  #started = false;
  #stopped = false;
  #backoff = 0;
  #timer: TimerHandle = null;
  /** Ends a backoff. */
  #retry: (() => void) | null = null;
  /** Ends the wait for room. */
  #roomWaiter: (() => void) | null = null;

  constructor(listener: WireListener, options: AcceptorOptions) {
    this.#listener = listener;
    this.#options = options;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#run().catch(this.#options.onError);
  }

  /** Tells that there may be room again. */
  wake(): void {
    const waiter = this.#roomWaiter;
    this.#roomWaiter = null;
    waiter?.();
  }

  /** Closes the listener. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#listener.close();
    this.#options.clock.clearTimer(this.#timer);
    this.#retry?.();
    this.wake();
  }

  async #run(): Promise<void> {
    const { hasRoom, onWire } = this.#options;
    let burst = 0;
    while (true) {
      while (!this.#stopped && !hasRoom()) await this.#roomMade();
      if (this.#stopped) return;
      const wire = await this.#accept();
      if (wire !== null) {
        // Another listener may have filled the last place meanwhile.
        while (!this.#stopped && !hasRoom()) await this.#roomMade();
        if (this.#stopped) return wire.close();
        onWire(wire);
      }
      // Those who left count, too: there may be thousands of them.
      if (++burst >= BURST) {
        burst = 0;
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
  }

  #roomMade(): Promise<void> {
    return new Promise((resolve) => this.#roomWaiter = resolve);
  }

  async #accept(): Promise<Wire | null> {
    try {
      const wire = await this.#listener.accept();
      this.#backoff = 0;
      return wire;
    } catch (error) {
      if (this.#listener.closed) this.#stopped = true;
      if (this.#stopped) return null;
      if (!isPeerLeft(error)) await this.#backOff(error);
      return null;
    }
  }

  #backOff(error: unknown): Promise<void> {
    if (this.#backoff === 0) this.#options.onError(withoutStack(error));
    this.#backoff = Math.min(
      Math.max(FIRST_BACKOFF, this.#backoff * 2),
      LAST_BACKOFF,
    );
    return new Promise((resolve) => {
      this.#retry = resolve;
      this.#timer = this.#options.clock.setTimer(resolve, this.#backoff);
    });
  }
}

/**
 * An error whose stack nobody has to look up. The runtime opens a file to do
 * that, and ends the process where there are no descriptors left: the console's
 * first word about the shortage would be the last.
 */
function withoutStack(error: unknown): unknown {
  if (error instanceof Error) error.stack = String(error);
  return error;
}
