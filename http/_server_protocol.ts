// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Connection, ConnectionGoneError } from "../net/mod.ts";
import { ConnectionWriter } from "./_connection_writer.ts";
import { BodyReader } from "./_body_reader.ts";
import { ConnectionExchange } from "./_connection_exchange.ts";
import type { Observation, Observer } from "./_observer.ts";
import { refusalOf } from "./_refusal.ts";
import { sendStream } from "./_send_stream.ts";
import type { ServerContext } from "./_server_context.ts";
import { ServerDeadline } from "./_server_deadline.ts";
import { dropAnswer, headOf } from "./_web_response.ts";
import { BodyProducer } from "./body_producer.ts";
import { type Answer, HttpError } from "./exchange.ts";
import type { Field } from "./field_block.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { Reply } from "./reply.ts";
import { RequestDecoder } from "./request_decoder.ts";
import type { RequestHead } from "./request_head.ts";
import type { ResponseFraming } from "./response_encoder.ts";

/** What a client may send on that nobody wants: a reset might overtake its answer. */
const MAX_DISCARD = 32 * 1024 * 1024;

const CLIENT_GONE = new ConnectionGoneError("Cannot go on: the client is gone");

/**
 * HTTP/1.1 on one connection, the server's side: decodes requests, has them
 * answered in order, and decides what becomes of the connection.
 *
 * A turn goes on until there is nothing to decode, an answer is not there yet,
 * the client does not read, or other connections should have their turn.
 */
export class ServerProtocol {
  /** What all connections of the server share. */
  readonly context: ServerContext;
  /** The content of the request, for its exchange. */
  readonly body: BodyReader;
  readonly #connection: Connection;
  readonly #decoder: RequestDecoder;
  #exchange: ConnectionExchange | null = null;
  #head: RequestHead | null = null;
  #observation: Observation | null = null;
  #status = 0;
  /** Whether the handler of the exchange has not answered, or its answer is not sent. */
  #answering = false;
  /** Whether the client asked for the close and sent no content, so that it has nothing more to say. */
  #lastWord = false;
  #writer: ConnectionWriter | null = null;
  #drained = 0;
  readonly #deadline: ServerDeadline;

  constructor(connection: Connection, context: ServerContext) {
    this.#connection = connection;
    this.context = context;
    this.#decoder = new RequestDecoder(context.limits);
    this.#deadline = new ServerDeadline(connection, context);
    this.body = new BodyReader(connection, this.#decoder, this);
  }

  get phase(): string {
    if (this.#answering) return "http: answering";
    const { state } = this.#decoder;
    return `http: ${state === "idle" ? "idle" : `reading ${state}`}`;
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
    if (this.#answering) {
      // What is written bit by bit has no end of its own to wait for.
      if (connection.draining) this.#writer?.drain();
      return this.body.feed();
    }
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
    let left = this.context.maxPipelined;
    try {
      while (!connection.congested) {
        const event = decoder.next(input);
        if (event === "need-data") return true;
        if (event === "head") {
          this.#begin(decoder.head!);
          if (this.#answering || connection.closing) return false;
        } else if (event === "data") {
          // Unread content; RFC 9112 section 9.6 wants a close to be told before.
          this.#drained += decoder.dataEnd - decoder.dataStart;
          if (this.#drained > MAX_DISCARD) {
            connection.discardAndClose(MAX_DISCARD);
            return false;
          }
        } else {
          this.body.open = false;
          this.#endExchange();
          if (--left === 0) {
            connection.again();
            return false;
          }
        }
      }
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      // Content that nobody wanted turns out broken: its request is answered.
      if (this.#exchange !== null) connection.discardAndClose(MAX_DISCARD);
      else this.#refuse(error);
    }
    return false;
  }

  /** What to wait for when nothing more can be decoded. */
  #rest(): void {
    const connection = this.#connection;
    const { midMessage } = this.#decoder;
    if (connection.inputEnded) {
      // RFC 9112 section 9.5: a message that was cut off gets no answer worth sending.
      if (!midMessage || this.#exchange !== null) return connection.close();
      return this.#refuse(
        new ProtocolError(400, "Cannot read the request: it is incomplete"),
      );
    }
    if (midMessage) this.#deadline.set(this.body.open ? "body" : "head");
    else if (!connection.draining) this.#deadline.set("idle");
    // A client that was busy a moment ago may have sent a request already.
    else if (this.#deadline.busy) this.#deadline.set("drain");
    else connection.close();
  }

  #begin(head: RequestHead): void {
    this.#head = head;
    this.#drained = 0;
    this.#lastWord = !head.keepAlive && !head.hasBody;
    this.body.begin(head);
    this.#status = 0;
    const exchange = new ConnectionExchange(this, head);
    this.#exchange = exchange;
    if (head.targetForm === "authority-form") {
      return this.#refuse(
        new ProtocolError(501, "Cannot open a tunnel: this is no proxy"),
      );
    }
    const { handler, observer } = this.context;
    let answer: Answer | Promise<Answer>;
    try {
      if (observer === null) answer = handler(exchange);
      else answer = this.#observe(observer, exchange);
    } catch (error) {
      answer = this.#onHandlerError(error);
    }
    if (!(answer instanceof Promise) && !(answer instanceof Response)) {
      if (!(answer.body instanceof ReadableStream)) return this.#send(answer);
    }
    this.#answering = true;
    exchange.outliveTurn();
    this.#connection.host.hold();
    this.#finishLater(answer);
  }

  #observe(
    observer: Observer,
    exchange: ConnectionExchange,
  ): Answer | Promise<Answer> {
    this.#observation = observer.begin(exchange);
    return this.#observation.run(this.context.handler, exchange);
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
      this.#connection.host.letGo();
      this.#connection.wake();
    }
  }

