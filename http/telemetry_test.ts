// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals, assertStrictEquals } from "@std/assert";
import { reply } from "./reply.ts";
import { get } from "./_test_messages.ts";
import { TestServer } from "./_test_server.ts";

const KEY = Symbol.for("opentelemetry.js.api.1");

/** As much of OpenTelemetry as a registry has, and what it was told. */
function fakeTelemetry(): { told: string[]; registry: object } {
  const told: string[] = [];
  const values = new Map<symbol, unknown>();
  const context = {
    setValue(key: symbol, value: unknown) {
      values.set(key, value);
      return context;
    },
  };
  const registry = {
    trace: {
      getTracer: (name: string) => ({
        startSpan(span: string, options: { attributes: object }) {
          told.push(`${name} start ${span} ${JSON.stringify(options)}`);
          return {
            setAttribute: (key: string, value: unknown) =>
              told.push(`attribute ${key} ${value}`),
            setStatus: ({ code }: { code: number }) =>
              told.push(`code ${code}`),
            end: () => told.push("end"),
          };
        },
      }),
    },
    metrics: {
      getMeter: () => ({
        createHistogram: (name: string) => ({
          record: (value: number, attributes: object) =>
            told.push(`${name} ${value} ${JSON.stringify(attributes)}`),
        }),
        createUpDownCounter: (name: string) => ({
          add: (value: number) => told.push(`${name} ${value}`),
        }),
      }),
    },
    context: {
      active: () => context,
      with: <T>(_context: object, run: () => T): T => {
        told.push(`with span ${values.size}`);
        return run();
      },
    },
    propagation: {
      extract(
        from: object,
        carrier: object,
        getter: { get(carrier: object, name: string): string | undefined },
      ) {
        told.push(`parent ${getter.get(carrier, "traceparent")}`);
        return from;
      },
    },
  };
  return { told, registry };
}

Deno.test("serveHttp() traces and counts where OpenTelemetry is registered", async () => {
  const { told, registry } = fakeTelemetry();
  (globalThis as Record<symbol, unknown>)[KEY] = registry;
  try {
    await using server = new TestServer({
      handle: () => {
        told.push("handler");
        return reply("x", { status: 503 });
      },
    });
    await server.ask(get("/a?secret=1", "traceparent: 00-ab-cd-01\r\n"));
  } finally {
    delete (globalThis as Record<symbol, unknown>)[KEY];
  }
  const common = '{"http.request.method":"GET","url.scheme":"http"';
  assertEquals(told, [
    "http.server.active_requests 1",
    "parent 00-ab-cd-01",
    `@tpd2/tpd2/http start GET {"kind":1,"attributes":${common},` +
    '"url.path":"/a","server.address":"a","client.address":"127.0.0.1"}}',
    "with span 1",
    "handler",
    "http.server.active_requests -1",
    `http.server.request.duration 0 ${common},"http.response.status_code":503}`,
    "attribute http.response.status_code 503",
    "code 2",
    "end",
  ]);
});

Deno.test("serveHttp() looks for OpenTelemetry without leaving anything behind", async () => {
  assertStrictEquals((globalThis as Record<symbol, unknown>)[KEY], undefined);
  await using server = new TestServer({ handle: () => reply("x") });
  await server.ask(get("/"));
  assertStrictEquals((globalThis as Record<symbol, unknown>)[KEY], undefined);
});
