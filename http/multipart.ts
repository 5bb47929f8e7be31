// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import {
  MaxFileSizeExceededError,
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  MultipartParser,
  type MultipartPart,
} from "@remix-run/multipart-parser";
import { type Exchange, HttpError } from "./exchange.ts";
import { boundaryOf, parseDisposition } from "./_part_head.ts";

/** Options of {@linkcode readMultipart}. */
export interface ReadMultipartOptions {
  /**
   * How many parts there may be.
   *
   * @default {100}
   */
  maxParts?: number;
  /**
   * The longest head of a part, in bytes.
   *
   * @default {4096}
   */
  maxPartHeadSize?: number;
  /**
   * The longest name of a part, and the longest name of a file, in characters.
   *
   * @default {255}
   */
  maxNameLength?: number;
  /**
   * The longest content of one part, in bytes.
   *
   * @default {1048576}
   */
  maxPartSize?: number;
  /**
   * The longest content of all parts together, in bytes. The limit of the server
   * holds besides.
   *
   * @default {8388608}
   */
  maxTotalSize?: number;
}

/** One part of a form that was sent. */
export interface FormPart {
  /** The name of the form's control. */
  readonly name: string;
  /**
   * The file's name, without any folders, if it is a file. It says nothing of the
   * content, and is not to be used as a name here.
   */
  readonly fileName: string | null;
  /** What the client thinks its type is. */
  readonly contentType: string | null;
  /** The content. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const MULTIPART_REGEXP = /^multipart\/form-data[ \t]*(?:;|$)/i;

/**
 * Reads a form with files, part by part as they arrive (RFC 7578), so that no
 * more than one part need be in memory. Stop early and the rest is not read.
 *
 * @param exchange The exchange.
 * @param options Limits.
 * @returns The parts.
 * @throws {HttpError} 415 if it is no `multipart/form-data`, 400 if it is
 * malformed or cut off, 413 if it is beyond a limit.
 *
 * @example Usage
 * ```ts
 * import { exchangeFromRequest, readMultipart } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const form = new FormData();
 * form.append("picture", new File(["..."], "cat.png", { type: "image/png" }));
 * const request = new Request("http://localhost/", { method: "POST", body: form });
 *
 * for await (const part of readMultipart(exchangeFromRequest(request))) {
 *   assertEquals(part.name, "picture");
 *   assertEquals(part.fileName, "cat.png");
 *   assertEquals(part.bytes.length, 3);
 * }
 * ```
 */
export async function* readMultipart(
  exchange: Pick<Exchange, "field" | "body">,
  options: ReadMultipartOptions = {},
): AsyncGenerator<FormPart, void, undefined> {
  const {
    maxParts = 100,
    maxPartHeadSize = 4096,
    maxNameLength = 255,
    maxPartSize = 1024 * 1024,
    maxTotalSize = 8 * 1024 * 1024,
  } = options;
  const contentType = exchange.field("content-type");
  if (contentType === null || !MULTIPART_REGEXP.test(contentType)) {
    throw new HttpError(
      415,
      `Cannot read a form with files from ${
        contentType ?? "content without a type"
      }`,
    );
  }
  const boundary = boundaryOf(contentType);
  if (boundary === null) throw malformed("its boundary is missing or invalid");
  const parser = new MultipartParser(boundary, {
    maxParts,
    maxHeaderSize: maxPartHeadSize,
    maxFileSize: maxPartSize,
    maxTotalSize,
  });
  for await (const piece of exchange.body.stream()) {
    // Behind the last part there may be anything, a line end most often.
    if (piece.length === 0 || isDone(parser)) continue;
    for (const part of guarded(parser.write(piece))) {
      yield toPart(part, maxNameLength);
    }
  }
  if (!isDone(parser)) throw malformed("it is cut off");
}

/** The parser tells whether it is done by throwing if it is not. */
function isDone(parser: MultipartParser): boolean {
  try {
    parser.finish();
    return true;
  } catch {
    return false;
  }
}

/** Turns the parser's errors into answers. */
function* guarded(parts: Iterable<MultipartPart>): Generator<MultipartPart> {
  const iterator = parts[Symbol.iterator]();
  while (true) {
    let next: IteratorResult<MultipartPart>;
    try {
      next = iterator.next();
    } catch (error) {
      throw refusalOf(error);
    }
    if (next.done) return;
    yield next.value;
  }
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const what = error instanceof MaxPartsExceededError
    ? "it has too many parts"
    : error instanceof MaxFileSizeExceededError
    ? "a part is too long"
    : error instanceof MaxTotalSizeExceededError
    ? "it is too long"
    : error instanceof MaxHeaderSizeExceededError
    ? "the head of a part is too long"
    : null;
  if (what === null) return malformed("it breaks the format", error);
  return new HttpError(413, `Cannot read the form: ${what}`, { cause: error });
}

function toPart(part: MultipartPart, maxNameLength: number): FormPart {
  let headers: MultipartPart["headers"];
  try {
    headers = part.headers;
  } catch (error) {
    throw malformed("the head of a part is not UTF-8", error);
  }
  const disposition = parseDisposition(headers["content-disposition"] ?? "");
  if (disposition === null) throw malformed("a part has no name");
  const { name, fileName } = disposition;
  if (
    name.length > maxNameLength || (fileName?.length ?? 0) > maxNameLength
  ) {
    throw new HttpError(413, "Cannot read the form: a name is too long");
  }
  return {
    name,
    fileName,
    contentType: headers["content-type"] ?? null,
    bytes: part.bytes as Uint8Array<ArrayBuffer>,
  };
}

function malformed(what: string, cause?: unknown): HttpError {
  return new HttpError(400, `Cannot read the form: ${what}`, { cause });
}
