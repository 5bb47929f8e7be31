// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Connection, ConnectionGoneError } from "../net/mod.ts";
import { ConnectionWriter } from "./_connection_writer.ts";
import type { BodySource } from "./_connection_body.ts";
import { ConnectionExchange } from "./_connection_exchange.ts";
import { refusalOf } from "./_refusal.ts";
import { sendStream } from "./_send_stream.ts";
import type { ServerContext } from "./_server_context.ts";
import { fieldsOf } from "./_web_response.ts";
import { BodyProducer } from "./body_producer.ts";
import { type Answer, HttpError } from "./exchange.ts";
import { ProtocolError } from "./protocol_error.ts";
import { NO_FIELDS, type Reply } from "./reply.ts";
import { RequestDecoder } from "./request_decoder.ts";
import type { RequestHead } from "./request_head.ts";
import type { ResponseFraming } from "./response_encoder.ts";

/** An unread body of up to so many bytes is read and thrown away; for a longer one the connection closes. */
const MAX_DRAIN = 64 * 1024;
/** How many milliseconds after its last request a connection may still send one when the server shuts down. */
const DRAIN_IDLE = 500;

/** What the deadline of the connection is for. */
type Waiting = "nothing" | "idle" | "head" | "body" | "drain";

const NO_EXCHANGE = new ConnectionGoneError("Cannot go on: the client is gone");

/**
 * HTTP/1.1 on one connection, the server's side: decodes requests, has them
 * answered in order, and decides what becomes of the connection.
 *
 * A turn goes on until there is nothing to decode, an answer is not there yet,
 * the client does not read, or other connections should have their turn.
 */
export class ServerProtocol implements BodySource {
  readonly #context: ServerContext;
  readonly #connection: Connection;
  readonly #decoder: RequestDecoder;
  #exchange: ConnectionExchange | null = null;
  #head: RequestHead | null = null;
  /** Whether the handler of the exchange has not answered, or its answer is not sent. */
  #answering = false;
  /** Whether content of the request is still to be decoded. */
  #bodyOpen = false;
  #writer: ConnectionWriter | null = null;
  #drained = 0;
  #continueWanted = false;
  #bodyWaiter: PromiseWithResolvers<Uint8Array<ArrayBuffer> | null> | null =
    null;
  #bodyError: HttpError | null = null;
  #waiting: Waiting = "nothing";
  #lastRequest = 0;

  constructor(connection: Connection, context: ServerContext) {
    this.#connection = connection;
    this.#context = context;
    this.#decoder = new RequestDecoder(context.limits);
  }

