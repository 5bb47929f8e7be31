// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { ClientBody } from "./client_options.ts";
import { checkField, CONNECTION_FIELDS } from "./field_block.ts";
import { TOKEN_REGEXP } from "./_grammar.ts";

/** A request that is ready to be sent, once or again. */
export interface OutgoingRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null;
}

/** Methods that a server can be asked twice without harm (RFC 9110 section 9.2.2). */
const IDEMPOTENT_METHODS: ReadonlySet<string> = new Set([
  "GET",
  "HEAD",
  "PUT",
  "DELETE",
  "OPTIONS",
  "TRACE",
]);

/** Methods whose request without content says so (RFC 9110 section 8.6). */
const CONTENT_METHODS: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);

/** Fields that must not go to another origin than they were meant for. */
const PRIVATE_FIELDS = ["authorization", "cookie", "proxy-authorization"];

/** Fields about content that a request without it must not have. */
const CONTENT_FIELDS = [
  "content-encoding",
  "content-language",
  "content-location",
  "content-type",
  "last-modified",
  "content-digest",
  "repr-digest",
];

/** Whether a request may be sent again when nobody knows whether it was taken. */
export function isRepeatable({ method, body }: OutgoingRequest): boolean {
  return IDEMPOTENT_METHODS.has(method) && !(body instanceof ReadableStream);
}

/** Checks an address to ask. */
export function checkedUrl(url: string | URL): URL {
  const parsed = new URL(url);
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") {
    throw new TypeError(
      `Cannot request ${parsed.protocol} URL: only http and https are spoken`,
    );
  }
  if (parsed.username !== "" || parsed.password !== "") {
    throw new TypeError(
      "Cannot request a URL with a password: use the authorization field",
    );
  }
  parsed.hash = "";
  return parsed;
}

/** Makes a request ready: everything that can be wrong with it is found here. */
export async function prepareRequest(
  url: string | URL,
  options: { method: string; headers: HeadersInit; body: ClientBody },
): Promise<OutgoingRequest> {
  const { method } = options;
  if (!TOKEN_REGEXP.test(method) || method === "CONNECT") {
    throw new TypeError(`Cannot request with method "${method}"`);
  }
  const headers = new Headers(options.headers);
  for (const [name, value] of headers) {
    checkField(name, value);
    if (CONNECTION_FIELDS.has(name) || name === "te" || name === "expect") {
      throw new TypeError(`Cannot set field "${name}": the client writes it`);
    }
  }
  const body = await bodyOf(options.body, headers);
  return { method, url: checkedUrl(url), headers, body };
}

async function bodyOf(
  body: ClientBody,
  headers: Headers,
): Promise<OutgoingRequest["body"]> {
  if (body === null || body instanceof ReadableStream) return body;
  if (body instanceof Uint8Array) return body;
  // The platform knows how each kind is written, and its type.
  const response = new Response(body);
  const type = response.headers.get("content-type");
  if (type !== null && !headers.has("content-type")) {
    headers.set("content-type", type);
  }
  return new Uint8Array(await response.arrayBuffer());
}

/** Writes the head of a request (RFC 9112 section 3), as Latin-1. */
export function requestHead(request: OutgoingRequest): string {
  const { method, url, headers, body } = request;
  let text = `${method} ${url.pathname}${url.search} HTTP/1.1\r\n`;
  if (!headers.has("host")) text += `host: ${url.host}\r\n`;
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  if (body instanceof ReadableStream) text += "transfer-encoding: chunked\r\n";
  else if (body !== null || CONTENT_METHODS.has(method)) {
    text += `content-length: ${body?.length ?? 0}\r\n`;
  }
  return `${text}\r\n`;
}

/**
 * The request that a redirection leads to (RFC 9110 section 15.4), or null if
 * the response is none. What is meant for one origin stays with it.
 *
 * @throws {TypeError} If the content is a stream, which cannot be sent again, or
 * the address is not one to ask.
 */
export function redirected(
  request: OutgoingRequest,
  status: number,
  location: string | null,
): OutgoingRequest | null {
  if (![301, 302, 303, 307, 308].includes(status) || location === null) {
    return null;
  }
  const url = checkedUrl(new URL(location, request.url));
  const headers = new Headers(request.headers);
  let { method, body } = request;
  if (
    (status === 303 && method !== "HEAD") ||
    (status < 303 && method === "POST")
  ) {
    method = "GET";
    body = null;
    for (const name of CONTENT_FIELDS) headers.delete(name);
  }
  if (body instanceof ReadableStream) {
    throw new TypeError(
      "Cannot follow the redirection: a stream cannot be sent again",
    );
  }
  if (url.origin !== request.url.origin) {
    for (const name of [...PRIVATE_FIELDS, "host"]) headers.delete(name);
  }
  return { method, url, headers, body };
}
