// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Step } from "./channel_event.ts";

/** What a step counts for that has no bytes until someone asks. */
const FRAME_STEP_SIZE = 256;

/** The most recent steps of a channel, bounded in number and size. */
export class EventLog {
  readonly #maxCount: number;
  readonly #maxSize: number;
  readonly #steps: Step[] = [];
  #size = 0;
  /** The counter from which on everything is remembered. */
  #start = 0;

  constructor(maxCount: number, maxSize: number) {
    this.#maxCount = maxCount;
    this.#maxSize = maxSize;
  }

  /** How many steps are remembered. */
  get length(): number {
    return this.#steps.length;
  }

  push(step: Step): void {
    const steps = this.#steps;
    steps.push(step);
    this.#size += sizeOf(step);
    while (steps.length > this.#maxCount || this.#size > this.#maxSize) {
      const first = steps.shift()!;
      this.#size -= sizeOf(first);
      this.#start = first.to;
    }
  }

  /** Forgets everything up to a counter. */
  clear(counter: number): void {
    this.#steps.length = 0;
    this.#size = 0;
    this.#start = counter;
  }

  /** Begins anew with a snapshot, which makes up for all that was before. */
  restart(snapshot: Step): void {
    this.clear(-1);
    this.push(snapshot);
  }

  /** The steps after a counter, or `null` if not all of them are remembered. */
  since(counter: number): readonly Step[] | null {
    if (counter < this.#start) return null;
    const steps = this.#steps;
    let first = steps.length;
    while (first > 0 && steps[first - 1]!.to > counter) first--;
    return steps.slice(first);
  }
}

function sizeOf(step: Step): number {
  return "json" in step ? step.json.length : FRAME_STEP_SIZE;
}
