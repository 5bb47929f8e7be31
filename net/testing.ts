// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Whole servers tested without a port and without waiting: connections in
 * memory that fail on demand, and a clock to drive.
 *
 * ```ts
 * import { TestClock } from "@tpd2/tpd2/net/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const clock = new TestClock();
 * clock.advance(1000);
 * assertEquals(clock.now(), 1000);
 * ```
 *
 * @module
 */

export * from "./faults.ts";
export * from "./memory_transport.ts";
export * from "./test_clock.ts";
export * from "./write_in_pieces.ts";
