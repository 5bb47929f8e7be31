// Copyright 2026 the tpd2 authors. MIT license.

import {
  div,
  html,
  li,
  p,
  renderAsync,
  renderPieces,
  renderToStream,
  renderToString,
  script,
  ul,
} from "./mod.ts";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";

Deno.test("renderAsync() waits for promises at any depth", async () => {
  const markup = div(
    "a",
    Promise.resolve([p("b", Promise.resolve("<c>")), null]),
    html`<b>${Promise.resolve("d")}</b>`,
  );
  assertEquals(
    await renderAsync(markup),
    "<div>a<p>b&lt;c&gt;</p><b>d</b></div>",
  );
  assertEquals(await renderAsync(Promise.resolve(p("x"))), "<p>x</p>");
});

Deno.test("renderAsync() reads async iterables", async () => {
  async function* items() {
    yield li("1");
    yield await Promise.resolve(li("2"));
  }
  assertEquals(await renderAsync(ul(items())), "<ul><li>1</li><li>2</li></ul>");
});

Deno.test("renderToString() refuses promises", () => {
  assertThrows(
    () => renderToString(p(Promise.resolve("x"))),
    TypeError,
    "renderAsync()",
  );
  assertThrows(
    () => String(p(Promise.resolve("x"))),
    TypeError,
    "renderAsync()",
  );
});

Deno.test("renderAsync() passes a rejection on, and others that come later do no harm", async () => {
  const markup = div(
    Promise.reject(new Error("first")),
    Promise.reject(new Error("second")),
  );
  await assertRejects(() => renderAsync(markup), Error, "first");
});

Deno.test("renderPieces() gives what is ready before what is promised", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const pieces = renderPieces(div("now ", promise, " end"));
  assertEquals(await pieces.next(), { done: false, value: "<div>now " });
  resolve("later");
  assertEquals(await pieces.next(), { done: false, value: "later end</div>" });
  assertEquals(await pieces.next(), { done: true, value: undefined });
});

Deno.test("renderToStream() asks for nothing before it is read, and ends iterables when cancelled", async () => {
  const log: string[] = [];
  async function* items() {
    try {
      for (let index = 0; index < 100; index++) {
        log.push(`item ${index}`);
        yield await Promise.resolve(li(index));
      }
    } finally {
      log.push("ended");
    }
  }
  const reader = renderToStream(ul(items())).getReader();
  await Promise.resolve();
  assertEquals(log, []);
  await reader.read();
  await reader.read();
  assertEquals(log, ["item 0"]);
  await reader.cancel();
  await Promise.resolve();
  await new Promise<void>((resolve) => queueMicrotask(resolve));
  assertEquals(log.at(-1), "ended");
});

Deno.test("renderToStream() puts the nonce on scripts that come late", async () => {
  const stream = renderToStream(
    div(Promise.resolve(script({ src: "/x.js" }))),
    { nonce: `n"` },
  );
  assertEquals(
    await new Response(stream).text(),
    `<div><script src="/x.js" nonce="n&#34;"></script></div>`,
  );
});
