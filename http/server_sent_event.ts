// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { SharedChunk } from "./body_producer.ts";
import type { Exchange } from "./exchange.ts";

/** One event of an event stream (HTML standard, section 9.2). */
export interface ServerSentEvent {
  /**
   * The event's type.
   *
   * @default {"message"}
   */
  event?: string;
  /** What it says. Without data a browser takes note of `id` and `retry` only. */
  data?: string;
  /** What the client sends as `Last-Event-ID` when it connects again. */
  id?: string;
  /** After how many milliseconds the client connects again, from now on. */
  retry?: number;
  /** What clients overlook. */
  comment?: string;
}

/** The line ends of the format. */
const LINE_END_REGEXP = /\r\n|\r|\n/;

const encoder = new TextEncoder();

/**
 * Writes an event in the format of event streams. Data may hold any line ends:
 * each line becomes a field of its own, so that no data can pass for fields.
 *
 * @param event The event.
 * @returns The event with the empty line behind it.
 * @throws {TypeError} If the type or the id holds CR, LF or NUL, or there is
 * nothing in the event.
 * @throws {RangeError} If `retry` is not a whole number from 0 up.
 *
 * @example Usage
 * ```ts
 * import { formatEvent } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   formatEvent({ event: "greeting", data: "hello\nworld" }),
 *   "event: greeting\ndata: hello\ndata: world\n\n",
 * );
 * ```
 */
export function formatEvent(event: ServerSentEvent): string {
  const { event: type, data, id, retry, comment } = event;
  let text = "";
  if (comment !== undefined) text += lines(": ", comment);
  if (type !== undefined) text += line("event", type);
  if (id !== undefined) text += line("id", id);
  if (retry !== undefined) {
    if (!Number.isSafeInteger(retry) || retry < 0) {
      throw new RangeError(
        `Cannot write event: retry ${retry} is not a whole number from 0 up`,
      );
    }
    text += `retry: ${retry}\n`;
  }
  if (data !== undefined) text += lines("data: ", data);
  if (text === "") throw new TypeError("Cannot write event: it is empty");
  return `${text}\n`;
}

/**
 * Encodes an event; see {@linkcode formatEvent}.
 *
 * @param event The event.
 * @returns The event as UTF-8.
 * @throws {TypeError} See {@linkcode formatEvent}.
 * @throws {RangeError} See {@linkcode formatEvent}.
 *
 * @example Usage
 * ```ts
 * import { encodeEvent } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(encodeEvent({ data: "hi" }), new TextEncoder().encode("data: hi\n\n"));
 * ```
 */
export function encodeEvent(event: ServerSentEvent): Uint8Array<ArrayBuffer> {
  return encoder.encode(formatEvent(event));
}

/**
 * Encodes an event once, for any number of clients; see {@linkcode formatEvent}.
 *
 * @param event The event.
 * @returns What the writers of bodies, and event streams, take without copying it.
 * @throws {TypeError} See {@linkcode formatEvent}.
 * @throws {RangeError} See {@linkcode formatEvent}.
 *
 * @example Usage
 * ```ts
 * import { sharedEvent } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sharedEvent({ data: "hi" }).bytes.length, 10);
 * ```
 */
export function sharedEvent(event: ServerSentEvent): SharedChunk {
  return new SharedChunk(encodeEvent(event));
}

/** Options of {@linkcode lastEventId}. */
export interface LastEventIdOptions {
  /**
   * The longest id, in bytes; a longer one is as if it were not there.
   *
   * @default {256}
   */
  maxLength?: number;
}

/**
 * The id of the last event that the client has seen, if it says so.
 *
 * @param exchange The exchange.
 * @param options Limits.
 * @returns The id; null if there is none, or it is no UTF-8.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest, lastEventId } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(
 *   new Request("http://localhost/", { headers: { "last-event-id": "7" } }),
 * );
 * assertEquals(lastEventId(exchange), "7");
 * ```
 */
export function lastEventId(
  exchange: Pick<Exchange, "field">,
  options: LastEventIdOptions = {},
): string | null {
  const { maxLength = 256 } = options;
  const value = exchange.field("last-event-id");
  if (value === null || value === "" || value.length > maxLength) return null;
  const bytes = Uint8Array.from(value, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function line(name: string, value: string): string {
  if (/[\r\n\0]/.test(value)) {
    throw new TypeError(
      `Cannot write event: its ${name} holds a line end or NUL`,
    );
  }
  return `${name}: ${value}\n`;
}

function lines(prefix: string, text: string): string {
  if (!text.includes("\n") && !text.includes("\r")) return `${prefix}${text}\n`;
  let result = "";
  for (const part of text.split(LINE_END_REGEXP)) {
    result += `${prefix}${part}\n`;
  }
  return result;
}
