// Copyright 2026 the tpd2 authors. MIT license.

import { AssertionError } from "@std/assert";
import type { DecoderLimits } from "../http/limits.ts";
import { ProtocolError } from "../http/protocol_error.ts";
import type { ReceivedResponseHead } from "../http/received_response_head.ts";
import { type DecoderEvent, RequestDecoder } from "../http/request_decoder.ts";
import type { RequestHead } from "../http/request_head.ts";
import { ResponseDecoder } from "../http/response_decoder.ts";
import { ByteWindow } from "../net/byte_window.ts";
import type { Random } from "./fuzz_mutation.ts";

/** What both decoders have. */
interface Decoder {
  readonly head: RequestHead | ReceivedResponseHead | null;
  readonly dataStart: number;
  readonly dataEnd: number;
  next(window: ByteWindow): DecoderEvent;
  endOfInput(): void;
}

/** Small limits, so that short inputs reach them; and the usual ones. */
const LIMITS: readonly DecoderLimits[] = [{
  maxRequestLineSize: 200,
  maxHeadSize: 600,
  maxFieldCount: 12,
  maxBodySize: 100,
  maxChunkExtensionSize: 60,
  maxTrailerSize: 80,
  maxInterimCount: 3,
}, {
  maxRequestLineSize: 60,
  maxHeadSize: 50,
  maxFieldCount: 2,
  maxMethodSize: 5,
  maxBodySize: 4,
  maxChunkExtensionSize: 0,
  maxTrailerSize: 6,
  maxInterimCount: 0,
}, {}];

/** What was decoded: each event in words, whose last may be the refusal. */
type Trace = string[];

/** Follows one decoder over a window that somebody fills. */
class Run {
  readonly trace: Trace = [];
  readonly #decoder: Decoder;
  #data = "";

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  /** Takes in all that a window holds; false once it was refused. */
  feed(window: ByteWindow): boolean {
    const decoder = this.#decoder;
    try {
      for (;;) {
        const before = window.start;
        const event = decoder.next(window);
        if (window.start < before || window.start > window.end) {
          fail("window.start left the window");
        }
        if (event === "need-data") return true;
        if (event === "data") {
          const { dataStart, dataEnd } = decoder;
          if (dataStart >= dataEnd || dataEnd !== window.start) {
            fail("data is not what was consumed");
          }
          for (let i = dataStart; i < dataEnd; i++) {
            this.#data += String.fromCharCode(window.bytes[i]!);
          }
          continue;
        }
        this.#flush();
        if (event === "end") {
          this.trace.push("end");
          if (decoder instanceof ResponseDecoder && decoder.state === "idle") {
            decoder.expect("GET");
          }
        } else {
          const raw = window.bytes.subarray(before, window.start);
          const head = decoder.head!;
          if ("method" in head) checkRequest(head, raw);
          this.trace.push(describe(head));
        }
      }
    } catch (error) {
      this.#refused(error);
      return false;
    }
  }

  /** Says that nothing more comes. */
  finish(): Trace {
    try {
      this.#decoder.endOfInput();
      const event = this.#decoder.next(new ByteWindow(NOTHING, 0, 0));
      this.trace.push(event);
    } catch (error) {
      this.#refused(error);
    }
    this.#flush();
    return this.trace;
  }

  #refused(error: unknown): void {
    if (!(error instanceof ProtocolError)) throw error;
    this.#flush();
    if (![400, 413, 414, 417, 431, 501, 502, 505].includes(error.status)) {
      fail(`refused with status ${error.status}`);
    }
    this.trace.push(`${error.status} ${error.message}`);
  }

  #flush(): void {
    if (this.#data !== "") this.trace.push(`data ${this.#data}`);
    this.#data = "";
  }
}

/** All that a head says. */
function describe(head: RequestHead | ReceivedResponseHead): string {
  const parts: unknown[] = "method" in head
    ? [
      head.method,
      head.target,
      head.targetForm,
      head.path,
      head.query,
      head.authority,
      head.host,
      head.expectContinue,
      head.upgrade,
    ]
    : [head.status, head.reason, head.interim];
  parts.push(head.httpVersion, head.keepAlive, head.contentLength);
  for (const [name, value] of head.fields()) parts.push(name, value);
  return parts.join("|");
}

const LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+) ([!"$-~]+) HTTP\/1\.[0-9]$/;
const FIELD =
  /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*((?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?)[ \t]*$/;

/** Holds a head against the grammar as expressions, which are slow and plain. */
function checkRequest(head: RequestHead, raw: Uint8Array): void {
  // Of an empty line before it the first byte may have been consumed already.
  const text = String.fromCharCode(...raw).replace(/^\r?\n/, "");
  const lines = text.split("\r\n");
  if (lines.pop() !== "" || lines.pop() !== "") {
    fail("no empty line at the end");
  }
  const line = LINE.exec(lines.shift()!);
  if (line === null) fail("request line is not in the grammar");
  if (line[1] !== head.method || line[2] !== head.target) {
    fail("request line is not what was told");
  }
  const fields = [...head.fields()];
  if (fields.length !== lines.length) fail("fields are missing");
  const counts = new Map<string, number>();
  for (const [i, one] of lines.entries()) {
    const field = FIELD.exec(one);
    if (field === null) fail("field line is not in the grammar");
    const [name, value] = fields[i]!;
    if (field[1]!.toLowerCase() !== name || field[2] !== value) {
      fail("field is not what was told");
    }
    counts.set(name, 1 + (counts.get(name) ?? 0));
  }
  checkFraming(head, counts);
}

/** Holds the framing against the fields. */
function checkFraming(
  head: RequestHead,
  counts: ReadonlyMap<string, number>,
): void {
  const coding = head.field("transfer-encoding");
  const length = head.field("content-length");
  const hosts = counts.get("host") ?? 0;
  if (hosts > 1 || (hosts === 0 && head.httpVersion === 11)) {
    fail("not one Host");
  }
  if (coding !== null) {
    if (length !== null) fail("both framings");
    if (coding.toLowerCase() !== "chunked") fail("another coding");
    if (head.contentLength !== -1) fail("chunks are not told");
  } else if (length !== null) {
    if (!/^[0-9]{1,15}$/.test(length)) fail("length is no number");
    if (head.contentLength !== Number(length)) fail("another length");
  } else if (head.contentLength !== 0) {
    fail("length from nowhere");
  }
}

const NOTHING = new Uint8Array(0);

/** What an input is to be, and how much of it may be. */
interface Kind {
  method: string | null;
  limits: DecoderLimits;
}

/** A decoder for the kind of input. */
function decoderFor({ method, limits }: Kind): Decoder {
  if (method === null) return new RequestDecoder(limits);
  const decoder = new ResponseDecoder(limits);
  decoder.expect(method);
  return decoder;
}

/** Decodes all at once, in the midst of bytes that are none of the input's. */
function decodeWhole(input: Uint8Array, kind: Kind): Trace {
  const run = new Run(decoderFor(kind));
  const bytes = new Uint8Array(input.length + 16).fill(0x30);
  bytes.set(input, 8);
  const window = new ByteWindow(bytes, 8, 8 + input.length);
  return run.feed(window) ? run.finish() : run.trace;
}

/** Decodes byte by byte, in place. What has not arrived yet is spoilt. */
function decodeSingle(input: Uint8Array, kind: Kind): Trace {
  const run = new Run(decoderFor(kind));
  const bytes = new Uint8Array(input.length + 16).fill(0x0d);
  const window = new ByteWindow(bytes, 8, 8);
  for (const byte of input) {
    bytes[window.end++] = byte;
    if (!run.feed(window)) return run.trace;
  }
  return run.finish();
}

/** Decodes pieces of any size, moving what is left to a new place each time. */
function decodeMoved(
  input: Uint8Array,
  kind: Kind,
  random: Random,
): Trace {
  const run = new Run(decoderFor(kind));
  let window = new ByteWindow(NOTHING, 0, 0);
  let at = 0;
  while (at < input.length) {
    const end = Math.min(input.length, at + 1 + random(64));
    const left = window.bytes.slice(window.start, window.end);
    window.bytes.fill(0x0a);
    const offset = random(9);
    const length = left.length + end - at;
    const bytes = new Uint8Array(offset + length + 4).fill(0x3a);
    bytes.set(left, offset);
    bytes.set(input.subarray(at, end), offset + left.length);
    window = new ByteWindow(bytes, offset, offset + length);
    if (!run.feed(window)) return run.trace;
    at = end;
  }
  return run.finish();
}

/**
 * Decodes one input in three ways and holds them against each other.
 *
 * @param input The bytes.
 * @param options The method of the request, where the bytes are a response; and
 * the source of chance.
 * @returns What happened, in the same words for inputs that took the same ways.
 * @throws {AssertionError} If the three differ, or one broke the grammar.
 */
export function examine(
  input: Uint8Array,
  { method, random }: { method: string | null; random: Random },
): string {
  const draw = random(8);
  const limits = LIMITS[draw < 2 ? draw + 1 : 0]!;
  const kind = { method, limits };
  const whole = decodeWhole(input, kind);
  same(whole, decodeSingle(input, kind), "byte by byte");
  same(whole, decodeMoved(input, kind, random), "in pieces that move");
  return whole.map((event) => {
    if (/^\d/.test(event) && !event.includes("|")) return event;
    if (event.includes("|")) {
      return `head${Math.min(event.split("|").length, 20)}`;
    }
    return event.slice(0, 4);
  }).join(" ");
}

/** Fails if two ways of decoding tell different things. */
function same(whole: Trace, other: Trace, how: string): void {
  if (whole.length === other.length && whole.every((e, i) => e === other[i])) {
    return;
  }
  fail(
    `${how} it differs:\n${JSON.stringify(whole)}\n${JSON.stringify(other)}`,
  );
}

/** Throws. */
function fail(message: string): never {
  throw new AssertionError(message);
}
