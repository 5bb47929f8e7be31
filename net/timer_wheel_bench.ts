// Copyright 2026 the tpd2 authors. MIT license.

import { TestClock } from "./testing.ts";
import { Deadline, TimerWheel } from "./timer_wheel.ts";

// Each measure is of one deadline among ten thousand that are set already, as
// on a server with as many connections. The clock stands still, so that asking
// it costs nothing; `performance.now()` is a baseline of its own.
const COUNT = 10_000;

function filled(): { wheel: TimerWheel; deadlines: Deadline[] } {
  const wheel = new TimerWheel(new TestClock());
  const deadlines: Deadline[] = [];
  for (let i = 0; i < COUNT; i++) {
    const deadline = new Deadline(() => {});
    wheel.set(deadline, 10_000 + i * 5);
    deadlines.push(deadline);
  }
  return { wheel, deadlines };
}

const { wheel, deadlines } = filled();
let next = 0;

Deno.bench("TimerWheel: push a deadline out and cancel it", {
  group: "deadline",
  baseline: true,
}, () => {
  const deadline = deadlines[next = (next + 1) % COUNT]!;
  wheel.set(deadline, 70_000);
  wheel.cancel(deadline);
});

Deno.bench("TimerWheel: set a deadline that is in no slot, and take it out", {
  group: "deadline",
}, () => {
  const deadline = deadlines[next = (next + 1) % COUNT]!;
  wheel.remove(deadline);
  wheel.set(deadline, 20_000);
});

Deno.bench("setTimeout and clearTimeout", { group: "deadline" }, () => {
  clearTimeout(setTimeout(() => {}, 10_000));
});

Deno.bench("performance.now()", { group: "deadline" }, () => {
  performance.now();
});
