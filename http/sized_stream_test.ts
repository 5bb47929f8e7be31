// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { HttpClient } from "./client.ts";
import { exchangeFromRequest, responseFromAnswer } from "./fetch.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";
import { sizedStream, sizeOfStream } from "./sized_stream.ts";

function stream(...texts: string[]): ReadableStream<Uint8Array> {
  return ReadableStream.from(texts).pipeThrough(new TextEncoderStream());
}

Deno.test("sizedStream() refuses what is no size", async () => {
  const body = stream("a");
  for (const size of [-1, 1.5, NaN, Infinity]) {
    assertThrows(() => sizedStream(body, size), RangeError);
  }
  assertEquals(sizeOfStream(body), null);
  await body.cancel();
});

Deno.test("sizedStream() lets a response go out with its length, for HEAD too", async () => {
  const handle = () => reply(sizedStream(stream("hel", "lo"), 5));
  await using server = await serve({ handle }, { port: 0 });
  await using client = new HttpClient();
  for (const method of ["GET", "HEAD", "GET"]) {
    const response = await client.request(server.url, { method });
    assertEquals(response.field("content-length"), "5");
    assertEquals(response.field("transfer-encoding"), null);
    assertEquals(await response.text(), method === "GET" ? "hello" : "");
    const exchange = exchangeFromRequest(new Request(server.url, { method }));
    const other = responseFromAnswer(handle(), exchange);
    assertEquals(other.headers.get("content-length"), "5");
    await other.body?.cancel();
  }
  assertEquals(server.stats().connections, 1);
});

Deno.test("sizedStream() breaks the connection when the stream has another length", async () => {
  for (const size of [4, 6]) {
    const errors: unknown[] = [];
    const handle = () => reply(sizedStream(stream("hel", "lo"), size));
    await using server = await serve({ handle }, {
      port: 0,
      onError: (error) => errors.push(error),
    });
    await using client = new HttpClient();
    await assertRejects(async () => {
      const response = await client.request(server.url);
      await response.bytes();
    });
    assertEquals(errors.length, 1);
    assertEquals(errors[0] instanceof RangeError, true);
  }
});
