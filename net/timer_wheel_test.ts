// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { TestClock } from "./testing.ts";
import { Deadline, TimerWheel } from "./timer_wheel.ts";

/** With a little more for what rounding takes. */
const GRANULARITY = 50.001;

/** A clock that may also jump, as it does when the machine has slept. */
class SleepyClock extends TestClock {
  #slept = 0;

  override now(): number {
    return super.now() + this.#slept;
  }

  sleep(duration: number): void {
    this.#slept += duration;
  }
}

function recorder(clock: TestClock): { at: number[]; deadline: Deadline } {
  const at: number[] = [];
  return { at, deadline: new Deadline(() => at.push(clock.now())) };
}

Deno.test("TimerWheel meets deadlines near and far, a granule late at most", () => {
  const clock = new TestClock();
  clock.advance(12_345.6);
  const wheel = new TimerWheel(clock);
  const start = clock.now();
  const delays = [0, 1, 49, 50, 51, 999, 25_549, 25_550, 25_600, 60_000, 3.6e6];
  const all = delays.map((delay) => {
    const each = recorder(clock);
    wheel.set(each.deadline, delay);
    return each.at;
  });
  clock.advance(4e6);
  for (const [i, at] of all.entries()) {
    assertEquals(at.length, 1);
    const late = at[0]! - start - delays[i]!;
    assert(late >= 0 && late <= GRANULARITY, `${delays[i]} was ${late} late`);
  }
  assertEquals(wheel.size, 0);
  assertEquals(clock.pending, 0);
});

Deno.test("TimerWheel forgets what was cancelled, and stops its timer", () => {
  const clock = new TestClock();
  const wheel = new TimerWheel(clock);
  const { at, deadline } = recorder(clock);
  wheel.set(deadline, 100);
  wheel.cancel(deadline);
  clock.advance(1_000);
  assertEquals([at.length, wheel.size, clock.pending], [0, 0, 0]);
  wheel.set(deadline, 100);
  wheel.remove(deadline);
  assertEquals([wheel.size, clock.pending], [0, 0]);
  wheel.set(deadline, 100);
  wheel.clear();
  assertEquals([wheel.size, clock.pending], [0, 0]);
  wheel.cancel(new Deadline(() => {}));
  wheel.remove(new Deadline(() => {}));
});

Deno.test("TimerWheel works with one timer, whatever it keeps", () => {
  const clock = new TestClock();
  const wheel = new TimerWheel(clock);
  for (let i = 0; i < 1_000; i++) {
    wheel.set(new Deadline(() => {}), 10_000 - i * 7);
    assertEquals(clock.pending, 1);
  }
  clock.advance(20_000);
  assertEquals([wheel.size, clock.pending], [0, 0]);
});

Deno.test("TimerWheel brings a deadline forward and pushes it out", () => {
  const clock = new TestClock();
  const wheel = new TimerWheel(clock);
  const { at, deadline } = recorder(clock);
  wheel.set(deadline, 10_000);
  wheel.set(deadline, 100);
  clock.advance(200);
  assertEquals(at, [100]);
  wheel.set(deadline, 100);
  for (let i = 0; i < 100; i++) {
    clock.advance(90);
    wheel.set(deadline, 100);
  }
  assertEquals(at.length, 1);
  clock.advance(150);
  assertEquals(at.length, 2);
});

Deno.test("TimerWheel never expires what is set to Infinity, and refuses NaN", () => {
  const clock = new TestClock();
  const wheel = new TimerWheel(clock);
  const { at, deadline } = recorder(clock);
  wheel.set(deadline, Infinity);
  clock.advance(1e6);
  assertEquals([at.length, wheel.size, clock.pending], [0, 0, 0]);
  assertThrows(() => wheel.set(deadline, NaN), RangeError, "not a number");
});

