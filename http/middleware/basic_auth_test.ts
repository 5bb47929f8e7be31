// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { HttpError } from "../exchange.ts";
import { exchangeFromRequest } from "../fetch.ts";
import { reply } from "../reply.ts";
import { serve } from "../server.ts";
import { basicAuth } from "./basic_auth.ts";

const handler = basicAuth(() => reply("secret"), {
  users: { ada: "love:lace", zoë: "ünïcode", empty: "" },
  realm: "the engine",
});

async function ask(authorization: string | null) {
  const headers: [string, string][] = authorization === null
    ? []
    : [["authorization", authorization]];
  const request = new Request("http://localhost/", { headers });
  return await handler(exchangeFromRequest(request));
}

function encoded(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

Deno.test("basicAuth() lets those pass who know name and password", async () => {
  for (
    const credentials of [
      "ada:love:lace",
      "zoë:ünïcode",
      "zoe\u0308:u\u0308ni\u0308code",
      "empty:",
    ]
  ) {
    for (const scheme of ["Basic", "basic", "BASIC "]) {
      const answer = await ask(`${scheme} ${encoded(credentials)}`);
      assertEquals(answer.body, "secret");
    }
  }
});

Deno.test("basicAuth() asks everybody else", async () => {
  for (
    const value of [
      null,
      "",
      "Basic",
      "Basic ",
      `Bearer ${encoded("ada:love:lace")}`,
      `Basic ${encoded("ada:love:lac")}`,
      `Basic ${encoded("ada:love:lacee")}`,
      `Basic ${encoded("Ada:love:lace")}`,
      `Basic ${encoded("ada")}`,
      `Basic ${encoded(":")}`,
      `Basic ${encoded("__proto__:")}`,
      `Basic ${encoded("toString:")}`,
      `Basic ${encoded("ada:love:lace\0")}`,
      `Basic ${encoded("ada:love:lace")}, x`,
      `Basic ${btoa("zo\xeb:\xfcn\xefcode")}`,
      `Basic ${encoded(`ada:${"x".repeat(2000)}`)}`,
      "Basic !!!",
      "Basic =",
    ]
  ) {
    const error = await assertRejects(() => ask(value), HttpError);
    assertEquals(error.status, 401);
    assertEquals(error.fields, [[
      "www-authenticate",
      'Basic realm="the engine", charset="UTF-8"',
    ]]);
  }
});

Deno.test("basicAuth() takes a function", async () => {
  const asked: string[] = [];
  const checking = basicAuth(() => reply("secret"), {
    users: (name, password) => {
      asked.push(`${name} ${password}`);
      return Promise.resolve(name === "ada");
    },
  });
  const request = (name: string) =>
    exchangeFromRequest(
      new Request("http://localhost/", {
        headers: { authorization: `Basic ${encoded(`${name}:x`)}` },
      }),
    );
  assertEquals((await checking(request("ada"))).body, "secret");
  await assertRejects(async () => await checking(request("bob")), HttpError);
  assertEquals(asked, ["ada x", "bob x"]);
});

Deno.test("basicAuth() refuses options that cannot work", () => {
  const users = {};
  for (const realm of ['a"b', "a\\b", "a\r\nb", "é"]) {
    assertThrows(
      () => basicAuth(() => reply(""), { users, realm }),
      TypeError,
    );
  }
  assertThrows(
    () => basicAuth(() => reply(""), { users: { "a:b": "c" } }),
    TypeError,
  );
});

Deno.test("basicAuth() works over a port", async () => {
  await using server = await serve({ handle: handler }, { port: 0 });
  const refused = await fetch(server.url);
  assertEquals(refused.status, 401);
  assertEquals(refused.headers.has("www-authenticate"), true);
  await refused.body?.cancel();
  const passed = await fetch(server.url, {
    headers: { authorization: `Basic ${encoded("ada:love:lace")}` },
  });
  assertEquals(await passed.text(), "secret");
});
