// Copyright 2026 the tpd2 authors. MIT license.

import {
  assert,
  assertEquals,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { HttpError } from "../http/exchange.ts";
import { redirect, type Reply, reply } from "../http/reply.ts";
import { a, body, h1, head, html, p, raw, script, title } from "../ml/mod.ts";
import { MemoryExchange } from "./_memory_exchange.ts";
import {
  boolean,
  date,
  integer,
  list,
  oneOf,
  type Site,
  site,
  string,
} from "./mod.ts";

async function get(
  handles: Site,
  target: string,
  init?: RequestInit,
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await handles.fetch(
    new Request(new URL(target, "http://localhost"), init),
  );
  const { status, headers } = response;
  return { status, text: await response.text(), headers };
}

Deno.test("site() puts content into a whole document", async () => {
  const hello = site({ style: false, title: "Site" })
    .page("/", { name: string("Friend") }, ({ name }) => h1("Hello ", name));
  const { status, text, headers } = await get(hello, "/?name=<b>");
  assertEquals(status, 200);
  assertEquals(headers.get("content-type"), "text/html; charset=utf-8");
  assertEquals(
    text,
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">' +
      '<meta name="viewport" content="width=device-width, initial-scale=1">' +
      "<title>Site</title></head><body><main><h1>Hello &lt;b&gt;</h1></main></body></html>",
  );
});

Deno.test("site() answers a page at once, without a promise", () => {
  const hello = site().page(
    "/",
    { name: string() },
    ({ name }) => h1("Hello ", name),
    { layout: false },
  );
  const answer = hello.handle(new MemoryExchange("/?name=Ada")) as Reply;
  assertEquals(answer.body, "<h1>Hello Ada</h1>");
  assertEquals(answer.extra, null);
});

Deno.test("site() shares the prepared fields among replies", () => {
  const hello = site().page("/", () => "x");
  const first = hello.handle(new MemoryExchange("/")) as Reply;
  const second = hello.handle(new MemoryExchange("/")) as Reply;
  assert(first.fields === second.fields);
});

Deno.test("site.page() takes whatever a render function may return", async () => {
  const all = site({ style: false })
    .page("/text", () => "a < b", { layout: false })
    .page("/number", () => 7, { layout: false })
    .page("/nothing", () => null, { layout: false })
    .page("/list", () => ["<", [p("x")], false], { layout: false })
    .page("/raw", () => raw("<i>"), { layout: false })
    .page("/object", () => ({ toMarkup: () => p("o") }), { layout: false })
    .page(
      "/document",
      () => html({ lang: "en" }, head(title("t")), body(p("d"))),
    )
    .page("/reply", () => reply("r", { status: 202 }))
    .page("/redirect", () => redirect("/text"))
    .page("/response", () => new Response("R", { status: 203 }))
    .page("/promise", () => Promise.resolve(p("later")), { layout: false })
    .page("/promise-inside", () => p("a", Promise.resolve("<b>")), {
      layout: false,
    })
    .page("/promise-listed", () => [p("a"), Promise.resolve(p("b"))], {
      layout: false,
    })
    .page(
      "/promise-document",
      () => html({ lang: "en" }, head(title("t")), body(Promise.resolve("d"))),
    )
    .page("/promise-reply", () => Promise.resolve(reply("later")))
    .page("/async", async () => {
      await Promise.resolve();
      return new Response("later");
    });
  const texts: Record<string, [number, string]> = {
    "/text": [200, "a &lt; b"],
    "/number": [200, "7"],
    "/nothing": [200, ""],
    "/list": [200, "&lt;<p>x</p>"],
    "/raw": [200, "<i>"],
    "/object": [200, "<p>o</p>"],
    "/document": [
      200,
      '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><p>d</p></body></html>',
    ],
    "/reply": [202, "r"],
    "/redirect": [303, ""],
    "/response": [203, "R"],
    "/promise": [200, "<p>later</p>"],
    "/promise-inside": [200, "<p>a&lt;b&gt;</p>"],
    "/promise-listed": [200, "<p>a</p><p>b</p>"],
    "/promise-document": [
      200,
      '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body>d</body></html>',
    ],
    "/promise-reply": [200, "later"],
    "/async": [200, "later"],
  };
  for (const [path, expected] of Object.entries(texts)) {
    const { status, text } = await get(all, path);
    assertEquals([status, text], expected, path);
  }
});

Deno.test("site.page() lays out content that waits, and refuses what fails", async () => {
  const later = site({ style: false, onError() {} })
    .page("/", (_values, context) => {
      context.title = "Later";
      return [h1("a"), Promise.resolve(p("b"))];
    })
    .page("/fails", () => p(Promise.reject(new HttpError(503, "Not now"))));
  const { text } = await get(later, "/");
  assertStringIncludes(text, "<title>Later</title>");
  assertStringIncludes(text, "<main><h1>a</h1><p>b</p></main>");
  assertEquals((await get(later, "/fails")).status, 503);
});

Deno.test("site.page() answers GET and HEAD, and no other method", async () => {
  const hello = site().page("/", () => "é", { layout: false });
  const answer = await get(hello, "/", { method: "HEAD" });
  assertEquals([answer.status, answer.text], [200, ""]);
  assertEquals(answer.headers.get("content-length"), "2");
  const refused = await get(hello, "/", { method: "POST", body: "x" });
  assertEquals(refused.status, 405);
  assertEquals(refused.headers.get("allow"), "GET, HEAD, OPTIONS");
  const options = await get(hello, "/", { method: "OPTIONS" });
  assertEquals(options.status, 204);
  assertEquals(options.headers.get("allow"), "GET, HEAD, OPTIONS");
});

Deno.test("site.page() gives the names in the path as strings", async () => {
  const users = site()
    .page("/users/:id", ({ id }) => id.toUpperCase(), { layout: false })
    .page(
      "/posts/:id/:slug",
      { id: integer() },
      ({ id, slug }) => `${id + 1} ${slug.length}`,
      { layout: false },
    );
  assertEquals((await get(users, "/users/a%20b")).text, "A B");
  assertEquals((await get(users, "/posts/1/abc")).text, "2 3");
  assertEquals((await get(users, "/posts/x/abc")).status, 400);
});

Deno.test("site.page() refuses a taken path and a hostile name", () => {
  const taken = site().page("/", () => "");
  assertThrows(() => taken.page("/", () => ""), TypeError, "already");
  const params = JSON.parse('{"__proto__": null}');
  assertThrows(
    () => taken.page("/x", params, () => ""),
    TypeError,
    "__proto__",
  );
});

Deno.test("site.on() takes handlers, and pages with parameters", async () => {
  const shop = site()
    .on("GET", "/robots.txt", () => reply("robots"))
    .on("DELETE", "/items/:id", ({ params }) => reply(`gone ${params["id"]}`))
    .on("PUT", "/items/:id", { id: integer() }, ({ id }) => `${id * 2}`, {
      layout: false,
    });
  assertEquals((await get(shop, "/robots.txt")).text, "robots");
  const deleted = await get(shop, "/items/3", { method: "DELETE" });
  assertEquals(deleted.text, "gone 3");
  assertEquals((await get(shop, "/items/3", { method: "PUT" })).text, "6");
});

Deno.test("site() lets a page read a body that is no form", async () => {
  const api = site().on(
    "POST",
    "/",
    { a: string("-") },
    async ({ a }, { exchange }) =>
      reply(a + JSON.stringify(await exchange.body.json())),
  );
  const { text } = await get(api, "/", { method: "POST", body: "[1]" });
  assertEquals(text, "-[1]");
});

Deno.test("site() bounds the body of a fetch", async () => {
  const small = site({ maxBodySize: 4 })
    .on("POST", "/", { a: string() }, ({ a }) => a);
  const form = (a: string) => ({
    method: "POST",
    body: new URLSearchParams({ a }),
  });
  assertEquals((await get(small, "/", form("12"))).status, 200);
  assertEquals((await get(small, "/", form("123"))).status, 413);
});

Deno.test("site() has a fetch that needs no site in front", async () => {
  const { fetch } = site().page("/", () => "x", { layout: false });
  assertEquals(
    await (await fetch(new Request("http://localhost/"))).text(),
    "x",
  );
});

Deno.test("context sets title, status and fields of one response", async () => {
  const pages = site({ style: false })
    .page("/", (_values, context) => {
      context.title = "Set & done";
      context.status = 201;
      context.setField("Cache-Control", "max-age=60");
      context.setField("cache-control", "max-age=61");
      context.addField("set-cookie", "a=1");
      context.addField("set-cookie", "b=2");
      context.setField("referrer-policy", "no-referrer");
      return p(context.exchange.path);
    })
    .page("/plain", () => p("x"), { title: "Option" });
  const { status, text, headers } = await get(pages, "/");
  assertEquals(status, 201);
  assertStringIncludes(text, "<title>Set &amp; done</title>");
  assertEquals(headers.get("cache-control"), "max-age=61");
  assertEquals(headers.get("referrer-policy"), "no-referrer");
  assertEquals(headers.getSetCookie(), ["a=1", "b=2"]);
  const plain = await get(pages, "/plain");
  assertEquals(plain.headers.get("cache-control"), null);
  assertStringIncludes(plain.text, "<title>Option</title>");
});

Deno.test("context refuses what would break the response", async () => {
  const faults: string[] = [];
  const pages = site({
    onError: (error) => faults.push((error as Error).message),
  })
    .page("/split", (_values, context) => {
      context.addField("x-a", "b\r\nset-cookie: c=d");
      return "";
    })
    .page("/length", (_values, context) => {
      context.setField("Content-Length", "1");
      return "";
    })
    .page("/status", (_values, context) => {
      context.status = 99;
      return "";
    });
  for (const path of ["/split", "/length", "/status"]) {
    assertEquals((await get(pages, path)).status, 500, path);
  }
  assertEquals(faults.length, 3);
});

Deno.test("context has a nonce for a page that inlines something", async () => {
  const pages = site()
    .page("/inline", () => [p("x"), script(raw("let a = 1;"))])
    .page("/plain", () => p("x"));
  const first = await get(pages, "/inline");
  const nonce = /<script nonce="([^"]+)">/.exec(first.text)?.[1] ?? "";
  assertEquals(atob(nonce).length, 16);
  const policy = first.headers.get("content-security-policy") ?? "";
  assertStringIncludes(policy, `script-src 'self' 'nonce-${nonce}'`);
  assertEquals(policy.split("nonce-").length, 3);
  assertEquals(first.headers.get("cache-control"), "no-store");
  const second = await get(pages, "/inline");
  assert(!second.text.includes(nonce));
  const plain = await get(pages, "/plain");
  assert(!plain.headers.get("content-security-policy")?.includes("nonce"));
  assertEquals(plain.headers.get("cache-control"), null);
});

