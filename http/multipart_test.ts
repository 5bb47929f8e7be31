// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import { HttpError } from "./exchange.ts";
import { exchangeFromRequest } from "./fetch.ts";
import {
  type FormPart,
  readMultipart,
  type ReadMultipartOptions,
} from "./multipart.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";

const TYPE = "multipart/form-data; boundary=x";

function posting(pieces: Iterable<Uint8Array>, contentType = TYPE) {
  return exchangeFromRequest(
    new Request("http://localhost/", {
      method: "POST",
      body: ReadableStream.from(pieces),
      headers: { "content-type": contentType },
    }),
  );
}

async function read(
  text: string | Iterable<Uint8Array>,
  options: ReadMultipartOptions & { contentType?: string } = {},
): Promise<FormPart[]> {
  const pieces = typeof text === "string"
    ? [new TextEncoder().encode(text)]
    : text;
  const exchange = posting(pieces, options.contentType);
  return await Array.fromAsync(readMultipart(exchange, options));
}

function part(head: string, content: string): string {
  return `--x\r\n${head}\r\n\r\n${content}\r\n`;
}

function field(name: string, content: string): string {
  return part(`Content-Disposition: form-data; name="${name}"`, content);
}

Deno.test("readMultipart() reads fields and files", async () => {
  const text = field("a", "1") + field("b", "line\r\nline") +
    part(
      'content-disposition: form-data; name="f"; filename="cat.png"\r\n' +
        "Content-Type: image/png",
      "PNG\r\n-x",
    ) + field("empty", "") + "--x--\r\n";
  const parts = await read(text);
  const decoder = new TextDecoder();
  assertEquals(
    parts.map(({ name, fileName, contentType, bytes }) => [
      name,
      fileName,
      contentType,
      decoder.decode(bytes),
    ]),
    [
      ["a", null, null, "1"],
      ["b", null, null, "line\r\nline"],
      ["f", "cat.png", "image/png", "PNG\r\n-x"],
      ["empty", null, null, ""],
    ],
  );
});

Deno.test("readMultipart() reads the same however the bytes are split", async () => {
  const text = field("a", "\r\n--\r\n-x\r") +
    part('content-disposition: form-data; name="f"; filename="a"', "\r\n--y") +
    "--x--\r\n";
  const bytes = new TextEncoder().encode(text);
  const whole = await read([bytes]);
  assertEquals(whole.length, 2);
  assertEquals(
    await read(Array.from(bytes, (byte) => Uint8Array.of(byte))),
    whole,
  );
  await fc.assert(fc.asyncProperty(
    fc.array(fc.nat(bytes.length), { maxLength: 5 }),
    async (places) => {
      places.sort((a, b) => a - b);
      const pieces = [0, ...places].map((place, i) =>
        bytes.slice(place, places[i] ?? bytes.length)
      );
      assertEquals(await read(pieces), whole);
    },
  ));
});

Deno.test("readMultipart() reads what FormData writes", async () => {
  const form = new FormData();
  form.append('quo"te\r\n%22', "välue");
  form.append("f", new File(["x"], 'a"b\\c/dé.txt', { type: "text/plain" }));
  const request = new Request("http://localhost/", {
    method: "POST",
    body: form,
  });
  const parts = await Array.fromAsync(
    readMultipart(exchangeFromRequest(request)),
  );
  assertEquals(parts.map(({ name }) => name), ['quo"te\r\n"', "f"]);
  assertEquals(parts[1]!.fileName, "dé.txt");
});

Deno.test("readMultipart() takes names apart, and files' names from their folders", async () => {
  for (
    const [disposition, name, fileName] of [
      ["form-data; name=a", "a", null],
      ['FORM-DATA; NAME="a"', "a", null],
      ['form-data; name="a\\"b"', 'a"b', null],
      ['form-data; name="a"; filename="../../etc/passwd"', "a", "passwd"],
      ['form-data; name="a"; filename="C:\\dir\\file.txt"', "a", "file.txt"],
      ['form-data; name="a"; filename=""', "a", ""],
      ['form-data; name="a"; filename="b\x01c"', "a", "bc"],
      [`form-data; name="a"; filename="b"; filename*=UTF-8''c`, "a", "b"],
      [`form-data; name="a"; filename*=UTF-8''c`, "a", null],
    ] as const
  ) {
    const text = part(`content-disposition: ${disposition}`, "") + "--x--";
    const [only] = await read(text);
    assertEquals([only!.name, only!.fileName], [name, fileName], disposition);
  }
});

