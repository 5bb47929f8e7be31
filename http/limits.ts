// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** How much of a message a decoder takes before it refuses. */
export interface DecoderLimits {
  /**
   * The longest request line, or status line, in bytes with its line break.
   * Beyond it a request is refused with 414.
   *
   * @default {8192}
   */
  maxRequestLineSize?: number;
  /**
   * The longest head, in bytes from the first of the request line to the empty
   * line. Beyond it a request is refused with 431.
   *
   * @default {16384}
   */
  maxHeadSize?: number;
  /**
   * The most field lines in a head, and in a trailer section. Beyond it a
   * request is refused with 431.
   *
   * @default {100}
   */
  maxFieldCount?: number;
  /**
   * The longest method, in bytes. Beyond it a request is refused with 501.
   *
   * @default {32}
   */
  maxMethodSize?: number;
  /**
   * The longest content, in bytes, whichever way it is framed. Beyond it a
   * request is refused with 413.
   *
   * @default {1048576}
   */
  maxBodySize?: number;
  /**
   * The most bytes of chunk extensions in one message, all chunks together.
   * Beyond it a request is refused with 413.
   *
   * @default {16384}
   */
  maxChunkExtensionSize?: number;
  /**
   * The longest trailer section, in bytes. Beyond it a request is refused with
   * 431.
   *
   * @default {8192}
   */
  maxTrailerSize?: number;
  /**
   * The most interim responses before the final one. Of no matter to requests.
   *
   * @default {16}
   */
  maxInterimCount?: number;
}

/**
 * The limits that hold where nobody said otherwise.
 *
 * @example Usage
 * ```ts
 * import { DEFAULT_LIMITS, RequestDecoder } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const maxBodySize = 10 * DEFAULT_LIMITS.maxBodySize;
 * const decoder = new RequestDecoder({ maxBodySize });
 * assertEquals(decoder.state, "idle");
 * ```
 */
export const DEFAULT_LIMITS: Readonly<Required<DecoderLimits>> = Object.freeze({
  maxRequestLineSize: 8192,
  maxHeadSize: 16384,
  maxFieldCount: 100,
  maxMethodSize: 32,
  maxBodySize: 1048576,
  maxChunkExtensionSize: 16384,
  maxTrailerSize: 8192,
  maxInterimCount: 16,
});

/**
 * Fills in the defaults. The same object gives the same limits again, so that
 * ten thousand decoders share one.
 *
 * @param limits The limits that were given.
 * @returns All of them.
 * @throws {RangeError} If one is not a whole number from 0 to 2^53 - 1.
 *
 * @example Usage
 * ```ts
 * import { resolveLimits } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(resolveLimits({ maxFieldCount: 8 }).maxHeadSize, 16384);
 * ```
 */
export function resolveLimits(
  limits: DecoderLimits = DEFAULT_LIMITS,
): Readonly<Required<DecoderLimits>> {
  if (limits === DEFAULT_LIMITS) return DEFAULT_LIMITS;
  const known = resolved.get(limits);
  if (known !== undefined) return known;
  const all: Required<DecoderLimits> = { ...DEFAULT_LIMITS };
  for (const name of Object.keys(all) as (keyof DecoderLimits)[]) {
    const value = limits[name] ?? all[name];
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(
        `Cannot use limit ${name}: ${value} is not a whole number from 0 up`,
      );
    }
    all[name] = value;
  }
  resolved.set(limits, all);
  return all;
}

const resolved = new WeakMap<DecoderLimits, Required<DecoderLimits>>();
