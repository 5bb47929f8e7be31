// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertStrictEquals } from "@std/assert";
import { answerField } from "./answer_fields.ts";
import { BodyProducer } from "./body_producer.ts";
import { compressAnswer, compressed, isPublic } from "./compression.ts";
import { Dispatcher } from "./dispatcher.ts";
import { eventStream } from "./event_stream.ts";
import type { Answer } from "./exchange.ts";
import { exchangeFromRequest } from "./fetch.ts";
import type { Field } from "./field_block.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";
import { staticFiles } from "./static.ts";

const TEXT = "hello, compression ".repeat(200);
const PUBLIC = ["cache-control", "public, max-age=60"] as const;

function asking(accepted: string | null = "br, gzip") {
  const headers = accepted === null ? [] : [["accept-encoding", accepted]];
  return exchangeFromRequest(
    new Request("http://localhost/", {
      headers: headers as [string, string][],
    }),
  );
}

function textReply(...extra: Field[]) {
  return reply(TEXT, { extra: [PUBLIC, ...extra] });
}

async function decoded(answer: Answer): Promise<string> {
  const coding = answerField(answer, "content-encoding");
  const stream = new Response(answer.body as BodyInit).body!;
  const format = coding === "br" ? "brotli" : coding;
  return await new Response(
    format === null
      ? stream
      : stream.pipeThrough(new DecompressionStream(format as "gzip")),
  ).text();
}

Deno.test("compressAnswer() uses what the client likes, and says what it depends on", async () => {
  for (
    const [accepted, coding] of [
      ["br, gzip", "br"],
      ["gzip", "gzip"],
      ["gzip, br;q=0.1", "gzip"],
      ["deflate", null],
      ["br;q=0", null],
      [null, null],
    ] as const
  ) {
    const answer = await compressAnswer(asking(accepted), textReply());
    assertEquals(answerField(answer, "content-encoding"), coding);
    assertEquals(answerField(answer, "vary"), "accept-encoding");
    assertEquals(await decoded(answer), TEXT);
  }
});

Deno.test("compressAnswer() leaves alone what must not or need not be compressed", async () => {
  const stream = () =>
    ReadableStream.from([TEXT]).pipeThrough(new TextEncoderStream());
  const extra = [PUBLIC];
  for (
    const answer of [
      reply(TEXT),
      reply(TEXT, { extra: [["cache-control", "private"]] }),
      reply(TEXT, { extra: [["cache-control", "publicity=1"]] }),
      textReply(["set-cookie", "a=b"]),
      textReply(["cache-control", "no-transform"]),
      textReply(["content-encoding", "gzip"]),
      reply("short", { extra }),
      reply(null, { extra, status: 204 }),
      reply(TEXT, { extra, status: 206 }),
      reply(new BodyProducer(() => () => {}), { extra }),
      eventStream(() => {}, { extra }),
      { ...textReply(), fields: eventStream(() => {}).fields },
      reply(stream(), { extra }),
      new Response(TEXT, { headers: [[...PUBLIC]] }),
    ]
  ) {
    assertStrictEquals(await compressAnswer(asking(), answer), answer);
    if (answer.body instanceof ReadableStream) await answer.body.cancel();
  }
  for (const type of ["image/png", "video/mp4", "application/zip"]) {
    const answer = textReply();
    const other = {
      ...answer,
      fields: answer.fields.with([["content-type", type]]),
    };
    assertStrictEquals(await compressAnswer(asking(), other), other);
  }
});

Deno.test("compressAnswer() asks what may be compressed", async () => {
  const allow = () => true;
  const answer = await compressAnswer(asking(), reply(TEXT), { allow });
  assertEquals(answerField(answer, "content-encoding"), "br");
  const none = { allow: () => false };
  const other = await compressAnswer(asking(), textReply(), none);
  assertEquals(answerField(other, "content-encoding"), null);
  assertEquals(isPublic(textReply()), true);
});

Deno.test("compressAnswer() compresses streams when asked", async () => {
  const options = { streams: true };
  const stream = ReadableStream.from([TEXT, TEXT])
    .pipeThrough(new TextEncoderStream());
  const answer = await compressAnswer(
    asking("gzip"),
    reply(stream, { extra: [PUBLIC] }),
    options,
  );
  assertEquals(answerField(answer, "content-encoding"), "gzip");
  assertEquals(await decoded(answer), TEXT + TEXT);
  const response = await compressAnswer(
    asking("br"),
    new Response(TEXT, {
      headers: {
        "cache-control": "public",
        "content-length": `${TEXT.length}`,
      },
    }),
    options,
  );
  assertEquals(answerField(response, "content-length"), null);
  assertEquals(await decoded(response), TEXT);
});

Deno.test("compressAnswer() weakens tags, and compresses constant bytes once", async () => {
  const bytes = new TextEncoder().encode(TEXT);
  const answer = (etag: string) =>
    reply(bytes, { extra: [PUBLIC, ["etag", etag]] });
  const first = await compressAnswer(asking(), answer('"a"'));
  assertEquals(answerField(first, "etag"), 'W/"a"');
  const second = await compressAnswer(asking(), answer('"a"'));
  assertStrictEquals(second.body, first.body);
  bytes.fill(0x61);
  const changed = await compressAnswer(asking(), answer('"b"'));
  assertEquals(await decoded(changed), "a".repeat(TEXT.length));
  const weak = await compressAnswer(asking(), answer('W/"b"'));
  assert(weak.body !== changed.body);
});

Deno.test("compressAnswer() sends plain what does not get shorter", async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(2000));
  const answer = await compressAnswer(
    asking(),
    reply(bytes, { extra: [PUBLIC] }),
  );
  assertStrictEquals(answer.body, bytes);
  assertEquals(answerField(answer, "content-encoding"), null);
  assertEquals(answerField(answer, "vary"), "accept-encoding");
});

Deno.test("compressed() works over a port, with static files and for HEAD", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${root}/a.txt`, TEXT);
    await Deno.utime(`${root}/a.txt`, new Date(0), new Date(0));
    const dispatcher = new Dispatcher();
    dispatcher.add("GET", "/static/**:path", compressed(staticFiles(root)));
    await using server = await serve(dispatcher, { port: 0 });
    const lengths = new Set<string | null>();
    for (const method of ["GET", "HEAD"]) {
      const response = await fetch(`${server.url}static/a.txt`, {
        method,
        headers: { "accept-encoding": "gzip" },
      });
      assertEquals(await response.text(), method === "GET" ? TEXT : "");
      assertEquals(response.headers.get("vary"), "accept-encoding");
      lengths.add(response.headers.get("content-length"));
    }
    const ranged = await fetch(`${server.url}static/a.txt`, {
      headers: { "accept-encoding": "gzip", range: "bytes=0-4" },
    });
    assertEquals([ranged.status, await ranged.text()], [206, "hello"]);
    const etag = `W/"${TEXT.length.toString(16)}-0"`;
    const fresh = await fetch(`${server.url}static/a.txt`, {
      headers: { "accept-encoding": "gzip", "if-none-match": etag },
    });
    assertEquals([fresh.status, await fresh.text()], [304, ""]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
