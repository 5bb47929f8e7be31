// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type Exchange, type Handler, HttpError } from "./exchange.ts";

/** Lets a function in the manner of the web answer exchanges. */
export function handlerFromFetch(
  fetch: (request: Request) => Response | Promise<Response>,
): Handler {
  return (exchange) => fetch(requestFromExchange(exchange));
}

/**
 * An exchange as the `Request` that it would be elsewhere.
 *
 * @throws {HttpError} 400 if the target makes no URL, 501 if the method is one
 * that no `Request` may have, or would have under another name.
 */
export function requestFromExchange(exchange: Exchange): Request {
  const { method, body } = exchange;
  // HTTP/1.0 need not name a host, and the path must not be taken for one.
  const authority = exchange.authority || "localhost";
  const url = `${exchange.scheme}://${authority}${pathOf(exchange.target)}`;
  if (!URL.canParse(url)) {
    throw new HttpError(400, "Cannot read the request: target makes no URL");
  }
  if (
    FORBIDDEN_METHOD_REGEXP.test(method) ||
    (NORMALIZED_METHOD_REGEXP.test(method) && method !== method.toUpperCase())
  ) {
    throw new HttpError(501, `Cannot answer ${method}: not known here`);
  }
  const carriesBody = body.present && method !== "GET" && method !== "HEAD";
  return new Request(url, {
    method,
    headers: exchange.headers,
    signal: exchange.signal,
    // The standard asks for `duplex` where the body is a stream; the types do not know it.
    ...(carriesBody ? { body: body.stream(), duplex: "half" } : {}),
  });
}

/** Fetch section 2.2.1: forbidden methods, in any case. */
const FORBIDDEN_METHOD_REGEXP = /^(?:CONNECT|TRACE|TRACK)$/i;

/**
 * Fetch section 2.2.1: methods that are put into upper case, though RFC 9110
 * section 9.1 says that case matters.
 */
const NORMALIZED_METHOD_REGEXP = /^(?:DELETE|GET|HEAD|OPTIONS|POST|PUT)$/i;

/** Path and query of a target, which may be a whole URI. */
function pathOf(target: string): string {
  if (target.startsWith("/")) return target;
  const authority = target.indexOf("://") + 3;
  const length = authority < 3 ? -1 : target.slice(authority).search(/[/?]/);
  if (length < 0) return "/";
  const path = target.slice(authority + length);
  return path.startsWith("/") ? path : `/${path}`;
}
