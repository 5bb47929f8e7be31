// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { answerField, withFields, withVary } from "./answer_fields.ts";
import { BodyProducer } from "./body_producer.ts";
import { compressBytes, compressStream, isSupported } from "./_compress.ts";
import { chooseCoding } from "./content_coding.ts";
import { weakened } from "./entity_tag.ts";
import type { Answer, Exchange, Handler } from "./exchange.ts";
import type { Field } from "./field_block.ts";

/** A content coding that we can make. */
export type Coding = "br" | "gzip";

/** Options of {@linkcode compressed}. */
export interface CompressOptions {
  /**
   * Tells which answers hold no secret, and may be compressed.
   *
   * Whoever can make a client ask for an answer that holds a secret together
   * with text of theirs, and see how long it is, can guess the secret letter by
   * letter: compression shortens what repeats (the BREACH attack). So only answers
   * that say they are for everybody are compressed unless you know better.
   *
   * @default {isPublic}
   */
  allow?: (answer: Answer, exchange: Exchange) => boolean;
  /**
   * From how many bytes on it is worth it.
   *
   * @default {1024}
   */
  minSize?: number;
  /**
   * The codings to use, best first.
   *
   * @default {["br", "gzip"]}
   */
  codings?: readonly Coding[];
  /**
   * Whether streams are compressed too, the bodies of `Response`s among them.
   * What they yield may then wait until there is more, since it cannot be flushed.
   *
   * @default {false}
   */
  streams?: boolean;
}

/** Types whose content is text of some kind. */
const COMPRESSIBLE_REGEXP =
  /^(?:text\/(?!event-stream)|(?:application|model|message)\/(?:[^;]*\+)?(?:json|xml|javascript|wasm|x-ndjson|ld\+json|rtf|sql|graphql|manifest\+json)\b|[a-z]+\/[^;]*\+(?:json|xml|text)\b|image\/(?:bmp|svg\+xml)\b|font\/(?:ttf|otf)\b)/i;

const NO_TRANSFORM_REGEXP = /(?:^|,)[ \t]*no-transform[ \t]*(?:,|$)/i;
const PUBLIC_REGEXP = /(?:^|,)[ \t]*public[ \t]*(?:,|$)/i;

/**
 * Whether an answer says that it is for everybody: it is `public` for caches, and
 * sets no cookie.
 *
 * @param answer The answer.
 * @returns Whether it is.
 *
 * @example Usage
 * ```ts
 * import { isPublic, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(isPublic(reply("hi", { extra: [["cache-control", "public"]] })), true);
 * assertEquals(isPublic(reply("hi")), false);
 * ```
 */
export function isPublic(answer: Answer): boolean {
  return PUBLIC_REGEXP.test(answerField(answer, "cache-control") ?? "") &&
    answerField(answer, "set-cookie") === null;
}

/**
 * Compresses what a handler answers, where the client takes it and it may be:
 * see {@linkcode CompressOptions.allow}. Event streams, and what is written bit by bit,
 * never are; nor is what is encoded already, is a part, or asks for `no-transform`.
 *
 * A strong entity tag becomes weak, since the bytes are others. Bytes that come
 * with a strong tag are compressed once and remembered with their array: do not
 * change an array that you have given such a tag.
 *
 * @param handler The handler.
 * @param options What to compress.
 * @returns The handler that compresses.
 *
 * @example Usage
 * ```ts
 * import { answerField, compressed, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const handler = compressed(() => reply("hello ".repeat(1000)), {
 *   allow: () => true,
 * });
 * const request = new Request("http://localhost/", {
 *   headers: { "accept-encoding": "gzip" },
 * });
 * const answer = await handler(exchangeFromRequest(request));
 * assertEquals(answerField(answer, "content-encoding"), "gzip");
 * ```
 */
export function compressed(
  handler: Handler,
  options: CompressOptions = {},
): Handler {
  return (exchange) => {
    const answer = handler(exchange);
    return answer instanceof Promise
      ? answer.then((answer) => compressAnswer(exchange, answer, options))
      : compressAnswer(exchange, answer, options);
  };
}