Deno.test("TimerWheel is on time again after a long sleep", () => {
  // Many rounds of the wheel pass at once; what is due afterwards is linked anew.
  for (const slept of [24_000, 25_600, 26_000, 100_000, 1e7 + 13]) {
    const clock = new SleepyClock();
    const wheel = new TimerWheel(clock);
    const before = recorder(clock);
    wheel.set(before.deadline, 1_000);
    const after: { at: number[]; due: number }[] = [];
    for (const margin of [60, 250, 5_000, 25_000, 26_000, 90_000]) {
      const { at, deadline } = recorder(clock);
      wheel.set(deadline, slept + margin);
      after.push({ at, due: slept + margin });
    }
    clock.sleep(slept);
    clock.advance(200_000);
    assertEquals(before.at.length, 1);
    for (const { at, due } of after) {
      assertEquals(at.length, 1);
      // Its timer may have been set before the sleep: that one comes late.
      const late = at[0]! - due;
      assert(late >= 0 && late <= 25_600 + GRANULARITY);
    }
    // From then on, all is as before.
    const now = clock.now();
    const { at, deadline } = recorder(clock);
    wheel.set(deadline, 70_000);
    clock.advance(71_000);
    assert(at[0]! - now >= 70_000 && at[0]! - now <= 70_000 + GRANULARITY);
    assertEquals(clock.pending, 0);
  }
});

Deno.test("TimerWheel lets what expires set and cancel deadlines", () => {
  const clock = new TestClock();
  const wheel = new TimerWheel(clock);
  const rang: string[] = [];
  const again = new Deadline(() => {
    rang.push("again");
    if (rang.length < 4) wheel.set(again, 0);
  });
  wheel.set(again, 10);
  clock.advance(1_000);
  assertEquals(rang, ["again", "again", "again", "again"]);
  // Of two that are due together, whichever comes first cancels the other.
  const pair: Deadline[] = [];
  let count = 0;
  for (let i = 0; i < 2; i++) {
    pair.push(
      new Deadline(() => {
        count++;
        wheel.cancel(pair[1 - i]!);
      }),
    );
    wheel.set(pair[i]!, 100);
  }
  clock.advance(1_000);
  assertEquals([count, clock.pending], [1, 0]);
});

Deno.test("TimerWheel expires the others though one throws", () => {
  const clock = new TestClock();
  const wheel = new TimerWheel(clock);
  let rang = 0;
  for (let i = 0; i < 3; i++) {
    wheel.set(
      new Deadline(() => {
        rang++;
        if (i === 1) throw new Error("Mine");
      }),
      100,
    );
  }
  wheel.set(new Deadline(() => rang++), 500);
  assertThrows(() => clock.advance(200), Error, "Mine");
  assertEquals(rang, 3);
  clock.advance(1_000);
  assertEquals(rang, 4);
});

Deno.test("TimerWheel agrees with a list that is searched", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          which: fc.nat(5),
          step: fc.oneof(fc.nat(200), fc.nat(40_000)),
          delay: fc.option(fc.oneof(fc.nat(300), fc.nat(80_000))),
        }),
        { maxLength: 40 },
      ),
      (steps) => {
        const clock = new TestClock();
        const wheel = new TimerWheel(clock);
        const due: number[] = new Array(6).fill(Infinity);
        const deadlines = due.map((_, i) =>
          new Deadline(() => {
            const late = clock.now() - due[i]!;
            assert(late >= 0 && late <= GRANULARITY, `${i} was ${late} late`);
            due[i] = Infinity;
          })
        );
        for (const { which, step, delay } of steps) {
          const deadline = deadlines[which]!;
          if (delay === null) wheel.cancel(deadline);
          else wheel.set(deadline, delay);
          due[which] = delay === null ? Infinity : clock.now() + delay;
          clock.advance(step);
          // Nothing that is due by more than a granule was forgotten.
          for (const at of due) assert(at + GRANULARITY >= clock.now());
        }
        clock.advance(100_000);
        assert(due.every((at) => at === Infinity));
        assertEquals(clock.pending, 0);
      },
    ),
  );
});
