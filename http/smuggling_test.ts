// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals } from "@std/assert";
import { parseResponses, ProbeClient } from "./testdata/probe_client.ts";
import { programOf, type ProxyName, TestProxy } from "./testdata/test_proxy.ts";
import type { Exchange, Reply } from "./mod.ts";
import { HttpError } from "./exchange.ts";
import { reply } from "./reply.ts";
import { serve } from "./server.ts";
import { AMBIGUITIES } from "./testdata/smuggling.ts";

/** Whether a proxy has to be there. */
const REQUIRED = Deno.env.get("CI") === "true";

/** Answers, and notes what it took for requests. */
class Witness {
  seen: string[] = [];

  async handle({ method, path, body }: Exchange): Promise<Reply> {
    this.seen.push(`${method} ${path}`);
    const length = (await body.bytes()).length;
    if (path === "/nowhere") throw new HttpError(404, "Nothing");
    return reply(`${method} ${path} ${length}`);
  }
}

for (const name of ["nginx", "haproxy"] as const satisfies ProxyName[]) {
  const there = programOf(name) !== null;
  if (!there) console.warn(`${name} is not installed: its tests are skipped`);
  Deno.test({
    name: `serve() takes as many requests as ${name} in front of it sends`,
    ignore: !there && !REQUIRED,
    async fn() {
      assert(there, `${name} is not installed`);
      const witness = new Witness();
      await using server = await serve(witness, { port: 0, transport: "deno" });
      await using proxy = await TestProxy.start(name, server.port);
      const wrong: string[] = [];
      for (const { name, send } of AMBIGUITIES) {
        witness.seen = [];
        using client = await ProbeClient.connect(proxy.port, 5000);
        await client.send(send);
        await client.endInput();
        const text = await client.all();
        const { responses } = parseResponses(
          text,
          true,
          send.startsWith("HEAD"),
        );
        // Those that the proxy refuses never came to us.
        const ours = responses.filter(({ body, status }) =>
          status >= 200 &&
          (body.startsWith("GET /") || body.startsWith("POST /") ||
            body.startsWith("404 Not Found: Nothing"))
        );
        if (!send.startsWith("HEAD") && ours.length !== witness.seen.length) {
          wrong.push(`${name}: ${witness.seen} came, ${text} was answered`);
        }
        // Whoever comes next on the same connection between the two is not misled.
        witness.seen = [];
        using next = await ProbeClient.connect(proxy.port, 5000);
        await next.send(
          "GET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        );
        const after = parseResponses(await next.all(), true).responses;
        const bodies = after.map(({ body }) => body);
        if (
          bodies.join() !== "GET /next 0" || witness.seen.join() !== "GET /next"
        ) {
          wrong.push(
            `${name}: the next got ${bodies}, and ${witness.seen} came`,
          );
        }
      }
      assertEquals(wrong, []);
    },
  });
}
