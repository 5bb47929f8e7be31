// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "../net/mod.ts";
import type { Reply } from "./reply.ts";
import { sizeOfStream } from "./sized_stream.ts";
import type { ResponseEncoder, ResponseFraming } from "./response_encoder.ts";

/** What {@linkcode sendStream} needs. */
export interface SendStreamOptions {
  connection: Connection;
  encoder: ResponseEncoder;
  reply: Reply;
  stream: ReadableStream<Uint8Array>;
  framing: ResponseFraming;
}

/**
 * Sends a response as its content comes, no faster than the client reads. What
 * comes in one piece is sent with its length, since most streams are texts in
 * disguise. Clears `framing.keepAlive` where only the close tells the end.
 *
 * @throws {Error} If the stream fails, or the client is gone.
 */
export async function sendStream(options: SendStreamOptions): Promise<void> {
  const { connection, encoder, reply, stream, framing } = options;
  const { output } = connection;
  const size = sizeOfStream(stream);
  /** What of a stream of known length was sent. */
  let sent = 0;
  const reader = stream.getReader();
  const events = isEventStream(reply);
  // Only we speak on an event stream, so a client that closes its side has left.
  if (events) connection.endMeansGone = true;
  const onGone = () => {
    reader.cancel(connection.failure).catch(ignore);
  };
  connection.gone.addEventListener("abort", onGone, { once: true });
  try {
    if (!events && !framing.head && size === null) {
      const first = await reader.read();
      if (first.done) return encoder.whole(output, reply, null, framing);
      // A stream that is at its end says so at once.
      const second = await settledNow(reader.read());
      if (second.settled && second.value.done) {
        return encoder.whole(output, reply, first.value, framing);
      }
      const kind = start();
      if (kind === "none") return;
      await put(kind, first.value);
      if (!second.settled) await putAll(kind, second.pending);
      else {
        await put(kind, second.value.value!);
        await putAll(kind);
      }
      return;
    }
    const kind = start();
    if (kind !== "none") await putAll(kind);
  } finally {
    connection.gone.removeEventListener("abort", onGone);
    connection.endMeansGone = false;
    reader.cancel().catch(ignore);
  }

  function start(): "chunked" | "sized" | "close" | "none" {
    const kind = encoder.head(output, reply, { ...framing, size });
    if (kind === "close") framing.keepAlive = false;
    return kind;
  }

  async function putAll(
    kind: "chunked" | "sized" | "close",
    pending = reader.read(),
  ): Promise<void> {
    let next = await pending;
    while (!next.done) {
      await put(kind, next.value);
      next = await reader.read();
    }
    if (kind === "chunked") encoder.lastChunk(output);
    if (kind === "sized" && sent !== size) throw wrongSize(sent, size!);
  }

  async function put(
    kind: "chunked" | "sized" | "close",
    bytes: Uint8Array,
  ): Promise<void> {
    if (connection.closed) throw connection.goneError("send the response");
    sent += bytes.length;
    if (kind === "sized" && sent > size!) throw wrongSize(sent, size!);
    if (kind === "chunked") encoder.chunk(output, bytes);
    else output.putBytes(bytes);
    await connection.drained();
  }
}

/** The connection breaks then: nobody may take what was sent for whole. */
function wrongSize(sent: number, size: number): RangeError {
  return new RangeError(
    `Cannot send the response: ${sent} bytes came of a stream of ${size}`,
  );
}

/** What a promise resolved to, if it is settled within a few microtasks. */
async function settledNow<T>(
  promise: Promise<T>,
): Promise<
  { settled: true; value: T } | { settled: false; pending: Promise<T> }
> {
  let result: { settled: true; value: T } | null = null;
  promise.then((value) => result = { settled: true, value }, ignore);
  for (let i = 0; i < 8 && result === null; i++) await null;
  return result ?? { settled: false, pending: promise };
}

function isEventStream({ fields, extra }: Reply): boolean {
  const type = fields.get("content-type") ??
    extra?.find(([name]) => name === "content-type")?.[1];
  return type?.startsWith("text/event-stream") ?? false;
}

/** A stream that fails while it is thrown away has nobody to tell. */
function ignore(): void {}
