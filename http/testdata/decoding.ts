// Copyright 2026 the tpd2 authors. MIT license.

import { ByteWindow } from "../../net/byte_window.ts";
import type { DecoderLimits } from "../limits.ts";
import { ProtocolError } from "../protocol_error.ts";
import { RequestDecoder } from "../request_decoder.ts";
import type { RequestHead } from "../request_head.ts";

/** What one event of a decoder says, as plain data. */
export type Seen =
  | { event: "head"; head: Record<string, unknown> }
  | { event: "data"; text: string }
  | { event: "end" }
  | { event: "closed" }
  | { event: "error"; status: number; message: string };

/** The bytes of a text that holds none beyond Latin-1. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Everything that a head says, as plain data. */
export function describeHead(head: RequestHead): Record<string, unknown> {
  return {
    method: head.method,
    target: head.target,
    targetForm: head.targetForm,
    path: head.path,
    query: head.query,
    httpVersion: head.httpVersion,
    authority: head.authority,
    host: head.host,
    keepAlive: head.keepAlive,
    contentLength: head.contentLength,
    expectContinue: head.expectContinue,
    upgrade: head.upgrade,
    hasBody: head.hasBody,
    fields: [...head.fields()],
  };
}

/**
 * Decodes pieces that arrive one after the other, in a buffer that moves and is
 * overwritten as that of a connection is. Neighbouring data is joined.
 */
export function decodeRequests(
  pieces: readonly Uint8Array[],
  limits?: DecoderLimits,
): Seen[] {
  const decoder = new RequestDecoder(limits);
  const seen: Seen[] = [];
  let window = new ByteWindow(new Uint8Array(0), 0, 0);
  try {
    for (const piece of pieces) {
      window = refill(window, piece);
      drain(decoder, window, seen);
    }
    decoder.endOfInput();
    if (decoder.state === "closed") seen.push({ event: "closed" });
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    seen.push({
      event: "error",
      status: error.status,
      message: error.message,
    });
  }
  return seen;
}

/** All events that a window holds. */
function drain(
  decoder: RequestDecoder,
  window: ByteWindow,
  seen: Seen[],
): void {
  for (;;) {
    const event = decoder.next(window);
    if (event === "need-data") return;
    if (event === "head") {
      seen.push({ event, head: describeHead(decoder.head!) });
    } else if (event === "end") {
      seen.push({ event });
    } else {
      const text = String.fromCharCode(
        ...window.bytes.subarray(decoder.dataStart, decoder.dataEnd),
      );
      const last = seen.at(-1);
      if (last?.event === "data") last.text += text;
      else seen.push({ event, text });
    }
  }
}

/** A new buffer at another place, with what was left and what arrived; the old one is spoilt. */
export function refill(window: ByteWindow, piece: Uint8Array): ByteWindow {
  const left = window.bytes.slice(window.start, window.end);
  window.bytes.fill(0xff);
  const offset = 3;
  const bytes = new Uint8Array(offset + left.length + piece.length + 2);
  bytes.fill(0xff);
  bytes.set(left, offset);
  bytes.set(piece, offset + left.length);
  return new ByteWindow(bytes, offset, offset + left.length + piece.length);
}

/** The bytes one by one. */
export function oneByOne(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
}

/** The bytes in pieces of those sizes, over and over. */
export function piecesOf(
  bytes: Uint8Array,
  sizes: readonly number[],
): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const size = sizes[pieces.length % sizes.length]!;
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
