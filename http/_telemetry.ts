// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange } from "./exchange.ts";

// The parts of OpenTelemetry's API that are used, as its registry hands them
// out. It is found where it registers itself, so that nothing is imported.

interface Span {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { code: number }): unknown;
  end(): void;
}

interface Context {
  setValue(key: symbol, value: unknown): Context;
}

interface Tracer {
  startSpan(
    name: string,
    options: { kind: number; attributes: Record<string, string | number> },
    context?: Context,
  ): Span;
}

interface Meter {
  createHistogram(name: string, options: object): {
    record(value: number, attributes: Record<string, string | number>): void;
  };
  createUpDownCounter(name: string, options: object): {
    add(value: number, attributes: Record<string, string | number>): void;
  };
}

interface Registry {
  trace?: { getTracer(name: string): Tracer };
  metrics?: { getMeter(name: string): Meter };
  context?: {
    active(): Context;
    with<T>(context: Context, run: () => T): T;
  };
  propagation?: {
    extract(context: Context, carrier: unknown, getter: object): Context;
  };
}

/** Where `@opentelemetry/api`, version 1, keeps what was registered. */
const REGISTRY_KEY = Symbol.for("opentelemetry.js.api.1");
/** The key under which it keeps the span in a context. */
const SPAN_KEY = Symbol.for("OpenTelemetry Context Key SPAN");
const KIND_SERVER = 1;
const STATUS_ERROR = 2;
const NAME = "@tpd2/tpd2/http";

/** RFC 9110 section 9 and RFC 5789: others count together, so that nobody makes up metrics. */
const METHODS = new Set([
  "CONNECT",
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
  "TRACE",
]);

/** How a propagator reads the fields of a request. */
const FIELD_GETTER = {
  get: (exchange: Exchange, name: string) =>
    exchange.field(name.toLowerCase()) ?? undefined,
  keys: (exchange: Exchange) => [...exchange.headers.keys()],
};

/** The span and the metrics of one request. */
export interface RequestTelemetry {
  run<T>(handler: () => T): T;
  /** Ends it, after so many milliseconds. */
  end(status: number, duration: number): void;
}

/** Traces and counts requests. */
export interface Telemetry {
  begin(exchange: Exchange): RequestTelemetry;
}

/** OpenTelemetry, if it was registered before the server started. */
export function findTelemetry(): Telemetry | null {
  const registry = (globalThis as Record<symbol, unknown>)[REGISTRY_KEY] as
    | Registry
    | undefined;
  if (registry?.trace === undefined && registry?.metrics === undefined) {
    return null;
  }
  const tracer = registry.trace?.getTracer(NAME);
  const meter = registry.metrics?.getMeter(NAME);
  const durations = meter?.createHistogram("http.server.request.duration", {
    unit: "s",
    description: "Duration of HTTP server requests",
  });
  const active = meter?.createUpDownCounter("http.server.active_requests", {
    unit: "{request}",
    description: "Number of active HTTP server requests",
  });
  return {
    begin(exchange) {
      const { scheme } = exchange;
      const method = METHODS.has(exchange.method) ? exchange.method : "_OTHER";
      const common = { "http.request.method": method, "url.scheme": scheme };
      active?.add(1, common);
      const parent = parentOf(registry, exchange);
      const span = tracer?.startSpan(
        method === "_OTHER" ? "HTTP" : method,
        {
          kind: KIND_SERVER,
          attributes: { ...common, ...detailsOf(exchange) },
        },
        parent,
      );
      const context = span === undefined
        ? undefined
        : parent?.setValue(SPAN_KEY, span);
      return {
        run: (handler) =>
          context === undefined || registry.context === undefined
            ? handler()
            : registry.context.with(context, handler),
        end(status, duration) {
          active?.add(-1, common);
          durations?.record(duration / 1000, {
            ...common,
            "http.response.status_code": status,
          });
          span?.setAttribute("http.response.status_code", status);
          if (status >= 500 || status === 0) {
            span?.setStatus({ code: STATUS_ERROR });
          }
          span?.end();
        },
      };
    },
  };
}

function parentOf(
  registry: Registry,
  exchange: Exchange,
): Context | undefined {
  const active = registry.context?.active();
  if (active === undefined || registry.propagation === undefined) return active;
  return registry.propagation.extract(active, exchange, FIELD_GETTER);
}

function detailsOf(exchange: Exchange): Record<string, string> {
  return {
    "url.path": exchange.target.split("?", 1)[0]!,
    "server.address": exchange.host,
    "client.address": exchange.remoteAddress,
  };
}
