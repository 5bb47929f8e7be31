// Copyright 2026 the tpd2 authors. MIT license.

import {
  assertEquals,
  assertRejects,
  assertStrictEquals,
  assertThrows,
} from "@std/assert";
import { HttpError } from "./exchange.ts";
import { exchangeFromRequest, responseFromAnswer } from "./fetch.ts";
import { FieldBlock } from "./field_block.ts";
import { NO_FIELDS, reply } from "./reply.ts";

function post(body: BodyInit | null, contentType?: string): Request {
  return new Request("http://localhost/", {
    method: "POST",
    body,
    ...(contentType && { headers: { "content-type": contentType } }),
  });
}

Deno.test("exchangeFromRequest() cuts up the URL", () => {
  const exchange = exchangeFromRequest(
    new Request("https://EXAMPLE.com:8443/a%20b/%2F?c=d%20e&f#g"),
    { remoteAddress: "192.0.2.1" },
  );
  assertEquals(exchange.method, "GET");
  assertEquals(exchange.target, "/a%20b/%2F?c=d%20e&f");
  assertEquals(exchange.path, "/a b/%2F");
  assertEquals(exchange.query, "c=d%20e&f");
  assertEquals(exchange.authority, "example.com:8443");
  assertEquals(exchange.host, "example.com");
  assertEquals(exchange.scheme, "https");
  assertEquals(exchange.remoteAddress, "192.0.2.1");
  assertEquals(exchange.params, {});
});

Deno.test("exchangeFromRequest() keeps the brackets of an IPv6 host", () => {
  const exchange = exchangeFromRequest(new Request("http://[::1]:8080"));
  assertEquals(exchange.host, "[::1]");
  assertEquals(exchange.path, "/");
  assertEquals(exchange.query, "");
});

Deno.test("exchangeFromRequest() refuses a broken path when it is asked for", () => {
  const exchange = exchangeFromRequest(new Request("http://localhost/%ff"));
  assertEquals(assertThrows(() => exchange.path, HttpError).status, 400);
});

Deno.test("exchangeFromRequest() gives fields and signal", () => {
  const controller = new AbortController();
  const request = new Request("http://localhost/", {
    headers: [["x-a", "1"], ["x-a", "2"]],
    signal: controller.signal,
  });
  const exchange = exchangeFromRequest(request);
  assertEquals(exchange.field("x-a"), "1, 2");
  assertEquals(exchange.field("x-b"), null);
  assertEquals(exchange.headers.get("X-A"), "1, 2");
  controller.abort();
  assertEquals(exchange.signal.aborted, true);
});

Deno.test("exchangeFromRequest() reads the body in each form", async () => {
  const none = exchangeFromRequest(new Request("http://localhost/")).body;
  assertEquals(none.present, false);
  assertEquals(await none.text(), "");
  const body = exchangeFromRequest(post("héllo")).body;
  assertEquals(body.present, true);
  assertEquals(await body.text(), "héllo");
  assertEquals(await exchangeFromRequest(post('{"a":1}')).body.json(), {
    a: 1,
  });
  const form = await exchangeFromRequest(
    post("a=1&a=2", "application/x-www-form-urlencoded"),
  ).body.form();
  assertEquals(form.getAll("a"), ["1", "2"]);
  const data = new FormData();
  data.append("file", new File(["content"], "name.txt"));
  const parts = await exchangeFromRequest(post(data)).body.form();
  assertEquals(await (parts.get("file") as File).text(), "content");
});

Deno.test("exchangeFromRequest() refuses a second reading", async () => {
  const { body } = exchangeFromRequest(post("x"));
  await body.bytes();
  await assertRejects(() => body.bytes(), TypeError, "already");
});

Deno.test("exchangeFromRequest() bounds the body, whatever length is claimed", async () => {
  const claimed = new Request("http://localhost/", {
    method: "POST",
    body: "x",
    headers: { "content-length": "11" },
  });
  const stream = ReadableStream.from(["12345", "678901"])
    .pipeThrough(new TextEncoderStream());
  for (const request of [claimed, post(stream), post("12345678901")]) {
    const { body } = exchangeFromRequest(request, { maxBodySize: 10 });
    const error = await assertRejects(() => body.bytes(), HttpError);
    assertEquals(error.status, 413);
    await request.body?.cancel().catch(() => {});
  }
  const { body } = exchangeFromRequest(post("1234567890"), { maxBodySize: 10 });
  assertEquals(await body.text(), "1234567890");
});

Deno.test("exchangeFromRequest() says what is wrong with a body", async () => {
  const statuses: number[] = [];
  for (
    const read of [
      () => exchangeFromRequest(post(new Uint8Array([0xff]))).body.text(),
      () => exchangeFromRequest(post("{")).body.json(),
      () => exchangeFromRequest(post("a=b", "text/plain")).body.form(),
      () =>
        exchangeFromRequest(post("x", "multipart/form-data; boundary=b")).body
          .form(),
      () =>
        exchangeFromRequest(
          post("a&".repeat(1001), "application/x-www-form-urlencoded"),
        ).body.form(),
    ]
  ) {
    statuses.push((await assertRejects(read, HttpError)).status);
  }
  assertEquals(statuses, [400, 400, 415, 400, 413]);
});

const GET = exchangeFromRequest(new Request("http://localhost/"));
const HEAD = exchangeFromRequest(
  new Request("http://localhost/", { method: "HEAD" }),
);

Deno.test("responseFromAnswer() keeps status, fields and body", async () => {
  const response = responseFromAnswer(
    reply("é", {
      status: 201,
      fields: new FieldBlock([["content-type", "text/x"], ["x-a", "1"]]),
      extra: [["set-cookie", "a=1"], ["set-cookie", "b=2"]],
    }),
    GET,
  );
  assertEquals(response.status, 201);
  assertEquals(response.headers.get("content-type"), "text/x");
  assertEquals(response.headers.getSetCookie(), ["a=1", "b=2"]);
  assertEquals(await response.text(), "é");
});

Deno.test("responseFromAnswer() adds no type of its own", async () => {
  const response = responseFromAnswer(reply("x", { fields: NO_FIELDS }), GET);
  assertEquals(response.headers.get("content-type"), null);
  assertEquals(await response.text(), "x");
});

Deno.test("responseFromAnswer() drops the content where there must be none", async () => {
  const head = responseFromAnswer(reply("é"), HEAD);
  assertEquals(head.headers.get("content-length"), "2");
  assertEquals(head.body, null);
  assertEquals(responseFromAnswer(reply("x", { status: 304 }), GET).body, null);
  let cancelled = 0;
  const stream = () =>
    new ReadableStream<Uint8Array>({ cancel: () => void cancelled++ });
  assertEquals(responseFromAnswer(reply(stream()), HEAD).body, null);
  const response = responseFromAnswer(
    new Response(stream(), { status: 203, headers: { "x-a": "1" } }),
    HEAD,
  );
  await Promise.resolve();
  assertEquals(response.body, null);
  assertEquals(response.status, 203);
  assertEquals(response.headers.get("x-a"), "1");
  assertEquals(cancelled, 2);
});

Deno.test("responseFromAnswer() passes a Response through", () => {
  const response = new Response("x");
  assertStrictEquals(responseFromAnswer(response, GET), response);
});
