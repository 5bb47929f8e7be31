// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import {
  type Cookie,
  deleteCookieField,
  readCookie,
  readCookies,
  setCookieField,
} from "./cookies.ts";
import { Dispatcher } from "./dispatcher.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";

function sent(cookie: string | null) {
  return { field: (name: string) => name === "cookie" ? cookie : null };
}

Deno.test("readCookie() and readCookies() read the same, and nothing is decoded", () => {
  for (
    const [text, expected] of [
      [null, []],
      ["", []],
      ["a=1", [["a", "1"]]],
      ["a=1; b=2", [["a", "1"], ["b", "2"]]],
      ["a=1;b=2", [["a", "1"], ["b", "2"]]],
      [" a=1 ;\tb=2\t", [["a", "1"], ["b", "2"]]],
      ["a=", [["a", ""]]],
      ["a=b=c==", [["a", "b=c=="]]],
      ["a=%3B%20x", [["a", "%3B%20x"]]],
      ['a="x"', [["a", '"x"']]],
      ["a=1; a=2", [["a", "1"]]],
      ["a=1; A=2", [["a", "1"], ["A", "2"]]],
      ["__proto__=1; constructor=2", [["__proto__", "1"], [
        "constructor",
        "2",
      ]]],
      // What breaks the grammar hides itself and nothing else.
      ["a; b=2", [["b", "2"]]],
      ["=1; b=2", [["b", "2"]]],
      ["a b=1; b=2", [["b", "2"]]],
      ["a=1, b=2", []],
      ['a="x; b=2', [["b", "2"]]],
      ["a=x y; b=2", [["b", "2"]]],
      ["a=é; b=2", [["b", "2"]]],
      ["a=x y; a=2", [["a", "2"]]],
      [";;; b=2 ;;", [["b", "2"]]],
    ] as [string | null, [string, string][]][]
  ) {
    assertEquals([...readCookies(sent(text))], expected, `${text}`);
    for (const [name, value] of expected) {
      assertEquals(readCookie(sent(text), name), value);
    }
    assertEquals(readCookie(sent(text), "nobody"), null);
  }
});

Deno.test("readCookie() does not take the end of a name for the name", () => {
  const exchange = sent("xid=1; id2=2; x=id=3");
  assertEquals(readCookie(exchange, "id"), null);
});

Deno.test("readCookies() bounds how many there are", () => {
  const text = Array.from({ length: 200 }, (_, i) => `c${i}=${i}`).join("; ");
  assertEquals(readCookies(sent(text)).size, 100);
  assertEquals(readCookies(sent(text), { maxCount: 3 }).size, 3);
});

Deno.test("setCookieField() writes attributes, with careful defaults", () => {
  for (
    const [cookie, expected] of [
      [{ name: "a", value: "1" }, "a=1; HttpOnly; SameSite=Lax; Path=/"],
      [
        {
          name: "a",
          value: "1",
          path: "/x",
          domain: "example.com",
          maxAge: 60,
          secure: true,
          httpOnly: false,
          sameSite: "None",
          partitioned: true,
        },
        "a=1; Secure; Partitioned; Max-Age=60; Domain=example.com; SameSite=None; Path=/x",
      ],
      [
        { name: "__Secure-a", value: "", expires: new Date(0) },
        "__Secure-a=; Secure; HttpOnly; SameSite=Lax; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
      ],
      [
        { name: "__Host-a", value: "1", sameSite: "Strict" },
        "__Host-a=1; Secure; HttpOnly; SameSite=Strict; Path=/",
      ],
    ] as [Cookie, string][]
  ) {
    assertEquals(setCookieField(cookie), ["set-cookie", expected]);
  }
});

Deno.test("setCookieField() refuses what would say more than one cookie", () => {
  const a = { name: "a", value: "1" };
  for (
    const cookie of [
      { ...a, name: "" },
      { ...a, name: "a=b" },
      { ...a, name: "a;b" },
      { ...a, name: "a b" },
      { ...a, name: "a\r\nb" },
      { ...a, value: "1; Path=/x" },
      { ...a, value: "1\r\nset-cookie: b=2" },
      { ...a, value: "1,2" },
      { ...a, value: "é" },
      { ...a, value: '"' },
      { ...a, value: "a\\b" },
      { ...a, path: "x" },
      { ...a, path: "/x; Domain=evil.example" },
      { ...a, path: "/\r\n" },
      { ...a, domain: "a.example; Secure" },
      { ...a, domain: "a.example\r\n" },
      { ...a, domain: "-a" },
      { ...a, domain: "" },
      { ...a, sameSite: "Lax; Domain=x" as "Lax" },
      { ...a, sameSite: "None" as const },
      { ...a, partitioned: true },
      { ...a, name: "__Secure-a", secure: false },
      { ...a, name: "__Host-a", secure: false },
      { ...a, name: "__Host-a", path: "/x" },
      { ...a, name: "__Host-a", domain: "a.example" },
      { ...a, name: "__hOsT-a", domain: "a.example" },
    ]
  ) {
    assertThrows(() => setCookieField(cookie), TypeError, "Cannot set cookie");
  }
  for (
    const cookie of [
      { ...a, value: "x".repeat(4096) },
      { ...a, maxAge: -1 },
      { ...a, maxAge: 1.5 },
      { ...a, expires: new Date(NaN) },
    ]
  ) {
    assertThrows(() => setCookieField(cookie), RangeError, "Cannot set cookie");
  }
});

Deno.test("setCookieField() writes one line that readCookie() reads back, or throws", () => {
  const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/);
  fc.assert(fc.property(name, fc.string(), (name, value) => {
    let line: string;
    try {
      line = setCookieField({ name, value, secure: true })[1];
    } catch {
      return;
    }
    // deno-lint-ignore no-control-regex
    assertEquals(/[\0-\x1f]/.test(line), false);
    const pair = line.slice(0, line.indexOf(";"));
    assertEquals(
      readCookie(sent(`the-name-of-another-one=1; ${pair}`), name),
      value,
    );
  }));
});

Deno.test("setCookieField() and deleteCookieField() work over a port", async () => {
  const dispatcher = new Dispatcher();
  dispatcher.add(
    "GET",
    "/",
    (exchange) =>
      reply(readCookie(exchange, "id") ?? "none", {
        extra: [
          setCookieField({ name: "id", value: "x1" }),
          deleteCookieField("old", { path: "/" }),
        ],
      }),
  );
  await using server = await serve(dispatcher, { port: 0 });
  const response = await fetch(server.url, { headers: { cookie: "id=x0" } });
  assertEquals(await response.text(), "x0");
  assertEquals(response.headers.getSetCookie(), [
    "id=x1; HttpOnly; SameSite=Lax; Path=/",
    "old=; HttpOnly; Max-Age=0; SameSite=Lax; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
  ]);
});
