// Copyright 2026 the tpd2 authors. MIT license.

import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { memoryListener } from "../net/testing.ts";
import { Dispatcher } from "./dispatcher.ts";
import type { Exposure, ListenNotice } from "./listen_notice.ts";
import { reply } from "./reply.ts";
import { type Servable, serve, type ServeOptions } from "./server.ts";

const hello: Servable = () => new Response("hello");

/** What a server says when it starts. */
async function noticeOf(
  options: ServeOptions,
  servable = hello,
): Promise<ListenNotice> {
  const notices: ListenNotice[] = [];
  await using _server = await serve(servable, {
    ...options,
    onListen: (notice) => notices.push(notice),
  });
  assertEquals(notices.length, 1);
  return notices[0]!;
}

/** What is printed while something runs. */
async function printedBy(run: () => Promise<void>): Promise<string[]> {
  const lines: string[] = [];
  const { log, warn } = console;
  console.log = console.warn = (line: string) => lines.push(line);
  try {
    await run();
  } finally {
    Object.assign(console, { log, warn });
  }
  return lines;
}

Deno.test("serve() tells where it listens", async () => {
  const { url, warnings } = await noticeOf({ port: 0 });
  assertMatch(url, /^http:\/\/127\.0\.0\.1:\d+\/$/);
  assertEquals(warnings, []);
  const directory = await Deno.makeTempDir();
  const path = `${directory}/socket`;
  assertEquals((await noticeOf({ path })).url, `unix:${path}`);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("serve() warns of settings that are likely a mistake", async () => {
  const { warnings } = await noticeOf({
    port: 0,
    trustedProxies: ["10.0.0.7", "0.0.0.0/0", "::/0"],
    headTimeout: Infinity,
  });
  assertEquals(warnings.length, 3);
  assertMatch(warnings[0]!, /^trustedProxies has 0\.0\.0\.0\/0, so anybody/);
  assertMatch(warnings[1]!, /^trustedProxies has ::\/0/);
  assertMatch(warnings[2]!, /^headTimeout is Infinity, so a client/);
});

Deno.test("serve() asks what it serves, through virtual hosts too", async () => {
  const exposures: Exposure[] = [];
  const careful = {
    handle: () => reply("hello"),
    dangers(exposure: Exposure) {
      exposures.push(exposure);
      return ["It is risky"];
    },
  };
  const hosts = new Dispatcher();
  hosts.addHost(["*", "a.example"], careful);
  for (const servable of [careful, hosts]) {
    assertEquals((await noticeOf({ port: 0 }, servable)).warnings, [
      "It is risky",
    ]);
  }
  await noticeOf({
    port: 0,
    hostname: "0.0.0.0",
    trustedProxies: ["::1"],
  }, careful);
  const hidden = { isPublic: false, isSecure: false, trustsProxies: false };
  assertEquals(exposures, [
    hidden,
    hidden,
    { isPublic: true, isSecure: false, trustsProxies: true },
  ]);
});

Deno.test("serve() prints its address unless it was asked for any port", async () => {
  const silent = await printedBy(async () => {
    await (await serve(hello, { port: 0 })).shutdown();
    const listeners = [memoryListener()];
    await (await serve(hello, { listeners })).shutdown();
  });
  assertEquals(silent, []);
  const lines = await printedBy(async () => {
    await (await serve(hello)).shutdown();
  });
  assertEquals(lines.length, 1);
  assertMatch(lines[0]!, /^Listening on http:\/\/127\.0\.0\.1:\d+\/$/);
});

Deno.test("serve() prints each warning once", async () => {
  const lines = await printedBy(async () => {
    for (let i = 0; i < 2; i++) {
      const server = await serve(hello, { port: 0, bodyTimeout: Infinity });
      await server.shutdown();
    }
  });
  assertEquals(lines.length, 1);
  assertMatch(lines[0]!, /^Warning: bodyTimeout is Infinity, so/);
});

Deno.test("serve() says what to do where it cannot listen", async () => {
  await using server = await serve(hello, { port: 0 });
  const { port } = server;
  const error = await assertRejects(
    () => serve(hello, { port }),
    Deno.errors.AddrInUse,
  );
  assertEquals(
    error.message,
    `Cannot listen on 127.0.0.1:${port}: somebody listens there already, ` +
      "so choose another port, or 0 for any that is free",
  );
  const elsewhere = await assertRejects(
    () => serve(hello, { port: 0, hostname: "192.0.2.1" }),
    Deno.errors.AddrNotAvailable,
  );
  assert(/this machine has no such address/.test(elsewhere.message));
});
