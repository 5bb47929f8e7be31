// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A server of event streams for {@linkcode ./fanout.ts}: ours, with a channel on a
 * page, or `Deno.serve` with a stream a subscriber. Prints its port; then each line of
 * input is a command: `push` tells all subscribers a fragment of 100 bytes, `memory`
 * collects garbage. Each prints the resident bytes.
 */

import { serve } from "../http/mod.ts";
import { messageChannel, site } from "../page/mod.ts";
import { raw } from "../ml/mod.ts";

declare const gc: () => void;

/** More than the young generation holds. */
const SHORT_LIVED = 2_000_000;
let last: unknown;

/** Writes to the whole young generation, wherever its objects lie at the moment. */
function useYoungGeneration(): void {
  for (let i = 0; i < SHORT_LIVED; i++) last = { i, last: [i, last === i] };
}

/** Starts a server; returns its port and what pushes. */
type Start = (fragment: string) => Promise<[port: number, push: () => void]>;

async function startOurs(fragment: string): Promise<[number, () => void]> {
  const channel = messageChannel(() => raw(fragment), { id: "news" });
  const example = site();
  example.page("/", () => channel);
  const server = await serve(example, {
    port: 0,
    maxConnections: 20_000,
    transport: Deno.args[1] === "epoll" ? "epoll" : "deno",
  });
  return [Number(new URL(server.url).port), () => channel.append(undefined)];
}

function startDeno(fragment: string): Promise<[number, () => void]> {
  const controllers = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const message = new TextEncoder().encode(
    `id: news~abcdefgh:17\ndata: ["news","abcdefgh",16,17,[["append","ch-news","<li id=\\"ch-news-17\\">${fragment}</li>"]]]\n\n`,
  );
  const server = Deno.serve({ port: 0, onListen: () => {} }, () => {
    let mine: ReadableStreamDefaultController<Uint8Array>;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        mine = controller;
        controllers.add(controller);
        controller.enqueue(new TextEncoder().encode("retry: 1000\n\n"));
      },
      cancel: () => void controllers.delete(mine),
    });
    return new Response(body, {
      headers: { "content-type": "text/event-stream" },
    });
  });
  return Promise.resolve([server.addr.port, () => {
    for (const controller of controllers) controller.enqueue(message);
  }]);
}

const kinds: Record<string, Start> = { tpd2: startOurs, deno: startDeno };
const [port, push] = await kinds[Deno.args[0] ?? "tpd2"]!("x".repeat(100));
console.log(port);
const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
for await (const text of lines) {
  for (const command of text.trim().split("\n")) {
    if (command === "push") push();
    else if (command === "memory") {
      useYoungGeneration();
      for (let i = 0; i < 3; i++) {
        gc();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    console.log(Deno.memoryUsage().rss);
  }
}
Deno.exit();
