// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Clock } from "../net/mod.ts";
import { findTelemetry, type RequestTelemetry } from "./_telemetry.ts";
import type { Answer, Exchange, Handler } from "./exchange.ts";

/** What became of an exchange; see {@linkcode ServeHttpOptions.onExchange}. */
export interface ExchangeRecord {
  /** The exchange's id. */
  readonly id: string;
  /** When it began, in milliseconds since the Unix epoch. */
  readonly startedAt: number;
  /** How many milliseconds went by from the head of the request to the end of the answer. */
  readonly duration: number;
  /** The address of the client. */
  readonly remoteAddress: string;
  /** The method. */
  readonly method: string;
  /** The request target as sent. */
  readonly target: string;
  /** The host, as the client named it. */
  readonly authority: string;
  /** The status that was answered; 0 if the client was gone before. */
  readonly status: number;
  /** The value of the `user-agent` field. */
  readonly userAgent: string | null;
}

/** An exchange that is being watched. */
export interface Observation {
  /** Runs the handler where it finds itself in the trace. */
  run(handler: Handler, exchange: Exchange): Answer | Promise<Answer>;
  /** Tells how it ended. */
  end(status: number): void;
}

/** Watches exchanges. There is none where nobody wants to know. */
export interface Observer {
  begin(exchange: Exchange): Observation;
}

/** Makes what serves an access log and OpenTelemetry, or nothing for neither. */
export function observerOf(
  clock: Clock,
  onExchange: ((record: ExchangeRecord) => void) | undefined,
): Observer | null {
  const telemetry = findTelemetry();
  if (onExchange === undefined && telemetry === null) return null;
  return {
    begin(exchange) {
      const start = clock.now();
      const traced = telemetry?.begin(exchange) ?? null;
      const record = onExchange === undefined
        ? null
        : describe(exchange, clock.date());
      return {
        run: (handler, exchange) => runTraced(traced, handler, exchange),
        end(status) {
          const duration = clock.now() - start;
          traced?.end(status, duration);
          if (record !== null) onExchange?.({ ...record, status, duration });
        },
      };
    },
  };
}

function runTraced(
  traced: RequestTelemetry | null,
  handler: Handler,
  exchange: Exchange,
): Answer | Promise<Answer> {
  return traced === null
    ? handler(exchange)
    : traced.run(() => handler(exchange));
}

/** Taken at once: when the exchange is over the request can no longer be read. */
function describe(
  exchange: Exchange,
  startedAt: number,
): Omit<ExchangeRecord, "status" | "duration"> {
  return {
    id: exchange.id,
    startedAt,
    remoteAddress: exchange.remoteAddress,
    method: exchange.method,
    target: exchange.target,
    authority: exchange.authority,
    userAgent: exchange.field("user-agent"),
  };
}