Deno.test("site.page() sends the fields of its options", async () => {
  const pages = site().page("/", () => "x", {
    layout: false,
    fields: { "cache-control": "max-age=60", "content-type": "text/plain" },
  });
  const { headers } = await get(pages, "/");
  assertEquals(headers.get("cache-control"), "max-age=60");
  assertEquals(headers.get("content-type"), "text/plain");
  assertEquals(headers.get("x-content-type-options"), "nosniff");
});

Deno.test("site() answers exchanges of handlers that throw", async () => {
  const faults: unknown[] = [];
  const fault = new Error("secret");
  const pages = site({ onError: (error) => faults.push(error) })
    .page("/http", () => {
      throw new HttpError(418, "Short and stout", {
        fields: [["x-pot", "tea"]],
      });
    })
    .page("/sync", () => {
      throw fault;
    })
    .page("/async", () => Promise.reject(fault))
    .on("GET", "/on", () => Promise.reject(new HttpError(410, "Sold out")));
  const teapot = await get(pages, "/http");
  assertEquals(teapot.status, 418);
  assertEquals(teapot.headers.get("x-pot"), "tea");
  assertStringIncludes(teapot.text, "<p>Short and stout.</p>");
  for (const path of ["/sync", "/async"]) {
    const { status, text } = await get(pages, path);
    assertEquals(status, 500);
    assert(!text.includes("secret"));
  }
  assertEquals((await get(pages, "/on")).status, 410);
  assertEquals(faults, [fault, fault]);
});

Deno.test("site.page() infers the types of the values of each page", () => {
  const typed = site();
  typed.page("/a/:id", { n: integer(), s: string(null) }, (values) => {
    const n: number = values.n;
    const id: string = values.id;
    // @ts-expect-error: the parameter may be null
    const s: string = values.s;
    // @ts-expect-error: there is no such parameter
    const other: unknown = values.other;
    return a({ href: "/" }, id, n, s, other === undefined);
  });
  typed.page("/b", {
    when: date(),
    list: list(oneOf(["x", "y"])),
    order: oneOf(["up", "down"], "up"),
    on: boolean(),
    maybe: integer(null),
  }, ({ when, list, order, on, maybe }) => {
    const time: number = when.getTime();
    const letters: readonly ("x" | "y")[] = list;
    const direction: "up" | "down" = order;
    // @ts-expect-error: one of two words
    const wrong: "left" = order;
    const flag: boolean = on;
    // @ts-expect-error: it may be null
    const sure: number = maybe;
    return [time, letters, direction, wrong, flag, sure];
  });
  // @ts-expect-error: a date is neither content nor an answer
  typed.page("/date", () => new Date(0));
  assertEquals(typed.hosts, []);
});