  get phase(): string {
    if (this.#answering) return "http: answering";
    const { state } = this.#decoder;
    return `http: ${state === "idle" ? "idle" : `reading ${state}`}`;
  }

  get secure(): boolean {
    return this.#context.secure;
  }

  get remoteAddress(): string {
    const address = this.#connection.remoteAddress;
    return address.transport === "tcp" ? address.hostname : "";
  }

  /** Does what can be done now. Called each time the connection is yielded. */
  turn(): void {
    const connection = this.#connection;
    if (connection.closed) return this.#onClosed();
    if (connection.closing) return;
    if (connection.expired && this.#onExpired()) return;
    if (this.#answering) return this.#feedBody();
    const exhausted = this.#decode();
    if (exhausted && !connection.closing) this.#rest();
  }

  /**
   * Decodes and answers requests, as many as have their turn. Returns whether
   * all that arrived was decoded, so that there is nothing to do but wait.
   */
  #decode(): boolean {
    const connection = this.#connection;
    const decoder = this.#decoder;
    const { input } = connection;
    let left = this.#context.maxPipelined;
    try {
      while (!connection.congested) {
        const event = decoder.next(input);
        if (event === "need-data") return true;
        if (event === "head") {
          this.#begin(decoder.head!);
          if (this.#answering || connection.closing) return false;
        } else if (event === "data") {
          // Content that the handler left unread.
          this.#drained += decoder.dataEnd - decoder.dataStart;
          if (this.#drained > MAX_DRAIN) {
            connection.discardAndClose();
            return false;
          }
        } else {
          this.#bodyOpen = false;
          this.#endExchange();
          if (--left === 0) {
            connection.again();
            return false;
          }
        }
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#refuse(error);
    }
    return false;
  }

  /** What to wait for when nothing more can be decoded. */
  #rest(): void {
    const connection = this.#connection;
    const { midMessage } = this.#decoder;
    if (connection.inputEnded) {
      // RFC 9112 section 9.5: a message that was cut off gets no answer worth sending.
      if (!midMessage) return connection.close();
      return this.#refuse(
        new ProtocolError(400, "Cannot read the request: it is incomplete"),
      );
    }
    if (midMessage) this.#wait(this.#bodyOpen ? "body" : "head");
    else if (connection.draining) this.#restDraining();
    else this.#wait("idle");
  }

  /** A client that was busy a moment ago may have sent a request already. */
  #restDraining(): void {
    const idle = this.#now() - this.#lastRequest;
    if (this.#lastRequest === 0 || idle >= DRAIN_IDLE) this.#connection.close();
    else this.#wait("drain");
  }

  #begin(head: RequestHead): void {
    this.#head = head;
    this.#bodyOpen = true;
    this.#drained = 0;
    this.#bodyError = null;
    this.#continueWanted = head.expectContinue;
    const exchange = new ConnectionExchange(this, head);
    this.#exchange = exchange;
    this.#lastRequest = this.#now();
    let answer: Answer | Promise<Answer>;
    try {
      answer = this.#context.handler(exchange);
    } catch (error) {
      answer = this.#onHandlerError(error);
    }
    if (!(answer instanceof Promise) && !(answer instanceof Response)) {
      if (!(answer.body instanceof ReadableStream)) return this.#send(answer);
    }
    this.#answering = true;
    exchange.outliveTurn();
    this.#finishLater(answer);
  }

  async #finishLater(pending: Answer | Promise<Answer>): Promise<void> {
    try {
      let answer: Answer;
      try {
        answer = await pending;
      } catch (error) {
        answer = this.#onHandlerError(error);
      }
      if (this.#connection.closed) return dropAnswer(answer);
      if (answer instanceof Response) await this.#sendResponse(answer);
      else if (answer.body instanceof ReadableStream) {
        await this.#sendStream(answer, answer.body);
      } else this.#send(answer);
    } catch (error) {
      // The answer itself is broken: a field with a line break, a failed stream.
      if (!this.#connection.closed) {
        this.#report(error);
        this.#connection.abort();
      }
    } finally {
      // What is written bit by bit is at its end when its writer says so.
      this.#answering = this.#writer !== null;
      this.#connection.wake();
    }
  }

  /** Sends an answer that is there as a whole, or the head of one that is to be written. */
  #send(answer: Reply): void {
    const framing = this.#framing();
    if (answer.body instanceof BodyProducer) {
      return this.#startProducer(answer, answer.body, framing);
    }
    try {
      this.#context.encoder.whole(
        this.#connection.output,
        answer,
        answer.body as string | Uint8Array | null,
        framing,
      );
    } catch (error) {
      this.#report(error);
      this.#context.encoder.whole(
        this.#connection.output,
        refusalOf(500, ""),
        refusalOf(500, "").body as string,
        framing,
      );
    }
    this.#afterSending(framing);
  }

  #startProducer(
    reply: Reply,
    producer: BodyProducer,
    framing: ResponseFraming,
  ): void {
    const connection = this.#connection;
    const { encoder } = this.#context;
    const kind = encoder.head(connection.output, reply, framing);
    if (kind === "close") framing.keepAlive = false;
    if (kind === "none") return this.#afterSending(framing);
    this.#answering = true;
    this.#exchange?.outliveTurn();
    connection.endMeansGone = true;
    const writer = new ConnectionWriter(connection, {
      encoder,
      chunked: kind === "chunked",
      onEnd: () => {
        this.#writer = null;
        this.#answering = false;
        connection.endMeansGone = false;
        this.#afterSending(framing);
        connection.wake();
      },
    });
    this.#writer = writer;
    try {
      writer.onEnd(producer.start(writer));
    } catch (error) {
      this.#report(error);
      connection.abort();
    }
  }

  async #sendResponse(response: Response): Promise<void> {
    const { status, body } = response;
    const reply = {
      status,
      fields: NO_FIELDS,
      extra: fieldsOf(response.headers),
      body: null,
    };
    if (body === null) return this.#send(reply);
    await this.#sendStream(reply, body);
  }

  async #sendStream(
    reply: Reply,
    stream: ReadableStream<Uint8Array>,
  ): Promise<void> {
    const framing = this.#framing();
    await sendStream({
      connection: this.#connection,
      encoder: this.#context.encoder,
      reply,
      stream,
      framing,
    });
    this.#afterSending(framing);
  }

  #framing(): ResponseFraming {
    const head = this.#head!;
    const connection = this.#connection;
    const keepAlive = head.keepAlive && !connection.draining &&
      this.#bodyError === null &&
      // Whether the client sends content it was not asked for is its secret.
      !(this.#continueWanted && this.#bodyOpen);
    return {
      head: head.method === "HEAD",
      keepAlive,
      oldClient: head.httpVersion === 10,
    };
  }

  #afterSending(framing: ResponseFraming): void {
    if (framing.keepAlive) return;
    const connection = this.#connection;
    const head = this.#head!;
    // A client that asked for the close and sent no content has nothing more to say.
    const silent = !head.keepAlive && !head.hasBody;
    this.#endExchange();
    if (silent && connection.input.length === 0) connection.close();
    else connection.discardAndClose();
  }

  #endExchange(): void {
    this.#exchange?.end();
    this.#exchange = null;
    this.#head?.release();
    this.#head = null;
  }

  // The body, as ConnectionBody asks for it

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
    if (this.#bodyError !== null) throw this.#bodyError;
    if (this.#connection.closed) throw this.#connection.failure ?? NO_EXCHANGE;
    if (this.#continueWanted) {
      this.#continueWanted = false;
      if (this.#connection.input.length === 0) {
        this.#context.encoder.continue(this.#connection.output);
      }
    }
    const piece = this.#decodePiece();
    if (piece !== undefined) return piece;
    this.#wait("body");
    this.#bodyWaiter = Promise.withResolvers();
    // Reading may have paused because the window was full.
    this.#connection.endTurn();
    return this.#bodyWaiter.promise;
  }

  /** A piece, the end, or nothing yet. */
  #decodePiece(): Uint8Array<ArrayBuffer> | null | undefined {
    if (!this.#bodyOpen) return null;
    const decoder = this.#decoder;
    const { input } = this.#connection;
    try {
      const event = decoder.next(input);
      if (event === "data") {
        return input.bytes.subarray(decoder.dataStart, decoder.dataEnd);
      }
      if (event === "end") {
        this.#bodyOpen = false;
        return null;
      }
      if (this.#connection.inputEnded) decoder.endOfInput();
      return undefined;
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      throw this.#failBody(error.status, error.message, error);
    }
  }

  /** Gives a waiting reader what has arrived. */
  #feedBody(): void {
    const waiter = this.#bodyWaiter;
    if (waiter === null) return;
    try {
      const piece = this.#decodePiece();
      if (piece === undefined) return this.#wait("body");
      this.#bodyWaiter = null;
      this.#wait("nothing");
      // The window may be overwritten before the reader wakes.
      waiter.resolve(piece === null ? null : piece.slice());
    } catch (error) {
      this.#bodyWaiter = null;
      waiter.reject(error);
    }
  }

  #failBody(status: number, message: string, cause?: unknown): HttpError {
    this.#bodyError = new HttpError(status, message, { cause });
    return this.#bodyError;
  }

  // Refusals and ends

  #onHandlerError(error: unknown): Reply {
    if (error instanceof HttpError) {
      return refusalOf(error.status, error.message, error.fields);
    }
    this.#report(error);
    return refusalOf(500, "");
  }

  #report(error: unknown): void {
    if (error instanceof ConnectionGoneError) return;
    this.#context.onError(error, this.#exchange);
  }

  /** Answers what cannot be decoded, and closes. */
  #refuse(error: ProtocolError): void {
    this.#endExchange();
    const refusal = refusalOf(error.status, error.message);
    this.#context.encoder.whole(
      this.#connection.output,
      refusal,
      refusal.body as string,
      { head: false, keepAlive: false, oldClient: false },
    );
    this.#connection.discardAndClose();
  }

  /** Returns whether the connection has come to its end. */
  #onExpired(): boolean {
    const connection = this.#connection;
    const waiting = this.#waiting;
    connection.expired = false;
    this.#waiting = "nothing";
    if (waiting === "idle" || waiting === "drain") {
      if (this.#answering || connection.input.length > 0) return false;
      // The deadline is not pushed out for each request: see when the last was.
      const idle = this.#now() - this.#lastRequest;
      const left = this.#context.keepAliveTimeout - idle;
      if (waiting === "idle" && this.#lastRequest > 0 && left > 0) {
        this.#waiting = "idle";
        connection.setDeadline(left);
        return true;
      }
      connection.close();
      return true;
    }
    if (waiting === "head" && !this.#answering) {
      this.#refuse(
        new ProtocolError(408, "Cannot wait longer for the request"),
      );
      return true;
    }
    if (waiting === "body") {
      const waiter = this.#bodyWaiter;
      this.#bodyWaiter = null;
      const error = this.#failBody(408, "Cannot wait longer for the content");
      if (waiter !== null) waiter.reject(error);
      else if (!this.#answering) connection.close();
      return true;
    }
    return false;
  }

  #onClosed(): void {
    const reason = this.#connection.failure ?? NO_EXCHANGE;
    this.#bodyWaiter?.reject(reason);
    this.#bodyWaiter = null;
    this.#writer?.end();
    this.#writer = null;
    if (this.#answering) this.#exchange?.clientGone(reason);
    else this.#endExchange();
  }

  /** Sets the deadline for what is waited for, unless it is set. */
  #wait(waiting: Waiting): void {
    if (waiting === this.#waiting && waiting !== "body") return;
    // One that guards idleness may stay where it is: it looks before it closes.
    if (waiting === "nothing") {
      if (this.#waiting !== "idle") this.#connection.clearDeadline();
      this.#waiting = this.#waiting === "idle" ? "idle" : "nothing";
      return;
    }
    this.#waiting = waiting;
    const { headTimeout, bodyTimeout, keepAliveTimeout } = this.#context;
    const delay = waiting === "head"
      ? headTimeout
      : waiting === "body"
      ? bodyTimeout
      : waiting === "drain"
      ? DRAIN_IDLE
      : keepAliveTimeout;
    this.#connection.setDeadline(delay);
  }

  #now(): number {
    return this.#connection.host.now();
  }
}

/** An answer that nobody will read lets go of what it holds. */
function dropAnswer(answer: Answer): void {
  const { body } = answer;
  if (body instanceof ReadableStream) body.cancel().catch(() => {});
}
