// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import { type AddressSet, addressSet } from "./address_set.ts";

/** What a chain of proxies says of the client. */
export interface Forwarded {
  /** The address of the last hop that is not one of ours; the client, if the proxies did their work. */
  remoteAddress: string;
  /** The scheme that the outermost of our proxies was asked by; `null` where it does not say. */
  scheme: "http" | "https" | null;
  /** The authority that it was asked for; `null` where it does not say. */
  authority: string | null;
}

/** A hop as one proxy describes it. */
interface Hop {
  address: string;
  scheme: string | null;
  authority: string | null;
}

/** More hops than this are no road that a request takes. */
const MAX_HOPS = 32;

/** RFC 9112 section 3.2, as far as an authority that we take over from a proxy needs. */
const AUTHORITY_REGEXP = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Finds out who the client is, behind proxies that are known by address.
 *
 * The chain is walked from the right, where our own proxies write, as long as
 * the hop that speaks is one of them; what stands further left anybody may have
 * written. What `Forwarded` (RFC 7239) says counts as much as `X-Forwarded-*`. A
 * proxy that writes the one passes the other on as the client sent it: where both are
 * there and do not name the same client, neither is believed.
 *
 * @example Usage
 * ```ts
 * import { ForwardedReader } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const reader = new ForwardedReader(["127.0.0.1", "10.0.0.0/8"]);
 * const fields = new Map([["x-forwarded-for", "6.6.6.6, 203.0.113.7, 10.0.0.2"]]);
 * const { remoteAddress } = reader.read("127.0.0.1", (name) => fields.get(name) ?? null);
 * assertEquals(remoteAddress, "203.0.113.7");
 * ```
 */
export class ForwardedReader {
  readonly #trusted: AddressSet;

  /**
   * Makes a reader.
   *
   * @param proxies The addresses of our proxies: single ones, or ranges such as
   * `10.0.0.0/8`.
   * @throws {SyntaxError} If one is neither.
   */
  constructor(proxies: readonly string[]) {
    this.#trusted = addressSet(proxies);
  }

  /**
   * Reads what the proxies say.
   *
   * @param peer The address of who is connected to us.
   * @param field The value of a field of the request by its name in lower case.
   * @returns Who the client is. Just the peer where it is no proxy of ours.
   */
  read(peer: string, field: (name: string) => string | null): Forwarded {
    const nothing = { remoteAddress: peer, scheme: null, authority: null };
    if (!this.#trusted.has(peer)) return nothing;
    const forwarded = field("forwarded");
    const legacy = this.#walk(peer, legacyHops(field));
    if (forwarded === null) return legacy;
    const elements = splitOutsideQuotes(forwarded, ",");
    const standard = this.#walk(peer, elements.map(toHop));
    if (field("x-forwarded-for") === null) return standard;
    return standard.remoteAddress === legacy.remoteAddress ? legacy : nothing;
  }

  #walk(peer: string, hops: readonly Hop[]): Forwarded {
    const result: Forwarded = {
      remoteAddress: peer,
      scheme: null,
      authority: null,
    };
    for (let i = hops.length - 1; i >= 0 && hops.length - i <= MAX_HOPS; i--) {
      const hop = hops[i]!;
      // A proxy that does not name who asked it ends what can be known.
      if (hop.address === "") break;
      result.remoteAddress = hop.address;
      if (hop.scheme === "http" || hop.scheme === "https") {
        result.scheme = hop.scheme;
      }
      if (hop.authority !== null && AUTHORITY_REGEXP.test(hop.authority)) {
        result.authority = hop.authority;
      }
      if (!this.#trusted.has(hop.address)) break;
    }
    return result;
  }
}

function legacyHops(field: (name: string) => string | null): Hop[] {
  const addresses = list(field("x-forwarded-for"));
  const schemes = list(field("x-forwarded-proto"));
  const authorities = list(field("x-forwarded-host"));
  return addresses.map((address, i) => ({
    address: bareAddress(address),
    scheme: aligned(schemes, i, addresses.length)?.toLowerCase() ?? null,
    authority: aligned(authorities, i, addresses.length),
  }));
}

/** Many proxies write one scheme and one host for the whole chain: its own end. */
function aligned(values: string[], i: number, count: number): string | null {
  if (values.length === count) return values[i]!;
  return i === count - 1 ? values.at(-1) ?? null : null;
}

function list(value: string | null): string[] {
  if (value === null) return [];
  return value.split(",").map((part) => part.trim());
}

/** RFC 7239 section 4: `forwarded-element = [ forwarded-pair ] *( ";" [ forwarded-pair ] )`. */
function toHop(element: string): Hop {
  const hop: Hop = { address: "", scheme: null, authority: null };
  for (const pair of splitOutsideQuotes(element, ";")) {
    const equals = pair.indexOf("=");
    if (equals < 0) continue;
    const value = unquote(pair.slice(equals + 1).trim());
    switch (pair.slice(0, equals).trim().toLowerCase()) {
      case "for":
        hop.address = bareAddress(value);
        break;
      case "proto":
        hop.scheme = value.toLowerCase();
        break;
      case "host":
        hop.authority = value;
        break;
    }
  }
  return hop;
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === "\\" && quoted) i++;
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unquote(text: string): string {
  return text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replace(/\\(.)/g, "$1")
    : text;
}

/** An address without port and brackets; empty for `unknown` and hidden names. */
function bareAddress(text: string): string {
  const match = /^\[([0-9a-f:.]+)\](?::\d+)?$/i.exec(text) ??
    /^(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/.exec(text) ??
    /^([0-9a-f]*:[0-9a-f:.]+)$/i.exec(text);
  return match?.[1]?.toLowerCase() ?? "";
}
