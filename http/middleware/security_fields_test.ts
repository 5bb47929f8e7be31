// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { answerField } from "../answer_fields.ts";
import { HttpError } from "../exchange.ts";
import { exchangeFromRequest } from "../fetch.ts";
import { reply } from "../reply.ts";
import { serve } from "../server.ts";
import { securityFields } from "./security_fields.ts";

function exchange(url = "http://localhost/") {
  return exchangeFromRequest(new Request(url));
}

Deno.test("securityFields() adds what the answer does not say itself", async () => {
  const handler = securityFields(
    () => reply("hi", { extra: [["referrer-policy", "no-referrer"]] }),
    { fields: { "X-Frame-Options": null, "permissions-policy": "camera=()" } },
  );
  const answer = await handler(exchange());
  for (
    const [name, value] of [
      ["x-content-type-options", "nosniff"],
      ["referrer-policy", "no-referrer"],
      ["x-frame-options", null],
      ["permissions-policy", "camera=()"],
      ["cross-origin-opener-policy", "same-origin"],
      ["strict-transport-security", null],
    ] as const
  ) {
    assertEquals(answerField(answer, name), value);
  }
});

Deno.test("securityFields() asks for https only over https", async () => {
  const name = "strict-transport-security";
  const handler = securityFields(() => reply("hi"));
  const answer = await handler(exchange("https://localhost/"));
  assertEquals(answerField(answer, name), "max-age=31536000");
  const never = securityFields(() => reply("hi"), { strictTransportMaxAge: 0 });
  const other = await never(exchange("https://localhost/"));
  assertEquals(answerField(other, name), null);
});

Deno.test("securityFields() makes refusals careful, and leaves other errors alone", async () => {
  for (
    const handler of [
      () => {
        throw new HttpError(404, "There is nothing");
      },
      () => Promise.reject(new HttpError(404, "There is nothing")),
    ]
  ) {
    const careful = securityFields(handler);
    const error = await assertRejects(
      async () => await careful(exchange()),
      HttpError,
    );
    assertEquals(
      error.fields.some(([name]) => name === "content-security-policy"),
      true,
    );
  }
  const broken = securityFields(() => Promise.reject(new TypeError("broken")));
  await assertRejects(async () => await broken(exchange()), TypeError);
});

Deno.test("securityFields() refuses fields that are not valid", () => {
  assertThrows(
    () => securityFields(() => reply(""), { fields: { "x-a": "b\r\nc" } }),
    TypeError,
  );
});

Deno.test("securityFields() works over a port", async () => {
  const handle = securityFields(() => new Response("hi"));
  await using server = await serve({ handle }, { port: 0 });
  const response = await fetch(server.url);
  assertEquals(await response.text(), "hi");
  assertEquals(response.headers.get("x-frame-options"), "SAMEORIGIN");
});
