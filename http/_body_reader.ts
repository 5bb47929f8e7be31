// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Connection } from "../net/mod.ts";
import type { BodySource } from "./_connection_body.ts";
import { HttpError } from "./exchange.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { RequestDecoder } from "./request_decoder.ts";
import type { RequestHead } from "./request_head.ts";

/** Unread content of up to so many bytes is read and thrown away; where more is announced the connection closes. */
const MAX_DRAIN = 64 * 1024;

/** What a {@linkcode BodyReader} asks of the protocol that it belongs to. */
export interface BodyReaderHooks {
  /** The client waits to be told to go on. */
  sendContinue(): void;
  /** Whether content is waited for, so that the deadline is set or not. */
  onWaiting(waiting: boolean): void;
  /** Why nothing more will come. */
  goneReason(): Error;
}

/** Reads the content of one request after the other, as it is asked for. */
export class BodyReader implements BodySource {
  /** Whether content of the request is still to be decoded. */
  open = false;
  readonly #connection: Connection;
  readonly #decoder: RequestDecoder;
  readonly #hooks: BodyReaderHooks;
  #head: RequestHead | null = null;
  #continueWanted = false;
  /** How much of it was handed out. */
  #received = 0;
  #waiter: PromiseWithResolvers<Uint8Array<ArrayBuffer> | null> | null = null;
  #error: HttpError | null = null;

  constructor(
    connection: Connection,
    decoder: RequestDecoder,
    hooks: BodyReaderHooks,
  ) {
    this.#connection = connection;
    this.#decoder = decoder;
    this.#hooks = hooks;
  }

  /** Turns to the content of another request. */
  begin(head: RequestHead): void {
    this.open = true;
    this.#head = head;
    this.#error = null;
    this.#received = 0;
    this.#continueWanted = head.expectContinue;
  }

  /**
   * Whether the connection is of no use after this request: its content is
   * broken, or too long to throw away, or nobody knows whether the client will
   * send it unasked.
   */
  get spoilt(): boolean {
    if (this.#error !== null) return true;
    if (!this.open) return false;
    return this.#continueWanted ||
      (this.#head?.contentLength ?? 0) - this.#received > MAX_DRAIN;
  }

  /** Whether somebody waits for content. */
  get waiting(): boolean {
    return this.#waiter !== null;
  }

  get hasBody(): boolean {
    return this.#head?.hasBody ?? false;
  }

  get contentType(): string | null {
    return this.#head?.field("content-type") ?? null;
  }

  nextPiece():
    | Uint8Array<ArrayBuffer>
    | null
    | Promise<Uint8Array<ArrayBuffer> | null> {
    if (this.#error !== null) throw this.#error;
    if (this.#connection.closed) throw this.#hooks.goneReason();
    if (this.#continueWanted) {
      this.#continueWanted = false;
      // One that has sent content already needs no telling.
      if (this.#connection.input.length === 0) this.#hooks.sendContinue();
    }
    const piece = this.#decode();
    if (piece !== undefined) return piece;
    this.#hooks.onWaiting(true);
    this.#waiter = Promise.withResolvers();
    // Reading may have paused because the window was full.
    this.#connection.endTurn();
    return this.#waiter.promise;
  }

  /** Gives whoever waits what has arrived. */
  feed(): void {
    const waiter = this.#waiter;
    if (waiter === null) return;
    try {
      const piece = this.#decode();
      if (piece === undefined) return this.#hooks.onWaiting(true);
      this.#waiter = null;
      this.#hooks.onWaiting(false);
      // The window may be overwritten before the reader wakes.
      waiter.resolve(piece === null ? null : piece.slice());
    } catch (error) {
      this.#waiter = null;
      waiter.reject(error);
    }
  }

  /** Forgets the request; its content may still have to be read past. */
  end(): void {
    this.#head = null;
  }

  /** Refuses the content from now on. */
  fail(status: number, message: string, cause?: unknown): HttpError {
    const error = new HttpError(status, message, { cause });
    this.#error = error;
    this.#waiter?.reject(error);
    this.#waiter = null;
    return error;
  }

  /** Tells whoever waits that the client is gone. */
  abort(reason: Error): void {
    this.#waiter?.reject(reason);
    this.#waiter = null;
  }

  /** A piece, the end, or nothing yet. */
  #decode(): Uint8Array<ArrayBuffer> | null | undefined {
    if (!this.open) return null;
    const decoder = this.#decoder;
    const { input } = this.#connection;
    try {
      const event = decoder.next(input);
      if (event === "data") {
        this.#received += decoder.dataEnd - decoder.dataStart;
        return input.bytes.subarray(decoder.dataStart, decoder.dataEnd);
      }
      if (event === "end") {
        this.open = false;
        return null;
      }
      if (this.#connection.inputEnded) decoder.endOfInput();
      return undefined;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw this.fail(error.status, error.message, error);
    }
  }
}
