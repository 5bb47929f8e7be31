// Copyright 2026 the tpd2 authors. MIT license.

import { settle } from "../net/testing.ts";
import { Dispatcher } from "./dispatcher.ts";
import { HttpError } from "./exchange.ts";
import { reply } from "./reply.ts";

/** The date line at the test clock's beginning. */
export const DATE: string = "date: Thu, 01 Jan 2026 00:00:00 GMT\r\n";

/** Answers in the ways that the server tests need. */
export function answering(): Dispatcher {
  const dispatcher = new Dispatcher();
  dispatcher.add("GET", "/", () => reply("hello"));
  dispatcher.add("GET", "/umlaut", () => reply("ä".repeat(60)));
  dispatcher.add("GET", "/204", () => reply(null, { status: 204 }));
  dispatcher.add("GET", "/304", () => reply("not sent", { status: 304 }));
  dispatcher.add("GET", "/large", () => reply("x".repeat(200_000)));
  dispatcher.add("GET", "/response", () => new Response("from the web"));
  dispatcher.add("GET", "/later", async () => {
    await settle(2);
    return reply("later");
  });
  dispatcher.add("GET", "/secret", () => {
    throw new Error("the password is 1234");
  });
  dispatcher.add("GET", "/teapot", () => {
    throw new HttpError(418, "Cannot brew", { fields: [["x-pot", "tea"]] });
  });
  dispatcher.add(
    "GET",
    "/split",
    () => reply("x", { extra: [["x-bad", "a\r\nset-cookie: b=c"]] }),
  );
  dispatcher.add("POST", "/echo", async ({ body }) => reply(await body.text()));
  dispatcher.add("POST", "/ignore", () => reply("ignored"));
  dispatcher.add("GET", "/stream", () => new Response(piecesOf("one", "two")));
  return dispatcher;
}

function piecesOf(...pieces: string[]): ReadableStream<Uint8Array> {
  const left = pieces.map((piece) => new TextEncoder().encode(piece));
  return new ReadableStream({
    async pull(controller) {
      await settle(2);
      const piece = left.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(piece);
    },
  });
}

/** A GET request. */
export function get(path: string, fields = ""): string {
  return `GET ${path} HTTP/1.1\r\nhost: a\r\n${fields}\r\n`;
}

/** A POST request with content. */
export function post(path: string, body: string, fields = ""): string {
  return `POST ${path} HTTP/1.1\r\nhost: a\r\n` +
    `content-length: ${body.length}\r\n${fields}\r\n${body}`;
}

/** The answers in a text, each with its status line and its content. */
export function split(text: string): { status: string; body: string }[] {
  const answers = [];
  while (text !== "") {
    const end = text.indexOf("\r\n\r\n") + 4;
    const head = text.slice(0, end);
    const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
    answers.push({
      status: head.slice(9, 12),
      body: text.slice(end, end + length),
    });
    text = text.slice(end + length);
  }
  return answers;
}
