// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { planByteranges } from "./_byteranges.ts";
import { evaluateIfRange, type Validators } from "./conditional.ts";
import { entityTag } from "./entity_tag.ts";
import type { Exchange } from "./exchange.ts";
import { type Field, FieldBlock } from "./field_block.ts";
import { type ByteRange, contentRange, parseRange } from "./range.ts";

/** A file changed so recently may change again without its time telling, in milliseconds. */
const SETTLING_TIME = 2000;

/** What the fields of a file's responses depend on. */
export interface StaticFieldsKey {
  contentType: string;
  cacheControl: string;
  /** Whether other codings of it may be served. */
  varies: boolean;
  coding: string | null;
}

/** Makes the blocks of fields, each once. */
export class StaticFields {
  readonly #blocks: Map<string, FieldBlock> = new Map();
  readonly #extra: readonly Field[];

  constructor(extra: readonly Field[]) {
    this.#extra = extra;
  }

  block(key: StaticFieldsKey): FieldBlock {
    const { contentType, cacheControl, varies, coding } = key;
    const name = `${contentType}\n${cacheControl}\n${varies}\n${coding}`;
    let block = this.#blocks.get(name);
    if (block === undefined) {
      block = new FieldBlock([
        ["content-type", contentType],
        ["cache-control", cacheControl],
        ["accept-ranges", "bytes"],
        ["x-content-type-options", "nosniff"],
        ...(varies ? [["vary", "accept-encoding"] as const] : []),
        ...(coding === null ? [] : [["content-encoding", coding] as const]),
      ]).with(this.#extra);
      this.#blocks.set(name, block);
    }
    return block;
  }
}

/**
 * Validators of a file. The tag is strong unless the file has changed just now:
 * then it might change again within what its time can tell (RFC 9110 section
 * 8.8.1), and parts of two versions would be put together.
 */
export function validatorsOf(
  file: { size: number; mtime: Date | null },
  now: number,
): Validators {
  const { size, mtime } = file;
  if (mtime === null) return {};
  const time = mtime.getTime();
  const opaque = `${size.toString(16)}-${time.toString(16)}`;
  const weak = !(now - time > SETTLING_TIME);
  return { etag: entityTag(opaque, { weak }), lastModified: time };
}

/** What of a file goes out, and how it is announced. */
export interface StaticContent {
  status: 200 | 206 | 416;
  /** Fields besides the block's; `content-type` replaces the block's. */
  contentType: string | null;
  contentRange: string | null;
  /** Bytes to send as they are, and ranges of the file, in order. */
  parts: readonly (Uint8Array<ArrayBuffer> | ByteRange)[];
  /** How many bytes all of that is. */
  length: number;
}

/** Decides which parts of a file answer a request that is to be answered. */
export function selectContent(
  exchange: Pick<Exchange, "method" | "field">,
  validators: Validators,
  options: { size: number; contentType: string; maxRanges: number },
): StaticContent {
  const { size, contentType, maxRanges } = options;
  const whole: StaticContent = {
    status: 200,
    contentType: null,
    contentRange: null,
    parts: [{ start: 0, end: size }],
    length: size,
  };
  const value = exchange.field("range");
  // RFC 9110 section 14.2: a range has a meaning for GET alone.
  if (value === null || exchange.method !== "GET") return whole;
  if (!evaluateIfRange(exchange, validators)) return whole;
  const ranges = parseRange(value, size, { maxCount: maxRanges });
  if (ranges === null) return whole;
  if (ranges === "unsatisfiable") {
    return {
      status: 416,
      contentType: null,
      contentRange: contentRange(null, size),
      parts: [],
      length: 0,
    };
  }
  if (ranges.length === 1) {
    const range = ranges[0]!;
    return {
      status: 206,
      contentType: null,
      contentRange: contentRange(range, size),
      parts: ranges,
      length: range.end - range.start,
    };
  }
  const plan = planByteranges(ranges, size, contentType);
  const parts = ranges.flatMap((range, i) => [plan.heads[i]!, range]);
  return {
    status: 206,
    contentType: plan.contentType,
    contentRange: null,
    parts: [...parts, plan.tail],
    length: plan.length,
  };
}

/** Puts parts together, out of a file that is in memory. */
export function gather(
  content: StaticContent,
  file: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> {
  const { parts, length } = content;
  const first = parts[0];
  if (parts.length === 1 && first !== undefined && "end" in first) {
    // The very array, so that what is known of it can be found again.
    if (first.end - first.start === file.length) return file;
    return file.subarray(first.start, first.end);
  }
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const part of parts) {
    const piece = "end" in part ? file.subarray(part.start, part.end) : part;
    bytes.set(piece, position);
    position += piece.length;
  }
  return bytes;
}
