// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Answer } from "../http/exchange.ts";
import type { Clock } from "../net/clock.ts";
import { randomSecret } from "./_secret.ts";
import type { Visitor } from "./visitor.ts";
import type { VisitorLimits } from "./visitor_options.ts";

interface Held {
  readonly visitor: Visitor;
  readonly answer: Answer;
  readonly until: number;
}

/**
 * Answers of actions that a script asked for and cannot show: a file, a page of
 * its own. The browser is sent to fetch them, so that it does with them what it
 * does without scripts.
 */
export class HeldAnswers {
  readonly #clock: Clock;
  readonly #limits: VisitorLimits;
  /** The oldest first. */
  readonly #held = new Map<string, Held>();

  constructor(clock: Clock, limits: VisitorLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** How many there are. */
  get size(): number {
    return this.#held.size;
  }

  /** Keeps an answer for who acted. Returns its name, which nobody can guess. */
  keep(visitor: Visitor, answer: Answer): string {
    this.#sweep();
    for (const [oldest, held] of this.#held) {
      if (this.#held.size < this.#limits.maxAnswers) break;
      this.#drop(oldest, held);
    }
    const name = randomSecret();
    const until = this.#clock.now() + this.#limits.answerGrace;
    this.#held.set(name, { visitor, answer, until });
    return name;
  }

  /**
   * The answer of that name, if it is for that visitor. A stream can be read once;
   * anything else stays, for those who load the page again.
   */
  take(name: string, visitor: Visitor | null): Answer | null {
    this.#sweep();
    const held = this.#held.get(name);
    if (held === undefined || held.visitor !== visitor) return null;
    const { answer } = held;
    const isLasting = answer.body === null ||
      typeof answer.body === "string" || answer.body instanceof Uint8Array;
    if (!isLasting) this.#held.delete(name);
    return answer;
  }

  #sweep(): void {
    const now = this.#clock.now();
    for (const [name, held] of this.#held) {
      if (held.until > now) break;
      this.#drop(name, held);
    }
  }

  #drop(name: string, { answer: { body } }: Held): void {
    this.#held.delete(name);
    // A file that is open must not stay so.
    if (body instanceof ReadableStream) body.cancel().catch(() => {});
  }
}
