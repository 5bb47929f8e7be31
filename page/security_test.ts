// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { FieldBlock } from "../http/field_block.ts";
import { redirect, reply } from "../http/reply.ts";
import { raw, script } from "../ml/mod.ts";
import { STYLE_HASH } from "./_style.ts";
import { DEFAULT_SECURITY_FIELDS, site, type SiteOptions } from "./mod.ts";

const POLICY = "content-security-policy";

async function headers(options: SiteOptions, path = "/"): Promise<Headers> {
  const pages = site(options)
    .page("/", () => "x")
    .page("/inline", () => script(raw("1")))
    .on("GET", "/reply", () => reply("x"))
    .on("GET", "/own", () =>
      reply("x", {
        fields: new FieldBlock([[POLICY, "default-src 'none'"]]),
      }))
    .on("GET", "/redirect", () => redirect("/"))
    .on(
      "GET",
      "/response",
      () =>
        new Response("x", { headers: { "referrer-policy": "no-referrer" } }),
    )
    .on("GET", "/immutable", () => Response.redirect("http://localhost/"));
  const response = await pages.fetch(new Request(`http://localhost${path}`));
  await response.body?.cancel();
  return response.headers;
}

Deno.test("security fields are on every answer", async () => {
  for (
    const path of [
      "/",
      "/reply",
      "/redirect",
      "/response",
      "/immutable",
      "/nowhere",
    ]
  ) {
    const found = await headers({}, path);
    for (const [name, value] of Object.entries(DEFAULT_SECURITY_FIELDS)) {
      const own = path === "/response" && name === "referrer-policy";
      assertEquals(found.get(name), own ? "no-referrer" : value, path);
    }
    assertStringIncludes(found.get(POLICY) ?? "", "frame-ancestors 'self'");
  }
  assertEquals((await headers({}, "/own")).get(POLICY), "default-src 'none'");
});

Deno.test("security policy allows neither inline scripts nor eval", async () => {
  assertEquals(
    (await headers({})).get(POLICY),
    "default-src 'self'; img-src 'self' data:; script-src 'self'; " +
      `style-src 'self' '${STYLE_HASH}'; style-src-attr 'unsafe-inline'; ` +
      "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  );
  const bare = (await headers({ style: false })).get(POLICY) ?? "";
  assertStringIncludes(bare, "style-src 'self';");
});

Deno.test("security options change one directive or field at a time", async () => {
  const options: SiteOptions = {
    security: {
      policy: {
        "img-src": ["*"],
        "form-action": false,
        "style-src": ["'none'"],
        "upgrade-insecure-requests": [],
      },
      fields: {
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": false,
        "strict-transport-security": "max-age=1",
      },
    },
  };
  const found = await headers(options);
  assertEquals(found.get("referrer-policy"), "no-referrer");
  assertEquals(found.get("cross-origin-opener-policy"), null);
  assertEquals(found.get("strict-transport-security"), "max-age=1");
  assertEquals(found.get("x-content-type-options"), "nosniff");
  const policy = found.get(POLICY) ?? "";
  assertStringIncludes(policy, "img-src *;");
  assertStringIncludes(policy, `style-src '${STYLE_HASH}';`);
  assertStringIncludes(policy, "; upgrade-insecure-requests");
  assertEquals(policy.includes("form-action"), false);
});

Deno.test("security: false sends none of the fields", async () => {
  for (const path of ["/", "/inline", "/reply", "/response", "/nowhere"]) {
    const found = await headers({ security: false }, path);
    assertEquals(found.get(POLICY), null, path);
    assertEquals(found.get("x-content-type-options"), null, path);
  }
  const found = await headers({ security: { policy: false } });
  assertEquals(found.get(POLICY), null);
  assertEquals(found.get("x-content-type-options"), "nosniff");
});

Deno.test("security options refuse what would say more than it seems", () => {
  for (
    const policy of [
      { "img-src": ["a; script-src *"] },
      { "img-src x": [] },
      { "img-src": ["a,b"] },
    ]
  ) {
    assertThrows(() => site({ security: { policy } }), TypeError, "separator");
  }
  const fields = { "x-a": "b\r\nc: d" };
  assertThrows(() => site({ security: { fields } }), TypeError);
});
