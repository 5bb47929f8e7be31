// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  Dispatcher,
  NO_FIELDS,
  ProtocolError,
  reply,
  RequestDecoder,
  ResponseDecoder,
  ResponseEncoder,
  serve,
  serveHttp,
} from "../../http/mod.ts";
import {
  ByteWindow,
  OutputBufferPool,
  OutputQueue,
  schedule,
} from "../../net/mod.ts";
import { memoryListener } from "../../net/testing.ts";
import type { Cases } from "./cases.ts";

function windowOf(text: string): ByteWindow {
  return ByteWindow.from(new TextEncoder().encode(text));
}

/** The events of a request that arrives whole, and its content. */
function decode(text: string): { events: string[]; content: string } {
  const window = windowOf(text);
  const decoder = new RequestDecoder();
  const events: string[] = [];
  let content = "";
  for (;;) {
    const event = decoder.next(window);
    events.push(event);
    if (event === "need-data") return { events, content };
    if (event === "data") {
      content += new TextDecoder().decode(
        window.bytes.subarray(decoder.dataStart, decoder.dataEnd),
      );
    }
  }
}

/** What a server in memory answers to some bytes. */
async function converse(text: string): Promise<string> {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/hello/:name", ({ params }) => {
    return reply(`hello ${params["name"]}`);
  });
  dispatcher.add("POST", "/echo", async ({ body }) => reply(await body.text()));
  const http = serveHttp(dispatcher);
  const listener = memoryListener();
  const scheduler = schedule(listener);
  const loop = (async () => {
    for await (const ready of scheduler) {
      for (const connection of ready) http(connection);
    }
  })();
  const client = listener.connect();
  await client.write(text);
  let answer = "";
  for (;;) {
    const bytes = await client.readSome();
    if (bytes === null) break;
    answer += new TextDecoder().decode(bytes);
  }
  client.close();
  await scheduler.shutdown();
  await loop;
  return answer;
}

/** The codec, and a server without a port. */
export const httpCases: Cases = {
  "a request is decoded"() {
    assertEquals(
      decode(
        "POST /a HTTP/1.1\r\nHost: b\r\nTransfer-Encoding: chunked\r\n\r\n" +
          "2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n",
      ),
      {
        events: ["head", "data", "data", "end", "need-data"],
        content: "hi!",
      },
    );
  },
  "what has two readings is refused"() {
    const error = assertThrows(() =>
      decode(
        "POST / HTTP/1.1\r\nHost: b\r\nContent-Length: 1\r\n" +
          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      ), ProtocolError);
    assertEquals(error.status, 400);
  },
  "what is encoded can be decoded"() {
    const queue = new OutputQueue(new OutputBufferPool(), () => {});
    const encoder = new ResponseEncoder(() => Date.UTC(2026, 0, 1));
    encoder.whole(
      queue,
      { status: 200, fields: NO_FIELDS, extra: null },
      "hi",
      {
        head: false,
        keepAlive: true,
        oldClient: false,
      },
    );
    const window = ByteWindow.from(queue.take()!);
    const decoder = new ResponseDecoder();
    decoder.expect("GET");
    assertEquals(decoder.next(window), "head");
    assertEquals(decoder.head?.status, 200);
    assertEquals(decoder.next(window), "data");
    assertEquals(decoder.next(window), "end");
  },
  async "listening says what to do where there is no Deno"() {
    if ("Deno" in globalThis) return;
    const error = await assertRejects(() => serve(() => new Response()), Error);
    assert(/^Cannot listen: that needs Deno, so/.test(error.message));
  },
  async "a server answers pipelined requests in their order"() {
    const answer = await converse(
      "GET /hello/a%20b HTTP/1.1\r\nHost: x\r\n\r\n" +
        "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc" +
        "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d+)/g)];
    assertEquals(statuses.map(([, status]) => status), ["200", "200", "404"]);
    assert(/hello a b.*abcHTTP/s.test(answer), answer);
  },
};
