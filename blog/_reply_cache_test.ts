// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import {
  type Exchange,
  exchangeFromRequest,
  HTML_FIELDS,
  TEXT_FIELDS,
} from "../http/mod.ts";
import { type Content, ReplyCache } from "./_reply_cache.ts";

function exchange(ifNoneMatch?: string): Exchange {
  return exchangeFromRequest(
    new Request("http://localhost/", {
      headers: ifNoneMatch === undefined
        ? {}
        : { "if-none-match": ifNoneMatch },
    }),
  );
}

function content(text: string): Content {
  return { bytes: new TextEncoder().encode(text), fields: HTML_FIELDS };
}

Deno.test("ReplyCache makes a page once in a version", () => {
  let version = 1;
  let made = 0;
  const cache = new ReplyCache(() => version);
  const ask = () => cache.answer(exchange(), "/", () => content(`${++made}`));
  const first = ask();
  assertStrictEquals(ask(), first);
  assertEquals(made, 1);
  version = 2;
  ask();
  assertEquals(made, 2);
});

Deno.test("ReplyCache answers 304 to who has the page", () => {
  const cache = new ReplyCache(() => 1);
  const ask = (tag?: string) =>
    cache.answer(exchange(tag), "/", () => content("page"));
  const etag = ask().fields.get("etag")!;
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
    const { status, body, fields } = ask(tag);
    assertEquals([status, body], [304, null], tag);
    assertEquals(fields.get("etag"), etag);
    assertEquals(fields.get("cache-control"), "public, no-cache");
    assertEquals(fields.get("content-type"), undefined);
  }
  for (const tag of ['"other"', "nonsense", ""]) {
    assertEquals(ask(tag).status, 200, tag);
  }
});

Deno.test("ReplyCache gives other pages other tags", () => {
  const cache = new ReplyCache(() => 1);
  const tags = ["a", "b"].map((text) =>
    cache.answer(exchange(), text, () => content(text)).fields.get("etag")
  );
  assert(tags[0] !== tags[1]);
});

Deno.test("ReplyCache never answers an error page with 304", () => {
  const cache = new ReplyCache(() => 1);
  const { status, fields } = cache.answer(
    exchange("*"),
    "404",
    () => ({ ...content("none"), fields: TEXT_FIELDS, status: 404 }),
  );
  assertEquals([status, fields.get("etag")], [404, undefined]);
});

Deno.test("ReplyCache.send() compresses once for who takes it", async () => {
  const cache = new ReplyCache(() => 1);
  const text = "words and words ".repeat(200);
  const ask = async (headers: Record<string, string>) => {
    const request = new Request("http://localhost/", { headers });
    const reply = await cache.send(
      exchangeFromRequest(request),
      "/",
      () => content(text),
    );
    return { reply, coding: reply.fields.get("content-encoding") };
  };
  const plain = await ask({});
  assertEquals(plain.coding, undefined);
  assertEquals(plain.reply.fields.get("vary"), "accept-encoding");
  const gzip = await ask({ "accept-encoding": "gzip" });
  assertEquals(gzip.coding, "gzip");
  const bytes = gzip.reply.body as Uint8Array<ArrayBuffer>;
  const stream = new Blob([bytes]).stream()
    .pipeThrough(new DecompressionStream("gzip"));
  assertEquals(await new Response(stream).text(), text);
  assertStrictEquals(
    (await ask({ "accept-encoding": "gzip" })).reply.body,
    bytes,
  );
  const etag = gzip.reply.fields.get("etag")!;
  assertEquals(etag, `W/${plain.reply.fields.get("etag")}`);
  const again = await ask({ "accept-encoding": "gzip", "if-none-match": etag });
  assertEquals([again.reply.status, again.reply.body], [304, null]);
  assertEquals(again.reply.fields.get("etag"), etag);
});

Deno.test("ReplyCache holds no more than its limit", () => {
  let made = 0;
  const cache = new ReplyCache(() => 1, { maxSize: 10 });
  const ask = (key: string) =>
    cache.answer(exchange(), key, () => {
      made++;
      return content("1234");
    });
  for (const key of ["a", "b", "a", "b"]) ask(key);
  assertEquals(made, 2);
  ask("c");
  ask("a");
  assertEquals(made, 4);
});
