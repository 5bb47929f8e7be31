// Copyright 2026 the tpd2 authors. MIT license.

/** The same as `telemetry_test.ts`, with OpenTelemetry itself in the place of a registry of ours. */

import { assert, assertEquals } from "@std/assert";
import { context, metrics, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { serve } from "./server.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";

Deno.test("serve() writes spans and metrics that OpenTelemetry understands", async () => {
  const spans = new InMemorySpanExporter();
  const told = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({
    exporter: told,
    exportIntervalMillis: 2 ** 30,
  });
  const tracerProvider = new BasicTracerProvider({
    spanProcessors: [new SimpleSpanProcessor(spans)],
  });
  const meterProvider = new MeterProvider({ readers: [reader] });
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  try {
    await using server = await serve(async () => {
      await Promise.resolve();
      // The handler's own spans belong below that of the request.
      trace.getTracer("handler").startSpan("work").end();
      return new Response("x", { status: 500 });
    }, { port: 0 });
    const response = await fetch(`${server.url}a?b=1`, {
      headers: { traceparent: `00-${TRACE}-${PARENT}-01` },
    });
    await response.text();
    await server.shutdown();
    const [work, request] = spans.getFinishedSpans();
    assert(work !== undefined && request !== undefined);
    assertEquals(request.spanContext().traceId, TRACE);
    assertEquals(request.parentSpanContext?.spanId, PARENT);
    assertEquals(work.parentSpanContext?.spanId, request.spanContext().spanId);
    assertEquals(request.attributes["http.request.method"], "GET");
    assertEquals(request.attributes["http.response.status_code"], 500);
    assertEquals(request.status.code, 2);
    await reader.forceFlush();
    const names = told.getMetrics().flatMap(({ scopeMetrics }) =>
      scopeMetrics.flatMap(({ metrics }) =>
        metrics.map(({ descriptor }) => descriptor.name)
      )
    );
    assertEquals(names.toSorted(), [
      "http.server.active_requests",
      "http.server.request.duration",
    ]);
  } finally {
    await reader.shutdown();
    trace.disable();
    metrics.disable();
    propagation.disable();
    context.disable();
  }
});
