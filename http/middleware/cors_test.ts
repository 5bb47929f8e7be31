// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { answerField } from "../answer_fields.ts";
import { Dispatcher } from "../dispatcher.ts";
import { type Handler, HttpError } from "../exchange.ts";
import { exchangeFromRequest } from "../fetch.ts";
import { reply } from "../reply.ts";
import { serve } from "../server.ts";
import { cors, type CorsOptions } from "./cors.ts";

const APP = "https://app.example";

async function ask(
  handler: Handler,
  fields: Record<string, string>,
  method = "GET",
) {
  const request = new Request("http://localhost/", { method, headers: fields });
  const answer = await handler(exchangeFromRequest(request));
  const names = ["origin", "methods", "headers", "credentials"]
    .map((name) => `access-control-allow-${name}`);
  const found: Record<string, string> = {};
  for (
    const name of [
      ...names,
      "access-control-expose-headers",
      "access-control-max-age",
      "vary",
    ]
  ) {
    const value = answerField(answer, name);
    if (value !== null) found[name] = value;
  }
  return { status: answer.status, found };
}

Deno.test("cors() shares with those it knows, and says that it depends on who asks", async () => {
  const handler = cors(() => reply("hi"), {
    origins: [APP],
    credentials: true,
    exposeFields: ["x-total"],
  });
  assertEquals((await ask(handler, { origin: APP })).found, {
    "access-control-allow-origin": APP,
    "access-control-allow-credentials": "true",
    "access-control-expose-headers": "x-total",
    "vary": "origin",
  });
  for (
    const origin of [
      "https://evil.example",
      `${APP}.evil.example`,
      "https://app.example:444",
      "http://app.example",
      "null",
      "*",
      `${APP}, ${APP}`,
    ]
  ) {
    assertEquals((await ask(handler, { origin })).found, { vary: "origin" });
  }
  assertEquals((await ask(handler, {})).found, { vary: "origin" });
});

Deno.test("cors() answers preflight requests itself", async () => {
  let asked = 0;
  const handler = cors(() => reply(`${asked++}`), {
    origins: (origin) => origin.endsWith(".example"),
    methods: ["PUT", "DELETE"],
    allowFields: ["content-type", "x-token"],
    maxAge: 60,
  });
  const fields = { origin: APP, "access-control-request-method": "PUT" };
  assertEquals(await ask(handler, fields, "OPTIONS"), {
    status: 204,
    found: {
      "access-control-allow-origin": APP,
      "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE",
      "access-control-allow-headers": "content-type, x-token",
      "access-control-max-age": "60",
      "vary": "origin",
    },
  });
  const evil = { ...fields, origin: "https://evil.test" };
  assertEquals(await ask(handler, evil, "OPTIONS"), {
    status: 204,
    found: { vary: "origin" },
  });
  assertEquals(asked, 0);
  // OPTIONS of old is the handler's.
  await ask(handler, { origin: APP }, "OPTIONS");
  assertEquals(asked, 1);
});

Deno.test("cors() shares with all, without credentials", async () => {
  const handler = cors(() => Promise.resolve(reply("hi")), { origins: "*" });
  for (const fields of [{}, { origin: "null" }, { origin: APP }]) {
    assertEquals((await ask(handler, fields)).found, {
      "access-control-allow-origin": "*",
    });
  }
});

Deno.test("cors() lets those it knows read refusals", async () => {
  const refuse = () => new HttpError(404, "There is nothing");
  for (
    const handler of [
      () => {
        throw refuse();
      },
      () => Promise.reject(refuse()),
    ]
  ) {
    const shared = cors(handler, { origins: [APP] });
    const error = await assertRejects(
      () => ask(shared, { origin: APP }),
      HttpError,
    );
    assertEquals(error.fields, [["access-control-allow-origin", APP]]);
    const other = await assertRejects(
      () => ask(shared, { origin: "https://evil.example" }),
      HttpError,
    );
    assertEquals(other.fields, []);
  }
});

Deno.test("cors() refuses options that mean too much", () => {
  for (
    const options of [
      { origins: "*", credentials: true },
      { origins: ["*"] },
      { origins: ["https://app.example/"] },
      { origins: ["app.example"] },
      { origins: ["null"] },
      { origins: [APP], methods: ["A B"] },
      { origins: [APP], allowFields: ["*"] },
      { origins: [APP], exposeFields: ["a\r\nb"] },
    ] as CorsOptions[]
  ) {
    assertThrows(() => cors(() => reply(""), options), TypeError);
  }
  assertThrows(
    () => cors(() => reply(""), { origins: "*", maxAge: -1 }),
    RangeError,
  );
});

Deno.test("cors() works over a port, around a dispatcher", async () => {
  const dispatcher = new Dispatcher();
  dispatcher.add("PUT", "/a", () => reply("put"));
  const handle = cors((exchange) => dispatcher.handle(exchange), {
    origins: [APP],
    methods: ["PUT"],
  });
  await using server = await serve({ handle }, { port: 0 });
  const response = await fetch(`${server.url}a`, {
    method: "OPTIONS",
    headers: { origin: APP, "access-control-request-method": "PUT" },
  });
  assertEquals(response.status, 204);
  assertEquals(response.headers.get("access-control-allow-origin"), APP);
});
