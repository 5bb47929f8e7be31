// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { ByteWindow } from "../net/byte_window.ts";
import type { DecoderLimits } from "./limits.ts";
import { ProtocolError } from "./protocol_error.ts";
import { ResponseDecoder } from "./response_decoder.ts";
import type { ReceivedResponseHead } from "./received_response_head.ts";
import { bytesOf, oneByOne, piecesOf, refill } from "./testdata/decoding.ts";
import {
  ACCEPTED_RESPONSES,
  REFUSED_RESPONSES,
} from "./testdata/response_cases.ts";

/** What came of decoding. */
interface Outcome {
  events: string;
  heads: Record<string, unknown>[];
  error?: ProtocolError;
}

/** Decodes pieces that arrive one after the other, and then the end of input. */
function decodeResponses(
  pieces: readonly Uint8Array[],
  methods: readonly string[] = ["GET"],
  limits?: DecoderLimits,
): Outcome {
  const decoder = new ResponseDecoder(limits);
  const events: string[] = [];
  const kept: ReceivedResponseHead[] = [];
  const waiting = [...methods];
  let data = "";
  let window = new ByteWindow(new Uint8Array(0), 0, 0);
  const outcome: Outcome = { events: "", heads: [] };
  function drain(): void {
    for (;;) {
      const event = decoder.next(window);
      if (event === "data") {
        data += String.fromCharCode(
          ...window.bytes.subarray(decoder.dataStart, decoder.dataEnd),
        );
        continue;
      }
      if (event === "need-data") return;
      flush();
      if (event === "head") {
        kept.push(decoder.head!);
        events.push(`${decoder.head!.status}`);
      } else {
        events.push(event);
        const method = waiting.shift();
        if (method !== undefined && decoder.state === "idle") {
          decoder.expect(method);
        }
      }
    }
  }
  function flush(): void {
    if (data !== "") events.push(`data:${data}`);
    data = "";
  }
  decoder.expect(waiting.shift()!);
  try {
    for (const piece of pieces) {
      window = refill(window, piece);
      drain();
    }
    decoder.endOfInput();
    drain();
    if (decoder.state === "closed") events.push("closed");
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    flush();
    outcome.error = error;
  }
  outcome.events = events.join(" ");
  outcome.heads = kept.map((head) => ({
    status: head.status,
    reason: head.reason,
    httpVersion: head.httpVersion,
    interim: head.interim,
    keepAlive: head.keepAlive,
    contentLength: head.contentLength,
    fields: [...head.fields()],
  }));
  return outcome;
}

for (const { name, text, methods, events, head } of ACCEPTED_RESPONSES) {
  Deno.test(`ResponseDecoder takes ${name}`, () => {
    const bytes = bytesOf(text);
    const whole = decodeResponses([bytes], methods);
    assertEquals(whole.error, undefined);
    assertEquals(whole.events, events);
    const last = whole.heads.at(-1)!;
    for (const [key, value] of Object.entries(head)) {
      assertEquals(last[key], value, key);
    }
    assertEquals(decodeResponses(oneByOne(bytes), methods), whole);
    for (let at = 1; at < bytes.length; at++) {
      const pieces = [bytes.subarray(0, at), bytes.subarray(at)];
      assertEquals(decodeResponses(pieces, methods), whole, `split at ${at}`);
    }
  });
}

for (
  const { name, text, methods, before = "", message } of REFUSED_RESPONSES
) {
  Deno.test(`ResponseDecoder refuses ${name}`, () => {
    const bytes = bytesOf(text);
    const whole = decodeResponses([bytes], methods);
    assertEquals(whole.events, before);
    assert(whole.error !== undefined);
    assertEquals(whole.error.status, 502);
    if (message !== undefined) {
      assert(whole.error.message.includes(message), whole.error.message);
    }
    const single = decodeResponses(oneByOne(bytes), methods);
    assertEquals(single.events, before);
    assertEquals(single.error?.message, whole.error.message);
  });
}

Deno.test("ResponseDecoder events do not depend on how bytes are split", () => {
  const cases = [...ACCEPTED_RESPONSES, ...REFUSED_RESPONSES];
  fc.assert(fc.property(
    fc.constantFrom(...cases),
    fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }),
    ({ text, methods }, sizes) => {
      const bytes = bytesOf(text);
      const split = decodeResponses(piecesOf(bytes, sizes), methods);
      const whole = decodeResponses([bytes], methods);
      assertEquals(split.events, whole.events);
      assertEquals(split.heads, whole.heads);
      assertEquals(split.error?.message, whole.error?.message);
    },
  ));
});

Deno.test("ResponseDecoder bounds content that ends with the connection", () => {
  const text = "HTTP/1.1 200 OK\r\n\r\nabcde";
  const limits = { maxBodySize: 4 };
  for (const pieces of [[bytesOf(text)], oneByOne(bytesOf(text))]) {
    const whole = decodeResponses(pieces, ["GET"], limits);
    assertEquals(whole.events, "200 data:abcd");
    assertEquals(whole.error?.status, 502);
  }
});

Deno.test("ResponseDecoder.expect() refuses while a response is not complete", () => {
  const decoder = new ResponseDecoder();
  decoder.expect("GET");
  assertThrows(() => decoder.expect("GET"), TypeError, "in state expecting");
});

Deno.test("ResponseDecoder refuses bytes that nobody asked for", () => {
  const decoder = new ResponseDecoder();
  const window = ByteWindow.from(bytesOf("HTTP/1.1 408 Timeout\r\n\r\n"));
  assertThrows(() => decoder.next(window), ProtocolError, "expected");
  assertThrows(() => decoder.next(window), ProtocolError, "refused before");
  assertEquals(decoder.state, "error");
});

Deno.test("ResponseDecoder.midMessage tells a begun response", () => {
  const text =
    "HTTP/1.1 100 A\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  const bytes = bytesOf(text);
  const decoder = new ResponseDecoder();
  decoder.expect("GET");
  const window = ByteWindow.from(bytes);
  for (window.end = 0; window.end < bytes.length; window.end++) {
    while (decoder.next(window) !== "need-data");
    assertEquals(decoder.midMessage, window.end > 0, `at ${window.end}`);
  }
  while (decoder.next(window) !== "end");
  assertEquals(decoder.midMessage, false);
});
