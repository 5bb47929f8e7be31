// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import { exchangeFromRequest, responseFromAnswer } from "../http/fetch.ts";
import { site, sites } from "./mod.ts";

Deno.test("sites() finds the site by its host, else takes the first", async () => {
  const main = site({ hosts: ["main.example"] })
    .page("/", () => "main", { layout: false });
  const blog = site({
    hosts: ["blog.example", "www.blog.example"],
    security: false,
    errorPage: () => "no such entry",
  }).page("/", () => "blog", { layout: false });
  const all = sites(main, blog);
  const get = async (url: string) => {
    const exchange = exchangeFromRequest(new Request(url));
    return responseFromAnswer(await all.handle(exchange), exchange);
  };
  for (
    const [url, text] of [
      ["http://main.example/", "main"],
      ["http://blog.example/", "blog"],
      ["http://WWW.BLOG.EXAMPLE:8080/", "blog"],
      ["http://other.example/", "main"],
      ["http://127.0.0.1/", "main"],
    ] as const
  ) {
    assertEquals(await (await get(url)).text(), text, url);
  }
  const missing = await get("http://blog.example/x");
  assertEquals(missing.status, 404);
  assertEquals(missing.headers.get("x-content-type-options"), null);
  assertEquals((await missing.text()).includes("no such entry"), true);
});

Deno.test("sites() refuses sites that it cannot tell apart", () => {
  const named = () => site({ hosts: ["a.example"] });
  assertThrows(() => sites(site(), site()), TypeError, "no host names");
  assertThrows(() => sites(named(), named()), TypeError, "already");
});
