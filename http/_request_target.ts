// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { hostEndOf } from "./_authority.ts";
import { equalsLower } from "./_latin1.ts";
import { ProtocolError } from "./protocol_error.ts";
import type { DecodedRequestHead } from "./_decoded_request_head.ts";

const SLASH = 47;
const COLON = 58;
const QUESTION = 63;
const ASTERISK = 42;

/**
 * RFC 9112 section 3.2: finds the parts of a target whose bytes are valid.
 *
 * ```
 * request-target = origin-form / absolute-form / authority-form / asterisk-form
 * ```
 *
 * @throws {ProtocolError} 400 if it has none of the forms, or not one that goes
 * with the method.
 */
export function parseTarget(head: DecodedRequestHead): void {
  const { bytes, base } = head.lines;
  const start = base + head.targetStart;
  const end = base + head.targetEnd;
  if (head.method === "CONNECT") {
    parseAuthorityForm(head, bytes, base);
    return;
  }
  const first = bytes[start];
  if (first === SLASH) {
    head.targetForm = "origin-form";
    findQuery(head, bytes, base, start);
    return;
  }
  if (first === ASTERISK && end - start === 1) {
    // Section 3.2.4: "only used for a server-wide OPTIONS request".
    if (head.method !== "OPTIONS") refuse("asterisk without OPTIONS");
    head.targetForm = "asterisk-form";
    head.pathStart = head.targetStart;
    head.pathEnd = head.targetEnd;
    return;
  }
  parseAbsoluteForm(head, bytes, base);
}

/** Section 3.2.2: `absolute-form = absolute-URI`, of our two schemes. */
function parseAbsoluteForm(
  head: DecodedRequestHead,
  bytes: Uint8Array,
  base: number,
): void {
  const start = base + head.targetStart;
  const end = base + head.targetEnd;
  let from: number;
  if (equalsLower(bytes, start, Math.min(start + 7, end), "http://")) {
    from = start + 7;
  } else if (equalsLower(bytes, start, Math.min(start + 8, end), "https://")) {
    from = start + 8;
  } else {
    refuse("neither a path nor an http or https URI");
  }
  let to = from;
  while (to < end && bytes[to] !== SLASH && bytes[to] !== QUESTION) to++;
  const hostEnd = hostEndOf(bytes, from, to);
  if (hostEnd < 0) refuse("invalid authority");
  head.targetForm = "absolute-form";
  head.authorityStart = from - base;
  head.authorityEnd = to - base;
  head.hostEnd = hostEnd - base;
  findQuery(head, bytes, base, to);
}

/** Section 3.2.3: `authority-form = uri-host ":" port`. */
function parseAuthorityForm(
  head: DecodedRequestHead,
  bytes: Uint8Array,
  base: number,
): void {
  const start = base + head.targetStart;
  const end = base + head.targetEnd;
  const hostEnd = hostEndOf(bytes, start, end);
  if (hostEnd < 0 || hostEnd + 1 >= end || bytes[hostEnd] !== COLON) {
    refuse("CONNECT without host and port");
  }
  head.targetForm = "authority-form";
  head.authorityStart = head.targetStart;
  head.authorityEnd = head.targetEnd;
  head.hostEnd = hostEnd - base;
}

/** Section 3.2.1: `origin-form = absolute-path [ "?" query ]`. */
function findQuery(
  head: DecodedRequestHead,
  bytes: Uint8Array,
  base: number,
  pathStart: number,
): void {
  const end = base + head.targetEnd;
  let i = pathStart;
  while (i < end && bytes[i] !== QUESTION) i++;
  head.pathStart = pathStart - base;
  head.pathEnd = i - base;
  head.queryStart = i < end ? i + 1 - base : 0;
}

/** Says what is wrong with a target. */
function refuse(reason: string): never {
  throw new ProtocolError(400, `Cannot parse request target: ${reason}`);
}
