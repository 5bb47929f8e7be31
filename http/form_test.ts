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

Deno.test("parseForm() bounds names and values", async () => {
  const types = [
    ["a-name=a-value", "application/x-www-form-urlencoded"],
    [
      '--x\r\ncontent-disposition: form-data; name="a-name"\r\n\r\na-value\r\n--x--\r\n',
      "multipart/form-data; boundary=x",
    ],
    [
      '--x\r\ncontent-disposition: form-data; name="a-name"; filename="f"\r\n\r\na-value\r\n--x--\r\n',
      "multipart/form-data; boundary=x",
    ],
  ] as const;
  for (const [text, contentType] of types) {
    const bytes = new TextEncoder().encode(text);
    const limits = { maxNameLength: 6, maxValueSize: 7 };
    await parseForm(bytes, { contentType, ...limits });
    for (const limit of [{ maxNameLength: 5 }, { maxValueSize: 6 }]) {
      const error = await assertRejects(
        () => parseForm(bytes, { contentType, ...limits, ...limit }),
        HttpError,
      );
      assertEquals(error.status, 413);
    }
  }
});

Deno.test("parseForm() refuses very many fields before it makes them", async () => {
  const type = "application/x-www-form-urlencoded";
  const error = await assertRejects(() => parse("&".repeat(1002), type));
  assertEquals((error as HttpError).status, 413);
});
