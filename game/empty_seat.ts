// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock, type TimerHandle } from "../net/clock.ts";
import type { Announcement } from "./announcement.ts";
import type { Choice } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";
import type { IllegalMoveError } from "./errors.ts";

/** How long a seat stays empty, and who takes it then. */
export interface EmptySeatOptions {
  /** Makes the robot that takes the seat if nobody else does. */
  readonly robot: () => Controller;
  /**
   * After how long the robot takes it, in milliseconds; 0 for never.
   *
   * @default {5000}
   */
  readonly after?: number;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  readonly clock?: Clock;
}

/**
 * A seat that nobody has taken yet. A game can begin with it: the rules wait
 * at its first move. Somebody takes it, or a robot does after a while.
 *
 * @example Usage
 * ```ts
 * import { EmptySeat, playGame, robot, rockPaperScissors } from "@tpd2/tpd2/game";
 * import { assertEquals } from "@std/assert";
 *
 * const seat = new EmptySeat({ robot: () => robot("ralph", rockPaperScissors) });
 * const nelson = robot("nelson", rockPaperScissors);
 * const playing = playGame(rockPaperScissors, [nelson, seat]);
 * seat.take({ name: "Ann", choose: () => "paper" });
 * assertEquals((await playing).outcome.winner, 1);
 * ```
 */
export class EmptySeat implements Controller {
  readonly #options: EmptySeatOptions;
  readonly #clock: Clock;
  readonly #taken: PromiseWithResolvers<Controller> = Promise.withResolvers();
  readonly #missed: Announcement[] = [];
  #timer: TimerHandle | undefined;
  #taker: Controller | undefined;

  /**
   * Offers the seat.
   *
   * @param options Who takes it if nobody else does, and when.
   */
  constructor(options: EmptySeatOptions) {
    const { after = 5000, clock = systemClock } = options;
    this.#options = options;
    this.#clock = clock;
    if (after > 0) this.#timer = clock.setTimer(() => this.fill(), after);
  }

  /** The name of who took it; until then, that it is empty. */
  get name(): string {
    return this.#taker?.name ?? "Empty seat";
  }

  /** Whether nobody has taken it. */
  get isEmpty(): boolean {
    return this.#taker === undefined;
  }

  /**
   * Takes the seat.
   *
   * @param controller Who sits there from now on.
   * @returns Whether it was still empty.
   */
  take(controller: Controller): boolean {
    if (this.#taker) return false;
    this.#taker = controller;
    this.close();
    for (const announcement of this.#missed.splice(0)) {
      controller.hear?.(announcement);
    }
    this.#taken.resolve(controller);
    return true;
  }

  /** Gives the seat to the robot at once, if it is still empty. */
  fill(): void {
    if (this.isEmpty) this.take(this.#options.robot());
  }

  /** Waits for the robot's time no longer. */
  close(): void {
    if (this.#timer !== undefined) this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  /**
   * Lets who sits there choose, as soon as somebody does.
   *
   * @param turn What is asked.
   * @param signal Ends the wait.
   * @returns The choice.
   */
  choose(turn: Turn, signal: AbortSignal): Choice | Promise<Choice> {
    if (this.#taker) return this.#taker.choose(turn, signal);
    return this.#taken.promise.then((taker) =>
      // Nobody listens any more to a question that was withdrawn.
      signal.aborted
        ? new Promise<Choice>(() => {})
        : taker.choose(turn, signal)
    );
  }

  /**
   * Keeps what is said for who takes the seat.
   *
   * @param announcement What was said.
   */
  hear(announcement: Announcement): void {
    if (this.#taker) this.#taker.hear?.(announcement);
    else this.#missed.push(announcement);
  }

  /**
   * Passes a refusal on.
   *
   * @param error Why.
   */
  refused(error: IllegalMoveError): void {
    this.#taker?.refused?.(error);
  }
}
