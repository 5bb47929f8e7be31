// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/** A set of network addresses; made by {@linkcode addressSet}. */
export interface AddressSet {
  /**
   * Whether an address is in it.
   *
   * @param address A numeric address; anything else is in no set.
   */
  has(address: string): boolean;
}

interface Range {
  bits: bigint;
  mask: bigint;
}

const ALL_BITS = (1n << 128n) - 1n;
/** RFC 4291 section 2.5.5.2: where IPv4 lies within IPv6. */
const MAPPED = 0xffff00000000n;

/**
 * Makes a set of numeric addresses and ranges of them. IPv4 and its
 * representation within IPv6 (`::ffff:10.0.0.1`) count as the same.
 *
 * @param entries Addresses (`127.0.0.1`, `::1`) and ranges (`10.0.0.0/8`).
 * @returns The set.
 * @throws {SyntaxError} If an entry is neither.
 *
 * @example Usage
 * ```ts
 * import { addressSet } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * const ours = addressSet(["10.0.0.0/8", "::1"]);
 * assertEquals(ours.has("10.1.2.3"), true);
 * assertEquals(ours.has("11.0.0.1"), false);
 * ```
 */
export function addressSet(entries: readonly string[]): AddressSet {
  const ranges = entries.map(toRange);
  // The same few proxies ask again and again.
  let lastAddress = "";
  let lastResult = false;
  return {
    has(address) {
      if (address === lastAddress) return lastResult;
      const bits = toBits(address);
      lastAddress = address;
      lastResult = bits !== null &&
        ranges.some((range) => (bits & range.mask) === range.bits);
      return lastResult;
    },
  };
}

function toRange(entry: string): Range {
  const [address = "", length, ...rest] = entry.split("/");
  const bits = toBits(address);
  const width = address.includes(":") ? 128 : 32;
  const prefix = length === undefined ? width : Number(length);
  if (
    bits === null || rest.length > 0 || !/^\d*$/.test(length ?? "") ||
    length === "" || prefix > width
  ) {
    throw new SyntaxError(
      `Cannot parse "${entry}": not an address or a range such as 10.0.0.0/8`,
    );
  }
  const mask = (ALL_BITS << BigInt(width - prefix)) & ALL_BITS;
  return { bits: bits & mask, mask };
}

/** An address as 128 bits; `null` if it is none. */
function toBits(address: string): bigint | null {
  if (!address.includes(":")) {
    const bits = toBits4(address);
    return bits === null ? null : MAPPED | bits;
  }
  let text = address;
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(text)?.[1];
  if (tail !== undefined) {
    const bits = toBits4(tail);
    if (bits === null) return null;
    text = text.slice(0, -tail.length) +
      `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}`;
  }
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const left = groupsOf(halves[0]!);
  const right = halves.length === 2 ? groupsOf(halves[1]!) : [];
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const groups = [...left, ...new Array(missing).fill("0"), ...right];
  let bits = 0n;
  for (const group of groups) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return null;
    bits = bits << 16n | BigInt(`0x${group}`);
  }
  return bits;
}

function groupsOf(text: string): string[] {
  return text === "" ? [] : text.split(":");
}

function toBits4(address: string): bigint | null {
  const parts = address.split(".");
  if (parts.length !== 4) return null;
  let bits = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    bits = bits << 8n | BigInt(part);
  }
  return bits;
}
