// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Exchange, Handler } from "./exchange.ts";

/** Lets a function in the manner of the web answer exchanges. */
export function handlerFromFetch(
  fetch: (request: Request) => Response | Promise<Response>,
): Handler {
  return (exchange) => fetch(requestFromExchange(exchange));
}

/** An exchange as the `Request` that it would be elsewhere. */
export function requestFromExchange(exchange: Exchange): Request {
  const { method, body } = exchange;
  const target = exchange.target;
  const path = target.startsWith("/") ? target : "/";
  const url = `${exchange.scheme}://${exchange.authority}${path}`;
  const carriesBody = body.present && method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers: exchange.headers,
    signal: exchange.signal,
    // The standard asks for `duplex` where the body is a stream; the types do not know it.
    ...(carriesBody ? { body: body.stream(), duplex: "half" } : {}),
  });
}
