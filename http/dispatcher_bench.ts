// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Finding the handler of a path among one route and among a thousand, beside the two
 * routers that Hono chooses from, which are given method and path as ours is.
 */

import { RegExpRouter } from "hono/router/reg-exp-router";
import { TrieRouter } from "hono/router/trie-router";
import { MemoryExchange } from "../page/_memory_exchange.ts";
import { Dispatcher } from "./dispatcher.ts";
import { reply } from "./reply.ts";

const ANSWER = reply("x");
const COUNTS = [1, 1000];
/** What is asked for: the last route that was added. */
const KINDS = {
  exact: { route: (i: number) => `/items/number-${i}`, end: "" },
  pattern: { route: (i: number) => `/items/number-${i}/:name`, end: "/John" },
};

for (const [kind, { route, end }] of Object.entries(KINDS)) {
  for (const count of COUNTS) {
    const group = `${kind}, ${count === 1 ? "1 route" : `${count} routes`}`;
    const path = (kind === "exact" ? route(count - 1) : route(count - 1)
      .replace("/:name", "")) + end;

    const dispatcher = new Dispatcher();
    const regExpRouter = new RegExpRouter<() => unknown>();
    const trieRouter = new TrieRouter<() => unknown>();
    for (let i = 0; i < count; i++) {
      dispatcher.add("GET", route(i), () => ANSWER);
      regExpRouter.add("GET", route(i), () => ANSWER);
      trieRouter.add("GET", route(i), () => ANSWER);
    }
    const exchange = new MemoryExchange(path);

    Deno.bench({
      name: "Dispatcher",
      group,
      baseline: true,
      fn: () => void dispatcher.handle(exchange),
    });
    Deno.bench({
      name: "Hono's RegExpRouter",
      group,
      fn() {
        const [handlers] = regExpRouter.match("GET", path);
        handlers[0]![0]();
      },
    });
    Deno.bench({
      name: "Hono's TrieRouter",
      group,
      fn() {
        const [handlers] = trieRouter.match("GET", path);
        handlers[0]![0]();
      },
    });
  }
}