Deno.test("readMultipart() refuses what is malformed", async () => {
  for (
    const text of [
      "",
      "x",
      "--y\r\n",
      field("a", "1"),
      field("a", "1") + "--x",
      "--x\r\nno end of head",
      part("x: y", "1") + "--x--",
      part("content-disposition: form-data", "1") + "--x--",
      part('content-disposition: attachment; name="a"', "1") + "--x--",
      part('content-disposition: form-data; name="a', "1") + "--x--",
      part('content-disposition: form-data; name="a"; name="b"', "1") + "--x--",
      part(
        'content-disposition: form-data; name="a"\r\n' +
          'content-disposition: form-data; name="b"',
        "1",
      ) + "--x--",
    ]
  ) {
    const error = await assertRejects(() => read(text), HttpError);
    assertEquals(error.status, 400, text);
  }
  const latin1 = Uint8Array.from(
    field("\xe9", "1") + "--x--",
    (character) => character.charCodeAt(0),
  );
  assertEquals(
    (await assertRejects(() => read([latin1]), HttpError)).status,
    400,
  );
});

Deno.test("readMultipart() refuses types and boundaries that are none", async () => {
  for (
    const [contentType, status] of [
      ["text/plain", 415],
      ["multipart/mixed; boundary=x", 415],
      ["multipart/form-data", 400],
      ["multipart/form-data; boundary=", 400],
      ['multipart/form-data; boundary="x', 400],
      [`multipart/form-data; boundary=${"x".repeat(71)}`, 400],
      ['multipart/form-data; boundary="x "', 400],
    ] as const
  ) {
    const error = await assertRejects(
      () => read("--x--", { contentType }),
      HttpError,
    );
    assertEquals(error.status, status, contentType);
  }
  const quoted = 'multipart/form-data; charset=utf-8; boundary="x"';
  assertEquals(
    (await read(field("a", "1") + "--x--", { contentType: quoted })).length,
    1,
  );
});

Deno.test("readMultipart() keeps its limits", async () => {
  const text = field("name", "12345") + field("b", "12345") + "--x--";
  assertEquals((await read(text, { maxParts: 2 })).length, 2);
  for (
    const options of [
      { maxParts: 1 },
      { maxPartSize: 4 },
      { maxTotalSize: 9 },
      { maxNameLength: 3 },
      { maxPartHeadSize: 20 },
    ]
  ) {
    const error = await assertRejects(() => read(text, options), HttpError);
    assertEquals(error.status, 413, JSON.stringify(options));
  }
});

Deno.test("readMultipart() stops reading when nobody wants more", async () => {
  let pulled = 0;
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const text = pulled++ === 0 ? field("a", "1") : field("b", "2");
      controller.enqueue(new TextEncoder().encode(text));
    },
    cancel: () => {
      cancelled = true;
    },
  });
  const request = new Request("http://localhost/", {
    method: "POST",
    body,
    headers: { "content-type": TYPE },
  });
  for await (const part of readMultipart(exchangeFromRequest(request))) {
    assertEquals(part.name, "a");
    break;
  }
  await Promise.resolve();
  assert(pulled < 10);
  assertEquals(cancelled, true);
});

Deno.test("readMultipart() works over a port", async () => {
  const handle = async (exchange: Parameters<typeof readMultipart>[0]) => {
    let text = "";
    for await (const { name, bytes } of readMultipart(exchange)) {
      text += `${name}=${bytes.length} `;
    }
    return reply(text);
  };
  await using server = await serve({ handle }, { port: 0 });
  const form = new FormData();
  form.append("a", "1");
  form.append("f", new File([new Uint8Array(300_000)], "f.bin"));
  const response = await fetch(server.url, { method: "POST", body: form });
  assertEquals(await response.text(), "a=1 f=300000 ");
});
