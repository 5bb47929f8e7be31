// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertRejects } from "@std/assert";
import { serveWorkers, ServeWorkersError } from "./serve_workers.ts";

function moduleOf(source: string): string {
  return `data:application/javascript,${encodeURIComponent(source)}`;
}

/** Answers with the worker that it is; `/crash` ends that. */
const WHO = moduleOf(`
  const id = crypto.randomUUID();
  export default ({ url }) => {
    if (url.endsWith("/crash")) queueMicrotask(() => { throw new Error("Cannot go on"); });
    return new Response(id);
  };
`);

/** The workers that answer on many connections. */
async function whoAnswers(url: string, wanted: number): Promise<Set<string>> {
  const found = new Set<string>();
  for (let i = 0; i < 500 && found.size < wanted; i++) {
    // Each on a connection of its own, which the kernel gives to any of them.
    using client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });
    found.add(await (await fetch(url, { client })).text());
  }
  return found;
}

Deno.test("serveWorkers() shares a port among workers", async () => {
  await using workers = await serveWorkers(WHO, { port: 0, workers: 3 });
  assertEquals((await whoAnswers(workers.url, 3)).size, 3);
  const { accepted, connections } = await workers.stats();
  assertEquals(accepted >= 3, true);
  assertEquals(connections <= accepted, true);
});

Deno.test("serveWorkers() puts another in the place of one that failed", async () => {
  const told = Promise.withResolvers<Error>();
  await using workers = await serveWorkers(WHO, {
    port: 0,
    workers: 2,
    onError: told.resolve,
  });
  const before = await whoAnswers(workers.url, 2);
  await fetch(`${workers.url}crash`).then(
    (response) => response.text(),
    // The connection may have died with the worker.
    () => {},
  );
  assertEquals((await told.promise).message, "Cannot go on");
  let now = before;
  while (now.size < 2 || now.isSubsetOf(before)) {
    now = await whoAnswers(workers.url, 2);
  }
  assertEquals(now.isDisjointFrom(before), false);
});

Deno.test("HttpWorkers.stats() waits for no worker that is still loading", async () => {
  const isLoading = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  let count = 0;
  await using gate = Deno.serve({ port: 0, onListen() {} }, async () => {
    if (++count > 2) {
      isLoading.resolve();
      await mayGoOn.promise;
    }
    return new Response();
  });
  const module = moduleOf(`
    await (await fetch("http://localhost:${gate.addr.port}/")).text();
    export default () => {
      queueMicrotask(() => { throw new Error("Cannot go on"); });
      return new Response("");
    };
  `);
  await using workers = await serveWorkers(module, {
    port: 0,
    workers: 2,
    onError() {},
  });
  await fetch(workers.url).then((response) => response.text(), () => {});
  await isLoading.promise;
  const { accepted } = await workers.stats();
  assertEquals(accepted <= 1, true);
  mayGoOn.resolve();
});

Deno.test("serveWorkers() says in one sentence why it cannot", async () => {
  const page = import.meta.resolve("../page/mod.ts");
  const cases: [string, RegExp][] = [
    [moduleOf("export const site = 1;"), /its default export is no site/],
    [moduleOf("export default {"), /Unexpected token/],
    ["file:///no/such/site.ts", /Module not found/],
    [
      moduleOf(`
        import { stateChannel } from ${JSON.stringify(page)};
        export const count = stateChannel(() => "0", { element: "span" });
        export default () => new Response("");
      `),
      /Cannot make a channel: several workers serve this site/,
    ],
  ];
  for (const [module, message] of cases) {
    const error = await assertRejects(
      () => serveWorkers(module, { port: 0, workers: 2 }),
      ServeWorkersError,
    );
    assertEquals(message.test(error.message), true, error.message);
    assertEquals(error.message.includes("\n"), false, error.message);
  }
  await assertRejects(() => serveWorkers(WHO, { workers: 0 }), RangeError);
});

Deno.test("serveWorkers() says when the port is taken", async () => {
  const taken = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  await assertRejects(
    () => serveWorkers(WHO, { port: taken.addr.port, workers: 2 }),
    ServeWorkersError,
    `${taken.addr.port}`,
  );
  taken.close();
});

Deno.test("serveWorkers() with one worker refuses nothing", async () => {
  const page = import.meta.resolve("../page/mod.ts");
  await using workers = await serveWorkers(
    moduleOf(`
      import { stateChannel } from ${JSON.stringify(page)};
      export const count = stateChannel(() => "0", { element: "span" });
      export default () => new Response("one");
    `),
    { port: 0, workers: 1 },
  );
  assertEquals(await (await fetch(workers.url)).text(), "one");
});
