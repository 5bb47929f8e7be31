// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock, Connection } from "../net/mod.ts";
import { DeadlineError } from "../net/mod.ts";
import { type OutgoingRequest, requestHead } from "./_client_request.ts";
import type { DecoderLimits } from "./limits.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { ReceivedResponseHead } from "./received_response_head.ts";
import type { DecoderEvent } from "./request_decoder.ts";
import { ResponseDecoder } from "./response_decoder.ts";

/** So much of a body is queued before looking whether there is room for more. */
const PIECE_SIZE = 64 * 1024;

/** HTTP/1.1 on one connection, the client's side: one request after the other. */
export class ClientConnection {
  /** How many responses it has carried to their end. */
  served = 0;
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #decoder: ResponseDecoder;
  #sent = true;
  #sendError: unknown = null;
  #stream: ReadableStreamDefaultReader<Uint8Array> | null = null;
  /** Whether the rest of the content is not wanted. */
  #unwanted = false;

  constructor(connection: Connection, limits: DecoderLimits, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#decoder = new ResponseDecoder(limits);
  }

  /** Whether another request can be sent, as far as we know. */
  get reusable(): boolean {
    const connection = this.#connection;
    return this.#sent && this.#decoder.state === "idle" &&
      !connection.closing && !connection.inputEnded &&
      connection.input.length === 0;
  }

  /** How many bytes have arrived since it was opened. */
  get bytesIn(): number {
    return this.#connection.bytesIn;
  }

  /** Listens, so that it is noticed when the server closes or speaks out of turn. */
  rest(): void {
    this.#connection.endTurn();
  }

  /** Ends it now. */
  abort(): void {
    this.#stream?.cancel().catch(ignore);
    this.#connection.abort();
  }

  /** Ends it. */
  close(): void {
    this.#connection.close();
  }

  /**
   * Sends a request and waits for the head of the final response.
   *
   * @throws {DeadlineError} If that is not there in time.
   * @throws {ProtocolError} If the server breaks the protocol.
   * @throws {ConnectionGoneError} If the connection is gone.
   */
  async send(
    request: OutgoingRequest,
    timeout: number,
  ): Promise<ReceivedResponseHead> {
    this.#decoder.expect(request.method);
    this.#sent = false;
    this.#sendError = null;
    this.#write(request).then(
      () => this.#sent = !this.#unwanted,
      (error) => {
        // A stream that failed: there is nothing to wait for any more.
        this.#sendError = error;
        this.#connection.abort();
      },
    );
    const deadline = this.#clock.now() + timeout;
    try {
      while (true) {
        const left = deadline - this.#clock.now();
        await this.#event(left);
        const head = this.#decoder.head!;
        if (head.interim) continue;
        if (head.status === 101) {
          throw new ProtocolError(
            502,
            "Cannot take response: the server changed the protocol unasked",
          );
        }
        // Whoever refuses before all was sent does not want the rest (RFC 9112
        // section 9.5); others may answer as they read.
        if (!this.#sent && head.status >= 400) this.#stopSending();
        return head;
      }
    } catch (error) {
      throw this.#sendError ?? error;
    }
  }

  /** The next piece of the content; null at its end. */
  async nextPiece(timeout: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const event = await this.#event(timeout);
    const decoder = this.#decoder;
    if (event === "data") {
      const { bytes } = this.#connection.input;
      return bytes.slice(decoder.dataStart, decoder.dataEnd);
    }
    this.served++;
    return null;
  }

  #stopSending(): void {
    this.#unwanted = true;
    this.#stream?.cancel().catch(ignore);
  }

  async #event(timeout: number): Promise<DecoderEvent> {
    const connection = this.#connection;
    const decoder = this.#decoder;
    while (true) {
      const event = decoder.next(connection.input);
      if (event !== "need-data") return event;
      if (connection.inputEnded) {
        decoder.endOfInput();
        return decoder.next(connection.input);
      }
      if (timeout <= 0) throw new DeadlineError("Cannot wait longer");
      await connection.waitForInput({ timeout });
    }
  }

  async #write(request: OutgoingRequest): Promise<void> {
    const connection = this.#connection;
    const { body } = request;
    const head = latin1Bytes(requestHead(request));
    if (body instanceof ReadableStream) {
      await connection.write(head);
      await this.#writeChunks(body);
      return;
    }
    if (body === null || body.length <= PIECE_SIZE) {
      await connection.write(head, ...(body === null ? [] : [body]));
      return;
    }
    await connection.write(head);
    for (let i = 0; i < body.length && !this.#unwanted; i += PIECE_SIZE) {
      await connection.write(body.subarray(i, i + PIECE_SIZE));
    }
  }

  async #writeChunks(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = this.#stream = body.getReader();
    try {
      while (true) {
        const { done, value } = await reader.read();
        // Left incomplete, so that the connection is of no more use.
        if (this.#unwanted) return;
        if (done) break;
        if (value.length === 0) continue;
        const size = value.length.toString(16);
        await this.#connection.write(`${size}\r\n`, value, "\r\n");
      }
      await this.#connection.write("0\r\n\r\n");
    } finally {
      this.#stream = null;
      reader.cancel().catch(ignore);
    }
  }
}

/** Encodes text of which every character is one byte. */
function latin1Bytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** A stream that fails while it is thrown away has nobody to tell. */
function ignore(): void {}
