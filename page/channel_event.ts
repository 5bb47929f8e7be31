// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { SharedChunk } from "../http/body_producer.ts";
import type { Operation } from "./fragment.ts";
import type { Frame } from "./frame.ts";

/** What {@linkcode ChannelEvent} is made of. */
export interface ChannelEventOptions {
  /** The channel's id, and `@` with the tab's number where it is for that alone. */
  channel: string;
  /** The epoch of the channel. */
  epoch: string;
  /** The counter that the operations start from; -1 for a snapshot. */
  from: number;
  /** The counter that they lead to. */
  to: number;
  /** The operations. */
  operations: readonly Operation[];
}

/**
 * Something that happened on a channel, as it goes over the wire: encoded once,
 * whoever gets it and by whichever transport.
 *
 * @example Usage
 * ```ts
 * import { ChannelEvent, setText } from "@tpd2/tpd2/page";
 * import { assertEquals } from "@std/assert";
 *
 * const event = new ChannelEvent({
 *   channel: "score",
 *   epoch: "k3Jd82nQ",
 *   from: 6,
 *   to: 7,
 *   operations: [setText("points", "12")],
 * });
 * assertEquals(event.json, '["score","k3Jd82nQ",6,7,[["text","points","12"]]]');
 * ```
 */
export class ChannelEvent {
  /** The counter that the operations start from; -1 for a snapshot. */
  readonly from: number;
  /** The counter that they lead to. */
  readonly to: number;
  /** The event as JSON, on one line. */
  readonly json: string;
  readonly #cursor: string;
  #streamChunk: SharedChunk | null = null;
  #pollChunk: SharedChunk | null = null;

  /**
   * Made by channels.
   *
   * @param options What it says.
   */
  constructor(options: ChannelEventOptions) {
    const { channel, epoch, from, to, operations } = options;
    this.from = from;
    this.to = to;
    this.json = JSON.stringify([channel, epoch, from, to, operations]);
    this.#cursor = `${channel}~${epoch}:${to}`;
  }

  /** The event as {@linkcode JSON.stringify} wants it. */
  toJSON(): readonly unknown[] {
    return JSON.parse(this.json);
  }

  /**
   * The event for an event stream.
   *
   * @internal
   */
  get streamChunk(): SharedChunk {
    // JSON has no line break, so its text is one field.
    return this.#streamChunk ??= new SharedChunk(
      `id: ${this.#cursor}\ndata: ${this.json}\n\n`,
    );
  }

  /**
   * The event as the only one of a long poll.
   *
   * @internal
   */
  get pollChunk(): SharedChunk {
    return this.#pollChunk ??= new SharedChunk(`[${this.json}]`);
  }
}

/** What is said of a channel that is not there, or not for this subscriber. */
export function goneEvent(
  { name, id }: { name: string; id: string },
): ChannelEvent {
  return new ChannelEvent({
    channel: name,
    epoch: "",
    from: -1,
    to: -1,
    operations: [["gone", `ch-${id}`]],
  });
}

/** One step of a channel: the same event for all, or one that is made for each frame. */
export type Step = ChannelEvent | FrameStep;

/** A step that looks different in each frame. */
export interface FrameStep {
  /** The counter that it starts from; -1 for a snapshot. */
  readonly from: number;
  /** The counter that it leads to. */
  readonly to: number;
  /** Makes the event of a frame. */
  readonly make: (frame: Frame) => ChannelEvent;
}

/** A step as one frame sees it. */
export function eventFor(step: Step, frame: Frame | null): ChannelEvent {
  if (step instanceof ChannelEvent) return step;
  if (frame === null) {
    throw new TypeError("Cannot render a channel per frame without a frame");
  }
  return step.make(frame);
}
