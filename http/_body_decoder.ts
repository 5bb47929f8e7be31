// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ByteWindow } from "../net/byte_window.ts";
import {
  afterExtensionByte,
  BEFORE_EXTENSION,
  BEFORE_NAME,
  SIZE_LF,
} from "./_chunk_extension.ts";
import { FIELD_VALUE, HEX, TCHAR } from "./_class_tables.ts";
import { refuseBareCr, refuseBareLf } from "./_field_lines.ts";
import { type DecoderLimits, DEFAULT_LIMITS } from "./limits.ts";
import { ProtocolError } from "./protocol_error.ts";

const HTAB = 9;
const LF = 10;
const CR = 13;
const SP = 32;
const COLON = 58;
const SEMICOLON = 59;

const LENGTH = 0;
const UNTIL_CLOSE = 1;
const DONE = 2;
const SIZE_FIRST = 3;
const SIZE = 4;
const CHUNK_DATA = 6;
const CHUNK_CR = 7;
const CHUNK_LF = 8;
const TRAILER_START = 18;
const TRAILER_NAME = 19;
const TRAILER_VALUE = 20;
const TRAILER_LF = 21;
const LAST_LF = 22;

/**
 * Takes the content of one message out of a window, by RFC 9112 section 6:
 * a known length, chunks, or all there is until the connection closes.
 *
 * It keeps no bytes: what it looked at is consumed.
 */
export class BodyDecoder {
  /** After "data": where the bytes start in the window. */
  dataStart = 0;
  /** After "data": where they end. */
  dataEnd = 0;
  #limits: Readonly<Required<DecoderLimits>> = DEFAULT_LIMITS;
  #stage = DONE;
  /** Bytes that the content, or the chunk, still lacks. */
  #remaining = 0;
  /** Bytes of all chunks so far; or of content until close. */
  #total = 0;
  #digits = 0;
  #extensionSize = 0;
  #trailerSize = 0;
  #trailerCount = 0;

  /** Takes one from the pool, or makes one. It has nothing to do yet. */
  static take(limits: Readonly<Required<DecoderLimits>>): BodyDecoder {
    const decoder = pool.pop() ?? new BodyDecoder();
    decoder.#limits = limits;
    return decoder;
  }

  /** Gives it back to be used for another message. */
  release(): void {
    if (pool.length < MAX_POOLED) pool.push(this);
  }

  /** Starts on content of known length. */
  startLength(length: number): void {
    this.#stage = LENGTH;
    this.#remaining = length;
  }

  /** Starts on chunks. */
  startChunked(): void {
    this.#stage = SIZE_FIRST;
    this.#remaining = 0;
    this.#total = 0;
    this.#digits = 0;
    this.#extensionSize = 0;
    this.#trailerSize = 0;
    this.#trailerCount = 0;
  }

  /** Starts on content that ends where the connection does. */
  startUntilClose(): void {
    this.#stage = UNTIL_CLOSE;
    this.#total = 0;
  }