  /** Sends an answer that is there as a whole, or the head of one that is to be written. */
  #send(answer: Reply): void {
    const framing = this.#framing(answer.status);
    if (answer.body instanceof BodyProducer) {
      return this.#startProducer(answer, answer.body, framing);
    }
    try {
      this.#put(answer, framing);
    } catch (error) {
      this.#report(error);
      this.#put(refusalOf(500, ""), framing);
    }
    this.#afterSending(framing);
  }

  #put(reply: Reply, framing: ResponseFraming): void {
    const body = reply.body as string | Uint8Array | null;
    const { output } = this.#connection;
    this.context.encoder.whole(output, reply, body, framing);
  }

  /** Sends fields ahead of the answer. */
  sendHints(fields: readonly Field[]): void {
    if (this.#connection.closing || this.#status !== 0) return;
    this.context.encoder.hints(this.#connection.output, fields);
  }

  #startProducer(
    reply: Reply,
    producer: BodyProducer,
    framing: ResponseFraming,
  ): void {
    const connection = this.#connection;
    const { encoder } = this.context;
    const kind = encoder.head(connection.output, reply, framing);
    if (kind === "close") framing.keepAlive = false;
    if (kind === "none") return this.#afterSending(framing);
    this.#answering = true;
    const options = { encoder, kind, framing, owner: this };
    this.#writer = new ConnectionWriter(connection, options);
    const failure = this.#writer.start(producer);
    if (failure !== null) this.#report(failure);
    // There may be thousands of these, open for hours: they keep no request.
    if (this.body.hasBody) return this.#exchange?.outliveTurn();
    this.#forgetRequest();
    if (this.#exchange?.watched === false) this.#exchange = null;
  }

  contentEnded(framing: ResponseFraming): void {
    this.#writer = null;
    this.#answering = false;
    this.#afterSending(framing);
    this.#connection.wake();
  }

  async #sendResponse(response: Response): Promise<void> {
    const head = headOf(response);
    if (response.body === null) this.#send(head);
    else await this.#sendStream(head, response.body);
  }

  async #sendStream(
    reply: Reply,
    stream: ReadableStream<Uint8Array>,
  ): Promise<void> {
    const framing = this.#framing(reply.status);
    await sendStream({
      connection: this.#connection,
      encoder: this.context.encoder,
      reply,
      stream,
      framing,
    });
    this.#afterSending(framing);
  }

  #framing(status: number): ResponseFraming {
    this.#status = status;
    const head = this.#head!;
    const connection = this.#connection;
    const keepAlive = head.keepAlive && !connection.draining &&
      !this.body.spoilt;
    return {
      head: head.method === "HEAD",
      keepAlive,
      oldClient: head.httpVersion === 10,
    };
  }

  #afterSending(framing: ResponseFraming): void {
    if (framing.keepAlive) {
      this.#deadline.lastAnswer = this.#connection.host.now();
      // Where the content was read to its end, nothing more belongs to this exchange.
      return this.body.open ? undefined : this.#endExchange();
    }
    const connection = this.#connection;
    this.#endExchange();
    if (this.#lastWord && connection.input.length === 0) connection.close();
    else connection.discardAndClose(MAX_DISCARD);
  }

  #endExchange(): void {
    this.#observation?.end(this.#status);
    this.#observation = null;
    this.#forgetRequest();
    this.#exchange = null;
  }

  /** The next request may get the same head, so nobody may keep this one. */
  #forgetRequest(): void {
    this.#exchange?.end();
    this.body.end();
    this.#head?.release();
    this.#head = null;
  }

  // What the body's reader asks for

  sendContinue(): void {
    this.context.encoder.continue(this.#connection.output);
  }

  onWaiting(waiting: boolean): void {
    this.#deadline.set(waiting ? "body" : "nothing");
  }

  goneReason(): Error {
    return this.#connection.failure ?? CLIENT_GONE;
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
    this.context.onError(error, this.#exchange);
  }

  /** Answers what cannot be decoded, and closes. */
  #refuse(error: ProtocolError): void {
    this.#endExchange();
    const refusal = refusalOf(error.status, error.message);
    const head = this.#decoder.pendingMethod === "HEAD";
    this.#put(refusal, { head, keepAlive: false, oldClient: false });
    this.#connection.discardAndClose(MAX_DISCARD);
  }

  /** Returns whether that is all there is to do in this turn. */
  #onExpired(): boolean {
    const connection = this.#connection;
    const waiting = this.#deadline.takeExpired();
    if (waiting === "body") {
      this.body.fail(408, "Cannot wait longer for the content");
      if (!this.#answering) connection.discardAndClose(MAX_DISCARD);
      return true;
    }
    if (this.#answering || waiting === "nothing") return false;
    if (waiting === "head") {
      this.#refuse(
        new ProtocolError(408, "Cannot wait longer for the request"),
      );
      return true;
    }
    // A request may have come in the very turn in which patience ended.
    if (connection.input.length > 0) return false;
    if (waiting === "drain") this.#deadline.set("last look");
    else connection.close();
    return true;
  }

  #onClosed(): void {
    const reason = this.goneReason();
    this.body.abort(reason);
    this.#writer?.end();
    this.#writer = null;
    if (!this.#answering) return this.#endExchange();
    this.#exchange?.clientGone(reason);
    this.#observation?.end(this.#status);
    this.#observation = null;
  }
}
