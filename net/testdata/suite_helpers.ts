// Copyright 2026 the tpd2 authors. MIT license.

/** What the parts of the transport suite share. */

import type { Connection } from "../connection.ts";
import type { ScheduleOptions } from "../schedule_options.ts";
import { settle, type TestClock } from "../testing.ts";

/** What a test is given. */
export interface Pair {
  /** The end that the scheduler carries. */
  server: Connection;
  client: Connection;
  /** The scheduler's clock. */
  clock: TestClock;
}

/** Makes one test of the suite. */
export type SuiteTest = (
  what: string,
  body: (pair: Pair) => Promise<void>,
  options?: ScheduleOptions,
) => void;

const decoder = new TextDecoder();

/** Bytes as text. */
export function text(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : decoder.decode(bytes);
}

/** Waits until something is the case that only the kernel can bring about. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await settle(1);
}

/** Bytes that differ from place to place, so that nothing can get out of order unseen. */
export function pattern(length: number, seed = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8) + seed) & 0xff;
  return bytes;
}
