// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "./clock.ts";
import type { Wire, WireListener } from "./transport.ts";

/** After so many connections in a row the event loop is let turn, for those who are in already. */
const BURST = 16;
/** The first wait, in milliseconds, after accepting failed; it doubles up to the last. */
const FIRST_BACKOFF = 20;
const LAST_BACKOFF = 1000;

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
 * Accepts from one listener for as long as there is room. Out of descriptors
 * (`EMFILE`, `ENFILE`) and the like, it waits and tries again: those who are in
 * go on being served, and the kernel keeps the newcomers.
 */
export class Acceptor {
  readonly #listener: WireListener;
  readonly #options: AcceptorOptions;
  #stopped = false;
  /** Accepting or waiting to. */
  #running = false;
  #backoff = 0;
  #timer: TimerHandle = null;
  #resume: (() => void) | null = null;

  constructor(listener: WireListener, options: AcceptorOptions) {
    this.#listener = listener;
    this.#options = options;
  }

  start(): void {
    if (this.#running || this.#stopped) return;
    this.#running = true;
    this.#run().finally(() => this.#running = false);
  }

  /** Tells that there may be room again. */
  wake(): void {
    if (!this.#running) this.start();
  }

  /** Closes the listener. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#listener.close();
    this.#options.clock.clearTimer(this.#timer);
    this.#resume?.();
  }

  async #run(): Promise<void> {
    const { hasRoom, onWire } = this.#options;
    let burst = 0;
    while (!this.#stopped && hasRoom()) {
      let wire: Wire;
      try {
        wire = await this.#listener.accept();
      } catch (error) {
        if (this.#stopped) return;
        await this.#backOff(error);
        continue;
      }
      this.#backoff = 0;
      if (this.#stopped) return wire.close();
      onWire(wire);
      if (++burst % BURST === 0) {
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    }
  }

  #backOff(error: unknown): Promise<void> {
    if (this.#backoff === 0) this.#options.onError(error);
    this.#backoff = Math.min(
      Math.max(FIRST_BACKOFF, this.#backoff * 2),
      LAST_BACKOFF,
    );
    return new Promise((resolve) => {
      this.#resume = resolve;
      this.#timer = this.#options.clock.setTimer(resolve, this.#backoff);
    });
  }
}