/**
 * Compresses one answer; see {@linkcode compressed}.
 *
 * @param exchange The exchange.
 * @param answer Its answer; a `Response` must not be used afterwards.
 * @param options What to compress.
 * @returns The answer, compressed or not; not a promise where it is not.
 *
 * @example Usage
 * ```ts
 * import { compressAnswer, exchangeFromRequest, reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const exchange = exchangeFromRequest(new Request("http://localhost/"));
 * const answer = reply("too short");
 * assertEquals(await compressAnswer(exchange, answer), answer);
 * ```
 */
export function compressAnswer(
  exchange: Exchange,
  answer: Answer,
  options: CompressOptions = {},
): Answer | Promise<Answer> {
  const { allow = isPublic, codings = CODINGS } = options;
  if (!isCompressible(answer, options) || !allow(answer, exchange)) {
    return answer;
  }
  const varied = withVary(answer, "accept-encoding");
  const coding = chooseCoding(
    exchange.field("accept-encoding"),
    codings.filter(isSupported),
  );
  return coding === null ? varied : encode(varied, coding);
}

const CODINGS: readonly Coding[] = ["br", "gzip"];

function isCompressible(
  answer: Answer,
  { minSize = 1024, streams = false }: CompressOptions,
): boolean {
  const { body, status } = answer;
  if (body === null || body instanceof BodyProducer) return false;
  // A part is a part of the plain bytes (RFC 9110 section 14.2).
  if (status === 204 || status === 206 || status === 304) return false;
  if (body instanceof ReadableStream ? !streams : body.length < minSize) {
    return false;
  }
  return COMPRESSIBLE_REGEXP.test(answerField(answer, "content-type") ?? "") &&
    answerField(answer, "content-encoding") === null &&
    !NO_TRANSFORM_REGEXP.test(answerField(answer, "cache-control") ?? "");
}

/** What was made of bytes that never change. */
const known = new WeakMap<
  Uint8Array,
  Map<string, Promise<Uint8Array<ArrayBuffer>>>
>();

async function encode(answer: Answer, coding: Coding): Promise<Answer> {
  const etag = answerField(answer, "etag");
  const fields: Field[] = [["content-encoding", coding]];
  if (etag !== null) fields.push(["etag", weakened(etag)]);
  const { body } = answer;
  if (body instanceof ReadableStream) {
    const stream = compressStream(body, coding);
    if (!(answer instanceof Response)) {
      return withFields({ ...answer, body: stream }, fields);
    }
    const { status, statusText, headers } = answer;
    const response = new Response(stream, { status, statusText, headers });
    // The length is another, and known to nobody yet.
    response.headers.delete("content-length");
    return withFields(response, fields);
  }
  if (answer instanceof Response) return answer;
  const plain = typeof body === "string"
    ? new TextEncoder().encode(body)
    : body as Uint8Array<ArrayBuffer>;
  const constant = typeof body !== "string" && etag?.startsWith('"');
  const bytes =
    await (constant
      ? compressOnce(plain, coding, etag!)
      : compressBytes(plain, coding));
  if (bytes.length >= plain.length) return answer;
  return withFields({ ...answer, body: bytes }, fields);
}

function compressOnce(
  plain: Uint8Array<ArrayBuffer>,
  coding: Coding,
  etag: string,
): Promise<Uint8Array<ArrayBuffer>> {
  let byName = known.get(plain);
  if (byName === undefined) {
    byName = new Map();
    known.set(plain, byName);
  }
  const name = `${coding} ${etag}`;
  let bytes = byName.get(name);
  if (bytes === undefined) {
    // Another tag means that it was changed after all: forget what was before.
    for (const other of byName.keys()) {
      if (!other.endsWith(` ${etag}`)) byName.delete(other);
    }
    bytes = compressBytes(plain, coding);
    byName.set(name, bytes);
  }
  return bytes;
}
