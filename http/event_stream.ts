// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Clock, systemClock } from "../net/mod.ts";
import { BodyProducer, type BodyWriter, SharedChunk } from "./body_producer.ts";
import { type Field, FieldBlock } from "./field_block.ts";
import { heartbeatOf } from "./_heartbeat.ts";
import { type Reply, reply } from "./reply.ts";
import { formatEvent, type ServerSentEvent } from "./server_sent_event.ts";

/** A comment: browsers overlook it, proxies see that the stream is alive. */
const HEARTBEAT = new SharedChunk(":\n\n");

/**
 * The fields of an event stream. Proxies are told neither to keep it, nor to
 * compress it, nor to gather it: each of that would hold events back.
 *
 * @example Usage
 * ```ts
 * import { EVENT_STREAM_FIELDS } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(EVENT_STREAM_FIELDS.get("content-type"), "text/event-stream");
 * ```
 */
export const EVENT_STREAM_FIELDS: FieldBlock = new FieldBlock([
  ["content-type", "text/event-stream"],
  ["cache-control", "no-cache, no-transform"],
  ["x-accel-buffering", "no"],
]);

/** The open end of an event stream, given to the function that feeds it. */
export interface EventStream {
  /** Whether the client is gone, or the stream at its end. Nothing is sent then. */
  readonly closed: boolean;
  /**
   * Sends an event. A client that has more waiting than `maxQueued` is let go:
   * it connects again, and says what it has seen.
   *
   * @param event The event, or one that many streams share.
   * @returns Whether there is room for more.
   * @throws {TypeError} If the event cannot be written.
   */
  send(event: ServerSentEvent | SharedChunk): boolean;
  /**
   * Waits until there is room for more.
   *
   * @returns A promise, which resolves too when the client is gone.
   */
  drained(): Promise<void>;
  /** Ends the stream. A browser will connect again. */
  close(): void;
}

/**
 * What feeds an event stream: a function that is given its open end and returns
 * what to call when it is closed; or events as they come.
 */
export type EventStreamSource =
  | ((stream: EventStream) => (() => void) | void)
  | AsyncIterable<ServerSentEvent | SharedChunk>;

/** Options of {@linkcode eventStream}. */
export interface EventStreamOptions {
  /**
   * How many milliseconds lie between comments that keep the stream alive on
   * its way through proxies; 0 for none.
   *
   * @default {15000}
   */
  heartbeat?: number;
  /** After how many milliseconds a client connects again; the client decides if not given. */
  retry?: number;
  /**
   * How many bytes may wait for a slow client before it is let go.
   *
   * @default {1048576}
   */
  maxQueued?: number;
  /** Fields of this reply alone. */
  extra?: readonly Field[];
  /**
   * Told when the events that were given fail; the stream ends then.
   *
   * @default {console.error}
   */
  onError?: (error: unknown) => void;
  /**
   * Where time comes from.
   *
   * @default {systemClock}
   */
  clock?: Clock;
}

/**
 * Answers with an event stream: server-sent events. When the client goes,
 * nothing is left behind: the heartbeat stops, the function's clean-up is
 * called, or the events' iterator is told to return.
 *
 * @param source What feeds it.
 * @param options Heartbeat and limits.
 * @returns The reply.
 * @throws {RangeError} If `retry` is not a whole number from 0 up.
 *
 * @example Usage
 * ```ts
 * import { eventStream, exchangeFromRequest, responseFromAnswer } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const answer = eventStream((stream) => {
 *   stream.send({ data: "hello" });
 *   stream.close();
 * });
 * const exchange = exchangeFromRequest(new Request("http://localhost/"));
 * assertEquals(await responseFromAnswer(answer, exchange).text(), "data: hello\n\n");
 * ```
 */
export function eventStream(
  source: EventStreamSource,
  options: EventStreamOptions = {},
): Reply {
  const {
    heartbeat: interval = 15_000,
    retry,
    maxQueued = 1024 * 1024,
    extra,
    onError = console.error,
    clock = systemClock,
  } = options;
  const greeting = retry === undefined ? "" : formatEvent({ retry });
  const heartbeat = interval > 0
    ? heartbeatOf(clock, interval, HEARTBEAT)
    : null;
  const body = new BodyProducer((writer) => {
    const stream = new WriterEventStream(writer, maxQueued);
    writer.write(greeting);
    heartbeat?.add(writer);
    let cleanUp: (() => void) | void;
    try {
      cleanUp = typeof source === "function"
        ? source(stream)
        : pump(source, stream, onError);
    } catch (error) {
      heartbeat?.delete(writer);
      throw error;
    }
    return () => {
      heartbeat?.delete(writer);
      cleanUp?.();
    };
  });
  return reply(body, {
    fields: EVENT_STREAM_FIELDS,
    ...(extra !== undefined && { extra }),
  });
}

class WriterEventStream implements EventStream {
  readonly #writer: BodyWriter;
  readonly #maxQueued: number;

  constructor(writer: BodyWriter, maxQueued: number) {
    this.#writer = writer;
    this.#maxQueued = maxQueued;
  }

  get closed(): boolean {
    return this.#writer.closed;
  }

  send(event: ServerSentEvent | SharedChunk): boolean {
    const chunk = event instanceof SharedChunk ? event : formatEvent(event);
    const writer = this.#writer;
    if (writer.closed) return false;
    writer.write(chunk);
    if (writer.queued > this.#maxQueued) {
      writer.close();
      return false;
    }
    return !writer.congested;
  }

  drained(): Promise<void> {
    return this.#writer.drained();
  }

  close(): void {
    this.#writer.close();
  }
}

/** Sends events as they come, no faster than the client reads. */
function pump(
  events: AsyncIterable<ServerSentEvent | SharedChunk>,
  stream: EventStream,
  onError: (error: unknown) => void,
): () => void {
  const iterator = events[Symbol.asyncIterator]();
  let left = false;
  run();
  return () => {
    if (left) return;
    left = true;
    iterator.return?.().then(undefined, onError);
  };

  async function run(): Promise<void> {
    try {
      while (!left) {
        const next = await iterator.next();
        if (left) return;
        if (next.done) break;
        if (!stream.send(next.value)) await stream.drained();
      }
    } catch (error) {
      onError(error);
    }
    left = true;
    stream.close();
  }
}
