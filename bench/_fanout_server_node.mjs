// Copyright 2026 the tpd2 authors. MIT license.

// A server of event streams for fanout.ts: node:http, or Bun.serve where Bun runs it.

const fragment = "x".repeat(100);
const message = new TextEncoder().encode(
  `id: news~abcdefgh:17\ndata: ["news","abcdefgh",16,17,[["append","ch-news","<li id=\\"ch-news-17\\">${fragment}</li>"]]]\n\n`,
);
const open = new Set();

let last;

/** Writes to the whole young generation, as _fanout_server.ts does. */
function useYoungGeneration() {
  for (let i = 0; i < 2_000_000; i++) last = { i, last: [i, last === i] };
}

async function startNode() {
  const { createServer } = await import("node:http");
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write("retry: 1000\n\n");
    open.add(response);
    response.on("close", () => open.delete(response));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return [server.address().port, () => {
    for (const response of open) response.write(message);
  }];
}

function startBun() {
  const server = globalThis.Bun.serve({
    port: 0,
    idleTimeout: 0,
    fetch() {
      let mine;
      const body = new ReadableStream({
        type: "direct",
        async pull(controller) {
          mine = controller;
          open.add(controller);
          controller.write("retry: 1000\n\n");
          controller.flush();
          await new Promise(() => {});
        },
        cancel: () => void open.delete(mine),
      });
      return new Response(body, {
        headers: { "content-type": "text/event-stream" },
      });
    },
  });
  return [server.port, () => {
    for (const controller of open) {
      controller.write(message);
      controller.flush();
    }
  }];
}

const [port, push] = globalThis.Bun ? startBun() : await startNode();
console.log(port);
for await (const text of process.stdin) {
  for (const command of String(text).trim().split("\n")) {
    if (command === "push") push();
    else {
      useYoungGeneration();
      for (let i = 0; i < 3; i++) {
        if (globalThis.Bun) globalThis.Bun.gc(true);
        else globalThis.gc();
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    console.log(process.memoryUsage().rss);
  }
}
process.exit();
