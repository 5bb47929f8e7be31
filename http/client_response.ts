// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ClientBodySource } from "./_client_call.ts";
import { decodedStream, formatsOf } from "./_client_decoding.ts";
import type { ReceivedResponseHead } from "./received_response_head.ts";

/**
 * What a server answered to an {@linkcode HttpClient}. Read its content, or
 * {@linkcode ClientResponse.cancel} it: until then it holds a connection.
 *
 * @example Usage
 * ```ts
 * import { request, serve } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * await using server = await serve(() => new Response("hello"), { port: 0 });
 * const response = await request(server.url);
 * assertEquals(response.status, 200);
 * assertEquals(await response.text(), "hello");
 * ```
 */
export class ClientResponse implements AsyncDisposable {
  /** The status code. */
  readonly status: number;
  /** The address that answered, after redirections. */
  readonly url: string;
  /** How many redirections were followed. */
  readonly redirects: number;
  readonly #head: ReceivedResponseHead;
  readonly #source: ClientBodySource;
  readonly #format: string | null;
  readonly #maxBodySize: number;
  #headers: Headers | null = null;
  #used = false;

  /** @internal */
  constructor(
    head: ReceivedResponseHead,
    source: ClientBodySource,
    options: {
      url: string;
      redirects: number;
      decode: boolean;
      maxBodySize: number;
    },
  ) {
    this.status = head.status;
    this.url = options.url;
    this.redirects = options.redirects;
    this.#head = head;
    this.#source = source;
    this.#maxBodySize = options.maxBodySize;
    // A part of encoded content cannot be decoded.
    this.#format = options.decode && head.contentLength !== 0 &&
        head.status !== 206
      ? formatsOf(head.field("content-encoding"))?.[0] ?? null
      : null;
  }

  /** Whether the status is one of success, 200 to 299. */
  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  /** All fields as they were sent; made when first asked for. */
  get headers(): Headers {
    return this.#headers ??= new Headers([...this.#head.fields()]);
  }

  /**
   * The value of a field, lines of the same name joined by `, `.
   *
   * @param name The field's name in lower case.
   * @returns The value, or null if there is none.
   */
  field(name: string): string | null {
    return this.#head.field(name);
  }

  /**
   * Reads the content whole.
   *
   * @returns The content, decoded.
   * @throws {ProtocolError} If the server breaks the protocol, or the content is
   * longer than `maxBodySize`, before or after it is decoded.
   * @throws {DeadlineError} If it does not arrive in time.
   * @throws {TypeError} If it was read already.
   */
  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    for await (const piece of this.stream()) {
      pieces.push(piece);
      size += piece.length;
    }
    if (pieces.length === 1) return pieces[0]!;
    const bytes = new Uint8Array(size);
    let position = 0;
    for (const piece of pieces) {
      bytes.set(piece, position);
      position += piece.length;
    }
    return bytes;
  }

  /**
   * Reads the content whole, as text: in UTF-8 unless its type says otherwise.
   *
   * @returns The text.
   * @throws {ProtocolError} See {@linkcode ClientResponse.bytes}.
   */
  async text(): Promise<string> {
    const bytes = await this.bytes();
    const match = /;[ \t]*charset="?([\w.:-]+)/i.exec(
      this.field("content-type") ?? "",
    );
    return decoderOf(match?.[1] ?? "utf-8").decode(bytes);
  }

  /**
   * Reads the content whole, as JSON.
   *
   * @returns The value.
   * @throws {SyntaxError} If it is not JSON.
   * @throws {ProtocolError} See {@linkcode ClientResponse.bytes}.
   */
  async json(): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await this.bytes()));
  }

  /**
   * The content as it arrives, no faster than it is read, decoded.
   *
   * @returns The stream. Cancel it to let go of the connection.
   * @throws {TypeError} If it was read already.
   */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    if (this.#used) {
      throw new TypeError("Cannot read the content: it was read already");
    }
    this.#used = true;
    const source = this.#source;
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull: async (controller) => {
        const piece = await source.next();
        if (piece === null) controller.close();
        else controller.enqueue(piece);
      },
      cancel: () => source.cancel(),
    }, { highWaterMark: 0 });
    return this.#format === null
      ? stream
      : decodedStream(stream, this.#format, this.#maxBodySize);
  }

  /** Lets go of the connection, whether or not all was read. */
  cancel(): void {
    this.#used = true;
    this.#source.cancel();
  }

  /** Lets go of the connection; see {@linkcode ClientResponse.cancel}. */
  [Symbol.asyncDispose](): Promise<void> {
    this.cancel();
    return Promise.resolve();
  }
}

function decoderOf(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}
