// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { ByteWindow } from "../net/byte_window.ts";
import { RequestDecoder } from "./request_decoder.ts";
import { ResponseDecoder } from "./response_decoder.ts";
import { bytesOf, decodeRequests, piecesOf } from "./testdata/decoding.ts";

const TOKEN_CHARACTERS =
  "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const token = fc.string({
  unit: fc.constantFrom(...TOKEN_CHARACTERS),
  minLength: 1,
  maxLength: 20,
});

/** Characters from one code to another. */
function range(first: number, last: number): fc.Arbitrary<string> {
  return fc.integer({ min: first, max: last })
    .map((code) => String.fromCharCode(code));
}

const value = fc.string({
  unit: fc.oneof(range(0x21, 0x7e), range(0x80, 0xff), fc.constant(" ")),
  maxLength: 60,
}).map((text) => text.replace(/^ +| +$/g, ""));

/** Names that do not govern the connection. */
const name = token.filter((text) =>
  !/^(host|connection|content-length|transfer-encoding|expect)$/i.test(text)
);

const fields = fc.array(fc.tuple(name, value), { maxLength: 20 });

const target = fc.string({
  unit: range(0x21, 0x7e).filter((character) => character !== "#"),
  maxLength: 100,
}).map((rest) => `/${rest}`);

const data = fc.string({ unit: range(0, 0xff), maxLength: 300 });

const quoted = fc.string({
  unit: fc.oneof(range(0x20, 0x7e), range(0x80, 0xff)),
  maxLength: 8,
}).map((text) => `"${text.replace(/["\\]/g, "\\$&")}"`);

const extension = fc.oneof(
  fc.constant(""),
  token.map((one) => `;${one}`),
  fc.tuple(token, fc.oneof(token, quoted)).map(([one, two]) =>
    `;${one}=${two}`
  ),
);

const chunked = fc.array(fc.tuple(data, extension), { maxLength: 6 });

const blank = fc.string({ unit: fc.constantFrom(" ", "\t"), maxLength: 3 });

/** Content as chunks, empty ones left out. */
function encodeChunks(
  chunks: readonly (readonly [string, string])[],
  trailers: readonly (readonly [string, string])[],
): string {
  const parts = chunks.filter(([content]) => content !== "")
    .map(([content, after]) =>
      `${content.length.toString(16)}${after}\r\n${content}\r\n`
    );
  const lines = trailers.map(([one, two]) => `${one}: ${two}\r\n`);
  return `${parts.join("")}0\r\n${lines.join("")}\r\n`;
}

Deno.test("RequestDecoder gives back what was encoded", () => {
  fc.assert(fc.property(
    fc.record({
      method: token.filter((text) => text !== "CONNECT"),
      target,
      fields,
      blank,
      body: fc.option(fc.oneof(data, chunked)),
      trailers: fields,
      sizes: fc.array(fc.integer({ min: 1, max: 300 }), {
        minLength: 1,
        maxLength: 6,
      }),
    }),
    (made) => {
      const { body } = made;
      const all: [string, string][] = [["Host", "a:1"], ...made.fields];
      let content = "";
      let wire = "";
      if (typeof body === "string") {
        all.push(["Content-Length", `${body.length}`]);
        content = wire = body;
      } else if (body !== null) {
        all.push(["Transfer-Encoding", "chunked"]);
        content = body.map(([text]) => text).join("");
        wire = encodeChunks(body, made.trailers);
      }
      const lines = all.map(([one, two]) =>
        `${one}:${made.blank}${two}${made.blank}\r\n`
      );
      const head = `${made.method} ${made.target} HTTP/1.1\r\n${
        lines.join("")
      }\r\n`;
      const bytes = bytesOf(head + wire);
      const seen = decodeRequests(piecesOf(bytes, made.sizes));
      const [first, ...rest] = seen;
      if (first?.event !== "head") throw new Error(JSON.stringify(seen));
      assertEquals(first.head.method, made.method);
      assertEquals(first.head.target, made.target);
      const [path, ...query] = made.target.split("?");
      assertEquals(first.head.path, path);
      assertEquals(first.head.query, query.join("?"));
      assertEquals(
        first.head.fields,
        all.map(([one, two]) => [one.toLowerCase(), two]),
      );
      assertEquals(rest, [
        ...(content === "" ? [] : [{ event: "data" as const, text: content }]),
        { event: "end" as const },
      ]);
    },
  ));
});

Deno.test("ResponseDecoder gives back what was encoded", () => {
  fc.assert(fc.property(
    fc.integer({ min: 200, max: 599 }).filter((code) =>
      code !== 204 && code !== 304
    ),
    value,
    fields,
    fc.oneof(data, chunked),
    fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 }),
    (status, reason, given, body, sizes) => {
      const whole = typeof body === "string"
        ? body
        : body.map(([text]) => text).join("");
      const framing: [string, string] = typeof body === "string"
        ? ["Content-Length", `${body.length}`]
        : ["Transfer-Encoding", "chunked"];
      const lines = [framing, ...given]
        .map(([one, two]) => `${one}: ${two}\r\n`);
      const bytes = bytesOf(
        `HTTP/1.1 ${status} ${reason}\r\n${lines.join("")}\r\n` +
          (typeof body === "string" ? body : encodeChunks(body, [])),
      );
      const decoder = new ResponseDecoder();
      decoder.expect("GET");
      const window = new ByteWindow(bytes, 0, 0);
      let text = "";
      for (const piece of piecesOf(bytes, sizes)) {
        window.end += piece.length;
        for (;;) {
          const event = decoder.next(window);
          if (event === "need-data" || event === "end") break;
          if (event !== "data") continue;
          text += String.fromCharCode(
            ...bytes.subarray(decoder.dataStart, decoder.dataEnd),
          );
        }
      }
      assertEquals(decoder.state, "idle");
      assertEquals(text, whole);
      assertEquals(decoder.head?.status, status);
      assertEquals(decoder.head?.reason, reason);
      assertEquals(
        [...decoder.head!.fields()].slice(1),
        given.map(
          ([one, two]) => [one.toLowerCase(), two],
        ),
      );
    },
  ));
});

Deno.test("RequestHead.field() joins lines of one name", () => {
  fc.assert(fc.property(
    fc.array(value, { minLength: 1, maxLength: 5 }),
    fc.constantFrom("X-List", "cookie", "Accept"),
    (values, of) => {
      const lines = values.map((one, n) =>
        `${n % 2 === 0 ? of : of.toUpperCase()}: ${one}\r\nOther: x\r\n`
      );
      const bytes = bytesOf(
        `GET / HTTP/1.1\r\nHost: a\r\n${lines.join("")}\r\n`,
      );
      const decoder = new RequestDecoder();
      decoder.next(ByteWindow.from(bytes));
      const separator = of === "cookie" ? "; " : ", ";
      const head = decoder.head!;
      assertEquals(head.field(of.toLowerCase()), values.join(separator));
      assertEquals(head.field("absent"), null);
      head.release();
    },
  ));
});
