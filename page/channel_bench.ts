// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Telling 1,000 subscribers one fragment, without a network: through a channel and the
 * endpoint that its subscribers listen to, beside an `EventTarget` whose listeners each
 * encode and write, as one would have it at first. `bench/fanout.ts` has the network.
 */

import { BodyProducer, type BodyWriter, SharedChunk } from "../http/mod.ts";
import { raw } from "../ml/mod.ts";
import { MemoryExchange } from "./_memory_exchange.ts";
import { messageChannel, site } from "./mod.ts";

const SUBSCRIBERS = 1000;
const FRAGMENT = `<p>${"news ".repeat(18)}</p>`;

/** One that takes all, and counts it. */
class CountingWriter implements BodyWriter {
  readonly closed: boolean = false;
  readonly queued: number = 0;
  readonly congested: boolean = false;
  bytes = 0;

  write(chunk: string | Uint8Array<ArrayBuffer> | SharedChunk): void {
    this.bytes += chunk instanceof SharedChunk
      ? chunk.framed.length
      : chunk.length;
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {}
}

const channel = messageChannel(() => raw(FRAGMENT), { id: "news" });
const example = site();
example.page("/", () => channel);
for (let i = 0; i < SUBSCRIBERS; i++) {
  const { body } = await example.handle(
    new MemoryExchange("/_tpd2/live?c=news~old:0", {
      fields: { "sec-fetch-site": "same-origin" },
    }),
  ) as { body: unknown };
  if (!(body instanceof BodyProducer)) throw new Error("Cannot subscribe");
  body.start(new CountingWriter());
}

Deno.bench({
  name: "channel.append()",
  group: "tell 1,000",
  baseline: true,
  async fn() {
    channel.append(undefined);
    await Promise.resolve();
  },
});

const target = new EventTarget();
const encoder = new TextEncoder();
for (let i = 0; i < SUBSCRIBERS; i++) {
  const writer = new CountingWriter();
  target.addEventListener("news", (event) => {
    const { detail } = event as CustomEvent<string>;
    writer.write(encoder.encode(`data: ${JSON.stringify(detail)}\n\n`));
  });
}

Deno.bench({
  name: "EventTarget",
  group: "tell 1,000",
  fn: () =>
    void target.dispatchEvent(new CustomEvent("news", { detail: FRAGMENT })),
});
