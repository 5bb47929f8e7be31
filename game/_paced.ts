// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/clock.ts";
import type { Choice } from "./choices.ts";
import type { Controller } from "./controller.ts";

/** A robot that takes its time, so that people can follow what it does. */
export function paced(
  robot: Controller,
  options: { clock: Clock; pause: number; name?: () => string },
): Controller {
  const { clock, pause, name = () => robot.name } = options;
  return {
    get name() {
      return name();
    },
    choose(turn, signal): Choice | Promise<Choice> {
      if (pause === 0) return robot.choose(turn, signal);
      const { promise, resolve } = Promise.withResolvers<Choice>();
      // Inside a promise, for one that throws must not end the clock's turn.
      const timer = clock.setTimer(
        () => resolve(new Promise((done) => done(robot.choose(turn, signal)))),
        pause,
      );
      signal.addEventListener("abort", () => clock.clearTimer(timer), {
        once: true,
      });
      return promise;
    },
  };
}
