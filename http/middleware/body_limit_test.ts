// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { Dispatcher } from "../dispatcher.ts";
import { HttpError } from "../exchange.ts";
import { exchangeFromRequest } from "../fetch.ts";
import { reply } from "../reply.ts";
import { serve } from "../server.ts";
import { bodyLimit } from "./body_limit.ts";

function posting(body: BodyInit | null, fields: Record<string, string> = {}) {
  return exchangeFromRequest(
    new Request("http://localhost/", { method: "POST", body, headers: fields }),
  );
}

function chunks(...texts: string[]) {
  return ReadableStream.from(texts).pipeThrough(new TextEncoderStream());
}

const echo = bodyLimit(
  async ({ body }) => reply(await body.text()),
  { maxBodySize: 5 },
);

Deno.test("bodyLimit() lets pass what is short enough", async () => {
  for (const body of [null, "", "12345", chunks("123", "45")]) {
    const expected = body === null || body === "" ? "" : "12345";
    assertEquals((await echo(posting(body))).body, expected);
  }
});

Deno.test("bodyLimit() counts what arrives", async () => {
  for (const body of ["123456", chunks("123", "456"), chunks("123456")]) {
    const error = await assertRejects(
      async () => await echo(posting(body)),
      HttpError,
    );
    assertEquals(error.status, 413);
  }
});

Deno.test("bodyLimit() refuses what is announced as longer before it asks", () => {
  let asked = false;
  const handler = bodyLimit(() => {
    asked = true;
    return reply("");
  }, { maxBodySize: 5 });
  const exchange = posting("1", { "content-length": "6" });
  assertThrows(() => handler(exchange), HttpError, "longer than 5 bytes");
  assertEquals(asked, false);
});

Deno.test("bodyLimit() keeps every way of reading, and the rest of the exchange", async () => {
  const seen: unknown[] = [];
  const handler = bodyLimit(async (exchange) => {
    const { body, method, path, query, target, host } = exchange;
    const type = exchange.field("content-type");
    seen.push(method, path, query, target, host);
    if (type === "application/json") seen.push(await body.json());
    else seen.push([...await body.form()]);
    seen.push(exchange.headers.get("content-type") === type);
    await assertRejects(() => body.bytes(), TypeError, "already");
    return reply("");
  }, { maxBodySize: 100 });
  const start = ["POST", "/", "", "/", "localhost"];
  await handler(posting('{"a":1}', { "content-type": "application/json" }));
  assertEquals(seen.splice(0), [...start, { a: 1 }, true]);
  const type = "application/x-www-form-urlencoded";
  await handler(posting("a=1", { "content-type": type }));
  assertEquals(seen.splice(0), [...start, [["a", "1"]], true]);
});

Deno.test("bodyLimit() refuses what is no limit", () => {
  for (const maxBodySize of [-1, 1.5, NaN, Infinity]) {
    assertThrows(() => bodyLimit(() => reply(""), { maxBodySize }), RangeError);
  }
});

Deno.test("bodyLimit() works over a port, and lets the dispatcher set parameters", async () => {
  const dispatcher = new Dispatcher();
  dispatcher.add(
    "POST",
    "/:name",
    async ({ body, params }) => reply(params.name + await body.text()),
  );
  const handle = bodyLimit((exchange) => dispatcher.handle(exchange), {
    maxBodySize: 5,
  });
  await using server = await serve({ handle }, { port: 0 });
  for (
    const [body, status, text] of [
      ["12345", 200, "a12345"],
      ["123456", 413, null],
      [chunks("123", "45"), 200, "a12345"],
      [chunks("123", "456"), 413, null],
    ] as const
  ) {
    const response = await fetch(`${server.url}a`, { method: "POST", body });
    assertEquals(response.status, status);
    const received = await response.text();
    if (text !== null) assertEquals(received, text);
  }
});
