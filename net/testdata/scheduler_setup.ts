// Copyright 2026 the tpd2 authors. MIT license.

/** What the tests of schedulers share. */

import type { Connection } from "../connection.ts";
import { schedule } from "../schedule.ts";
import type { ScheduleOptions } from "../schedule_options.ts";
import type { Scheduler } from "../scheduler.ts";
import {
  type MemoryListener,
  memoryListener,
  settle,
  TestClock,
} from "../testing.ts";

/** A scheduler over a listener in memory. */
export interface Setup {
  listener: MemoryListener;
  scheduler: Scheduler;
  clock: TestClock;
  errors: unknown[];
}

/** Makes one. */
export function setUp(options: ScheduleOptions = {}): Setup {
  const clock = new TestClock();
  const listener = memoryListener();
  const errors: unknown[] = [];
  const scheduler = schedule(listener, {
    clock,
    onError: (error) => errors.push(error),
    ...options,
  });
  return { listener, scheduler, clock, errors };
}

/** Says every line again. */
export async function echo(connection: Connection): Promise<void> {
  for await (const line of connection.lines()) {
    await connection.write(line, "\n");
  }
}

/** Runs a protocol on every connection. */
export async function runAll(
  scheduler: Scheduler,
  protocol: (connection: Connection) => Promise<void> = echo,
): Promise<void> {
  for await (const ready of scheduler) {
    for (const connection of ready) connection.run(protocol);
  }
}

/** The connections of the next turn. */
export async function nextBatch(
  turn: Promise<IteratorResult<Connection[], void>>,
): Promise<(Connection | undefined)[]> {
  const { value } = await turn;
  return value === undefined ? [] : [...value];
}

/** Ends it, however many connections are left. */
export async function tearDown({ scheduler, clock }: Setup): Promise<void> {
  const done = scheduler.shutdown();
  clock.advance(60_000);
  await done;
  await settle();
}
