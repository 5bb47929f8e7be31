// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import { HttpError } from "./exchange.ts";
import { parseForm } from "./form.ts";

function parse(text: string, contentType: string | null, maxFieldCount = 1000) {
  const bytes = new TextEncoder().encode(text);
  return parseForm(bytes, { contentType, maxFieldCount });
}

Deno.test("parseForm() takes both types, with parameters and in any case", async () => {
  const form = await parse(
    "a=%20b",
    "Application/X-WWW-Form-Urlencoded ; charset=utf-8",
  );
  assertEquals(form.get("a"), " b");
  const multipart = await parse(
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
    "multipart/form-data; boundary=x",
  );
  assertEquals(multipart.get("a"), "b");
});

Deno.test("parseForm() refuses other types", async () => {
  for (
    const type of [null, "", "text/plain", "application/x-www-form-urlencodedx"]
  ) {
    const error = await assertRejects(() => parse("a=b", type), HttpError);
    assertEquals(error.status, 415);
  }
});

Deno.test("parseForm() bounds the number of fields", async () => {
  const type = "application/x-www-form-urlencoded";
  await parse("a=1&b=2", type, 2);
  const error = await assertRejects(
    () => parse("a=1&b=2&c=3", type, 2),
    HttpError,
  );
  assertEquals(error.status, 413);
});
