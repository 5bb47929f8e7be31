// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStringIncludes } from "@std/assert";
import { probedApp } from "../bench/servers/probed_app.ts";
import {
  assertWellFormed,
  parseResponses,
  ProbeClient,
  valuesOf,
} from "./testdata/probe_client.ts";
import { serve } from "./server.ts";
import { type Probe, PROBES, request } from "./testdata/probes.ts";

const TRANSPORTS = Deno.build.os === "linux"
  ? ["deno", "epoll"] as const
  : ["deno"] as const;
const LAST = request("GET /plaintext HTTP/1.1", "Connection: close\r\n");

/** Lets the server have what was sent before more is. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Sends a probe in pieces and tells what came: as `expect` is written. */
async function run(
  port: number,
  probe: Probe,
  pieces: readonly string[],
): Promise<string> {
  using client = await ProbeClient.connect(port);
  const { head = false, expect, body, line } = probe;
  const wanted = expect.split(" ");
  const stays = wanted.pop() === "open";
  const reading = wanted[0] === "100"
    ? []
    : client.responses(wanted.length, head);
  for (const piece of pieces) {
    await client.send(piece);
    if (pieces.length > 1) await breathe();
  }
  if (wanted[0] === "100") {
    // Content follows when it was asked for.
    while (!client.text.includes("\r\n\r\n") && await client.read()) { /**/ }
    await client.send("hi");
  }
  if (probe.end) await client.endInput();
  await reading;
  await client.responses(
    wanted.filter((status) => status >= "200").length,
    head,
  );
  const before = client.text.length;
  if (stays) await client.send(LAST);
  await client.all();
  const open = client.text.slice(before).endsWith("Hello, World!");
  const text = open ? client.text.slice(0, before) : client.text;
  const { responses, rest } = parseResponses(text, true, head);
  for (const response of responses) assertWellFormed(response);
  assertEquals(client.failure, null, `${responses.map((r) => r.status)}`);
  assertEquals(rest, "");
  const last = responses.at(-1);
  if (!open && !probe.end && last !== undefined) {
    assertEquals(valuesOf(last.fields, "connection"), ["close"]);
  }
  if (body !== undefined) assertEquals(last?.body, body);
  if (line !== undefined) {
    assertStringIncludes(
      last!.fields.map((f) => f.join(": ")).join("\n"),
      line,
    );
  }
  const statuses = responses.map(({ status }) => status);
  return [...statuses, open ? "open" : "close"].join(" ");
}

/** Runs the probes of a kind, some at a time, and collects what went wrong. */
async function runAll(
  port: number,
  probes: readonly Probe[],
  cut: (text: string) => string[],
): Promise<string[]> {
  const wrong: string[] = [];
  const left = [...probes];
  async function worker() {
    for (let probe = left.shift(); probe; probe = left.shift()) {
      try {
        const got = await run(port, probe, cut(probe.send));
        if (got !== probe.expect) {
          wrong.push(`${probe.name}: ${got}, not ${probe.expect}`);
        }
      } catch (error) {
        wrong.push(`${probe.name}: ${(error as Error).message}`);
      }
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker));
  return wrong;
}

for (const transport of TRANSPORTS) {
  for (const [kind, probes] of Object.entries(PROBES)) {
    Deno.test(`serve() answers probes of ${kind} over ${transport}`, async () => {
      await using server = await serve(probedApp(), { port: 0, transport });
      assertEquals(await runAll(server.port, probes, (text) => [text]), []);
    });

    Deno.test(`serve() answers probes of ${kind} byte by byte over ${transport}`, async () => {
      await using server = await serve(probedApp(), { port: 0, transport });
      const small = probes.filter(({ send }) => send.length < 400);
      assertEquals(await runAll(server.port, small, (text) => [...text]), []);
    });
  }

  Deno.test(`serve() answers 1,000 requests in one piece over ${transport}`, async () => {
    await using server = await serve(probedApp(), { port: 0, transport });
    using client = await ProbeClient.connect(server.port);
    const texts = Array.from(
      { length: 1000 },
      (_, i) => request(`GET /test?name=${i} HTTP/1.1`),
    );
    const sending = client.send(texts.join(""));
    const responses = await client.responses(1000);
    await sending;
    const bodies = responses.map(({ body }) => body);
    assertEquals(bodies, texts.map((_, i) => `<h1>Hello ${i}</h1>`));
  });

  Deno.test(`serve() is heard while 10 MB are still being sent over ${transport}`, async () => {
    await using server = await serve(probedApp(), { port: 0, transport });
    const size = 10 * 1024 * 1024;
    for (
      const framing of [`Content-Length: ${size}`, "Transfer-Encoding: chunked"]
    ) {
      using client = await ProbeClient.connect(server.port);
      await client.send(request("POST /echo HTTP/1.1", `${framing}\r\n`));
      const piece = framing.startsWith("T")
        ? `10000\r\n${"x".repeat(65_536)}\r\n`
        : "x".repeat(65_536);
      // All is sent before anything is read, as many clients do.
      for (let sent = 0; sent < size; sent += 65_536) await client.send(piece);
      const { responses } = parseResponses(await client.all(), true);
      assertEquals(responses.map(({ status }) => status), [413]);
      assertEquals([client.failure, client.refused], [null, false]);
    }
  });

  Deno.test(`serve() keeps its deadlines over ${transport}`, async () => {
    await using server = await serve(probedApp(), {
      port: 0,
      transport,
      headTimeout: 50,
      bodyTimeout: 50,
      keepAliveTimeout: 50,
    });
    const slow = [
      ["", []],
      ["G", [408]],
      ["GET / HTTP/1.1\r\nHost: a", [408]],
      [request("POST /echo HTTP/1.1", "Content-Length: 5\r\n", "he"), [408]],
      [request("GET / HTTP/1.1", "Content-Length: 5\r\n", "he"), [200]],
      [request("GET / HTTP/1.1"), [200]],
      [`${request("GET / HTTP/1.1")}GET`, [200, 408]],
    ] as const;
    await Promise.all(slow.map(async ([text, statuses]) => {
      using client = await ProbeClient.connect(server.port);
      await client.send(text);
      const { responses } = parseResponses(await client.all(), true);
      assertEquals(responses.map(({ status }) => status), [...statuses], text);
      for (const response of responses) assertWellFormed(response);
      assertEquals(client.failure, null);
    }));
  });
}