  /** Whether the connection may close now: nothing is missing. */
  get mayEnd(): boolean {
    const stage = this.#stage;
    return stage === UNTIL_CLOSE || stage === DONE ||
      (stage === LENGTH && this.#remaining === 0);
  }

  /** The peer closed: ends content that ends so. */
  endOfInput(): void {
    if (this.#stage === UNTIL_CLOSE) this.#stage = DONE;
  }

  /**
   * Consumes what there is.
   *
   * @throws {ProtocolError} 400 if the framing is broken, 413 or 431 beyond limits.
   */
  next(window: ByteWindow): "need-data" | "data" | "end" {
    switch (this.#stage) {
      case LENGTH: {
        if (this.#remaining === 0) {
          this.#stage = DONE;
          return "end";
        }
        return this.#take(window) ? "data" : "need-data";
      }
      case UNTIL_CLOSE: {
        if (window.start === window.end) return "need-data";
        // All that the limit allows is handed out before more is refused, so
        // that the events do not depend on how the bytes were split.
        this.#remaining = this.#limits.maxBodySize - this.#total;
        if (this.#remaining === 0) this.#grow(1);
        this.#take(window);
        this.#grow(this.dataEnd - this.dataStart);
        return "data";
      }
      case DONE:
        return "end";
      default:
        return this.#chunks(window);
    }
  }

  /** Hands out at most what remains; false where there is nothing. */
  #take(window: ByteWindow): boolean {
    const start = window.start;
    const available = window.end - start;
    if (available === 0) return false;
    const length = available < this.#remaining ? available : this.#remaining;
    this.dataStart = start;
    this.dataEnd = start + length;
    window.start = start + length;
    this.#remaining -= length;
    return true;
  }

  /** Counts content against its limit, before any of it is handed out. */
  #grow(length: number): void {
    this.#total += length;
    if (this.#total > this.#limits.maxBodySize) {
      throw new ProtocolError(
        413,
        `Cannot take content: longer than ${this.#limits.maxBodySize} bytes`,
      );
    }
  }

  /**
   * RFC 9112 section 7.1:
   *
   * ```
   * chunked-body = *chunk last-chunk trailer-section CRLF
   * chunk        = chunk-size [ chunk-ext ] CRLF chunk-data CRLF
   * chunk-size   = 1*HEXDIG
   * last-chunk   = 1*("0") [ chunk-ext ] CRLF
   * ```
   */
  #chunks(window: ByteWindow): "need-data" | "data" | "end" {
    const bytes = window.bytes;
    const end = window.end;
    while (window.start < end) {
      const stage = this.#stage;
      if (stage === CHUNK_DATA) {
        this.#take(window);
        if (this.#remaining === 0) this.#stage = CHUNK_CR;
        return "data";
      }
      const byte = bytes[window.start++]!;
      if (stage >= TRAILER_START) {
        if (this.#trailer(stage, byte)) return "end";
      } else if (stage >= BEFORE_EXTENSION) {
        this.#extension(stage, byte);
      } else {
        this.#sizeLine(stage, byte);
      }
    }
    return "need-data";
  }

  /** A byte of a chunk's first line, without extensions, or behind its data. */
  #sizeLine(stage: number, byte: number): void {
    switch (stage) {
      case SIZE_FIRST:
      case SIZE: {
        const digit = HEX[byte]!;
        if (digit !== 255) {
          // Twelve digits are 2^48 - 1: still an exact number.
          if (++this.#digits > 12) {
            throw new ProtocolError(
              400,
              "Cannot parse chunk size: too many digits",
            );
          }
          this.#remaining = this.#remaining * 16 + digit;
          this.#stage = SIZE;
          return;
        }
        if (stage === SIZE_FIRST) {
          throw new ProtocolError(
            400,
            "Cannot parse chunk size: not a hexadecimal number",
          );
        }
        this.#grow(this.#remaining);
        if (byte === CR) this.#stage = SIZE_LF;
        else if (byte === SEMICOLON) this.#stage = BEFORE_NAME;
        else if (byte === SP || byte === HTAB) this.#stage = BEFORE_EXTENSION;
        else if (byte === LF) refuseBareLf();
        else {
          throw new ProtocolError(
            400,
            "Cannot parse chunk size: not a hexadecimal number",
          );
        }
        return;
      }
      case SIZE_LF:
        if (byte !== LF) refuseBareCr();
        this.#digits = 0;
        this.#stage = this.#remaining === 0 ? TRAILER_START : CHUNK_DATA;
        return;
      // The two bytes are compared, never skipped: that was CVE-2025-43859.
      case CHUNK_CR:
        if (byte !== CR) refuseChunkEnd();
        this.#stage = CHUNK_LF;
        return;
      case CHUNK_LF:
        if (byte !== LF) refuseChunkEnd();
        this.#stage = SIZE_FIRST;
        return;
    }
  }

  /** A byte of chunk extensions, all of which count against their limit. */
  #extension(stage: number, byte: number): void {
    if (++this.#extensionSize > this.#limits.maxChunkExtensionSize) {
      throw new ProtocolError(
        413,
        `Cannot take chunk extensions: more than ${this.#limits.maxChunkExtensionSize} bytes`,
      );
    }
    this.#stage = afterExtensionByte(stage, byte);
  }

  /**
   * A byte of the trailer section; true when it was the last. The lines must be
   * well-formed, and are dropped: RFC 9110 section 6.5.1 warns of merging them.
   */
  #trailer(stage: number, byte: number): boolean {
    if (++this.#trailerSize > this.#limits.maxTrailerSize) {
      throw new ProtocolError(
        431,
        `Cannot parse trailers: longer than ${this.#limits.maxTrailerSize} bytes`,
      );
    }
    switch (stage) {
      case TRAILER_START:
        if (byte === CR) {
          this.#stage = LAST_LF;
          return false;
        }
        if (TCHAR[byte] === 0) refuseTrailer(byte);
        if (++this.#trailerCount > this.#limits.maxFieldCount) {
          throw new ProtocolError(
            431,
            `Cannot parse trailers: more than ${this.#limits.maxFieldCount} lines`,
          );
        }
        this.#stage = TRAILER_NAME;
        return false;
      case TRAILER_NAME:
        if (TCHAR[byte] === 1) return false;
        if (byte !== COLON) refuseTrailer(byte);
        this.#stage = TRAILER_VALUE;
        return false;
      case TRAILER_VALUE:
        if (FIELD_VALUE[byte] === 1) return false;
        if (byte !== CR) refuseTrailer(byte);
        this.#stage = TRAILER_LF;
        return false;
      case TRAILER_LF:
        if (byte !== LF) refuseBareCr();
        this.#stage = TRAILER_START;
        return false;
      default:
        if (byte !== LF) refuseBareCr();
        this.#stage = DONE;
        return true;
    }
  }
}

const MAX_POOLED = 64;
const pool: BodyDecoder[] = [];

/** Bytes behind the data of a chunk that are not a line break. */
function refuseChunkEnd(): never {
  throw new ProtocolError(
    400,
    "Cannot parse chunk: no line break behind its data",
  );
}

/** A byte that no trailer line may have there. */
function refuseTrailer(byte: number): never {
  if (byte === LF) refuseBareLf();
  throw new ProtocolError(400, "Cannot parse trailer: invalid byte");
}
