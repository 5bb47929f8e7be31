// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, TimerHandle } from "../net/clock.ts";
import type { Choice, Choices } from "./choices.ts";
import type { Controller, Turn } from "./controller.ts";

/** What a consultation tells of: a choice, or that there will be none. */
export interface ConsultationEvents {
  chose(consultation: Consultation, value: Choice): void;
  gone(consultation: Consultation, late: boolean): void;
}

/** Why a question is withdrawn: made once, for each would keep its stack. */
const WITHDRAWN = new Error(
  "Cannot choose any more: the question was withdrawn",
);

/** A player who has been asked and has not moved. */
export class Consultation {
  readonly player: number;
  readonly choices: Choices;
  /** How often they chose what is not offered. */
  refusals = 0;
  /** Whether a robot has taken the seat because they did not move. */
  substituted = false;
  readonly #clock: Clock;
  readonly #events: ConsultationEvents;
  #abort: AbortController | undefined;
  #timer: TimerHandle | undefined;

  constructor(
    player: number,
    choices: Choices,
    clock: Clock,
    events: ConsultationEvents,
  ) {
    this.player = player;
    this.choices = choices;
    this.#clock = clock;
    this.#events = events;
  }

  /** Asks a controller; one asked before is listened to no longer. */
  ask(controller: Controller, turn: Turn, timeout: number): void {
    this.#abort?.abort(WITHDRAWN);
    const abort = this.#abort = new AbortController();
    let choice: Choice | Promise<Choice>;
    try {
      choice = controller.choose(turn, abort.signal);
    } catch {
      return this.#events.gone(this, false);
    }
    if (!(choice instanceof Promise)) {
      return this.#events.chose(this, choice);
    }
    if (timeout > 0) {
      this.#timer ??= this.#clock.setTimer(
        () => this.#events.gone(this, true),
        timeout,
      );
    }
    choice.then((value) => {
      if (!abort.signal.aborted) this.#events.chose(this, value);
    }, () => {
      if (!abort.signal.aborted) this.#events.gone(this, false);
    });
  }

  /** Waits for no answer any more. */
  settle(): void {
    this.#abort?.abort(WITHDRAWN);
    if (this.#timer !== undefined) this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }
}
