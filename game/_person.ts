// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Choice } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import type { Guest } from "./guest.ts";
import { QueueController, type SentMove } from "./queue_controller.ts";

/** A guest at a table: called what the guest is called now. */
export class Person implements Controller {
  readonly #guest: Guest;
  readonly #queue: QueueController;
  readonly #now: () => number;
  /** When the question was put that waits for an answer. */
  #askedAt = 0;

  constructor(guest: Guest, options: { now: () => number; asked: () => void }) {
    this.#guest = guest;
    this.#now = options.now;
    // Nothing waits for a question: a page offers what is asked now.
    this.#queue = new QueueController(guest.name, {
      maxQueued: 0,
      onTurn: options.asked,
    });
  }

  get name(): string {
    return this.#guest.name;
  }

  get turn(): Turn | undefined {
    return this.#queue.turn;
  }

  /** How many milliseconds are left to answer; `null` for ever. */
  timeLeft(timeout: number): number | null {
    if (timeout === 0) return null;
    return Math.max(0, timeout - (this.#now() - this.#askedAt));
  }

  send(sent: SentMove): void {
    this.#queue.send(sent);
  }

  choose(turn: Turn, signal: AbortSignal): Choice | Promise<Choice> {
    this.#askedAt = this.#now();
    return this.#queue.choose(turn, signal);
  }
}
