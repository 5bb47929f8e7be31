// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** Some bytes of a representation, `end` not included. */
export interface ByteRange {
  /** The first byte. */
  readonly start: number;
  /** The byte behind the last. */
  readonly end: number;
}

/** Options of {@linkcode parseRange}. */
export interface ParseRangeOptions {
  /**
   * How many ranges may be asked for; a request for more is answered whole.
   *
   * @default {16}
   */
  maxCount?: number;
}

/** One member of a range set: `0-499`, `500-` or `-500`. */
const RANGE_SPEC_REGEXP = /^(?:(\d+)-(\d*)|-(\d+))$/;

/**
 * Reads a `Range` field (RFC 9110 section 14.2). Ranges that overlap or touch are
 * joined, so no byte is sent twice.
 *
 * @param value The field's value.
 * @param size How many bytes there are.
 * @param options Limits.
 * @returns The ranges, at least one; `unsatisfiable` where none of them lies
 * within the content (answer 416); null where the field is to be ignored: it is
 * malformed, of another unit, or asks for too many (answer with everything).
 *
 * @example Usage
 * ```ts
 * import { parseRange } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseRange("bytes=0-499", 10000), [{ start: 0, end: 500 }]);
 * assertEquals(parseRange("bytes=-1", 10000), [{ start: 9999, end: 10000 }]);
 * assertEquals(parseRange("bytes=10000-", 10000), "unsatisfiable");
 * assertEquals(parseRange("lines=1-2", 10000), null);
 * ```
 */
export function parseRange(
  value: string,
  size: number,
  options: ParseRangeOptions = {},
): readonly ByteRange[] | "unsatisfiable" | null {
  const { maxCount = 16 } = options;
  const equals = value.indexOf("=");
  if (value.slice(0, Math.max(equals, 0)).toLowerCase() !== "bytes") {
    return null;
  }
  const ranges: ByteRange[] = [];
  let count = 0;
  for (const piece of value.slice(equals + 1).split(",")) {
    const spec = piece.replace(/^[ \t]+|[ \t]+$/g, "");
    if (spec === "") continue;
    const match = RANGE_SPEC_REGEXP.exec(spec);
    if (match === null || ++count > maxCount) return null;
    const range = toRange(match, size);
    if (range === null) return null;
    if (range.start < range.end) ranges.push(range);
  }
  if (count === 0) return null;
  return ranges.length === 0 ? "unsatisfiable" : joined(ranges);
}

/** A range, an empty one if it lies outside, or null if it is malformed. */
function toRange(match: RegExpExecArray, size: number): ByteRange | null {
  const [, first, last, suffix] = match;
  if (suffix !== undefined) {
    return { start: Math.max(0, size - Number(suffix)), end: size };
  }
  const start = Number(first);
  if (last === "") return { start: Math.min(start, size), end: size };
  const end = Number(last);
  if (end < start) return null;
  return { start: Math.min(start, size), end: Math.min(end + 1, size) };
}

/** Keeps the order that was asked for unless something has to be joined. */
function joined(ranges: readonly ByteRange[]): readonly ByteRange[] {
  if (ranges.length === 1) return ranges;
  const sorted = [...ranges].sort((a, b) => a.start - b.start);
  const result: ByteRange[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) {
      result[result.length - 1] = {
        start: last.start,
        end: Math.max(last.end, end),
      };
    } else result.push({ start, end });
  }
  return result.length === ranges.length ? ranges : result;
}

/**
 * Writes a `Content-Range` (RFC 9110 section 14.4).
 *
 * @param range The range; null for a 416.
 * @param size How many bytes there are.
 * @returns The field's value.
 *
 * @example Usage
 * ```ts
 * import { contentRange } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(contentRange({ start: 0, end: 500 }, 1234), "bytes 0-499/1234");
 * assertEquals(contentRange(null, 1234), "bytes *\/1234");
 * ```
 */
export function contentRange(range: ByteRange | null, size: number): string {
  if (range === null) return `bytes */${size}`;
  return `bytes ${range.start}-${range.end - 1}/${size}`;
}
