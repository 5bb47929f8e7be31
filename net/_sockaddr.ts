// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Address } from "./address.ts";

/** As large as any `sockaddr` gets: `sizeof(struct sockaddr_storage)`. */
export const SOCKADDR_SIZE = 128;

const AF_UNIX = 1;
const AF_INET = 2;
const AF_INET6 = 10;
/** `sizeof(sun_path)`, the NUL at its end included. */
const MAX_PATH = 108;

/**
 * An address as the kernel takes it: `struct sockaddr_in`, `sockaddr_in6` or
 * `sockaddr_un`, the same on all Linux processors of little endian.
 *
 * @throws {TypeError} If the host is no numeric address or the path too long.
 */
export function encodeSockaddr(address: Address): Uint8Array<ArrayBuffer> {
  if (address.transport === "unix") return encodeUnix(address.path);
  const { hostname, port } = address;
  const four = parseIpv4(hostname);
  const bytes = new Uint8Array(four === null ? 28 : 16);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, four === null ? AF_INET6 : AF_INET, true);
  view.setUint16(2, port);
  if (four !== null) bytes.set(four, 4);
  else bytes.set(parseIpv6(hostname), 8);
  return bytes;
}

/** The address that the kernel wrote into the first `length` bytes. */
export function decodeSockaddr(
  bytes: Uint8Array<ArrayBuffer>,
  length: number,
): Address {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const family = length < 2 ? AF_UNIX : view.getUint16(0, true);
  if (family === AF_INET) {
    const hostname = [...bytes.subarray(4, 8)].join(".");
    return { transport: "tcp", hostname, port: view.getUint16(2) };
  }
  if (family === AF_INET6) {
    const hostname = formatIpv6(view);
    return { transport: "tcp", hostname, port: view.getUint16(2) };
  }
  let end = 2;
  while (end < length && bytes[end] !== 0) end++;
  const path = new TextDecoder().decode(bytes.subarray(2, end));
  return { transport: "unix", path };
}

/** The family of an encoded address. */
export function familyOf(sockaddr: Uint8Array): number {
  return sockaddr[0]!;
}

function encodeUnix(path: string): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(path);
  if (name.length === 0 || name.length >= MAX_PATH || name.includes(0)) {
    throw new TypeError(
      `Cannot use "${path}" as a Unix socket: it takes 1 to ${
        MAX_PATH - 1
      } bytes, none of them NUL`,
    );
  }
  const bytes = new Uint8Array(2 + name.length + 1);
  bytes[0] = AF_UNIX;
  bytes.set(name, 2);
  return bytes;
}

function parseIpv4(text: string): Uint8Array | null {
  const parts = text.split(".");
  if (parts.length !== 4) return null;
  if (!parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) {
    return null;
  }
  return Uint8Array.from(parts, Number);
}

function parseIpv6(text: string): Uint8Array {
  const bytes = new Uint8Array(16);
  const [left = "", right, ...rest] = text.split("::");
  const head = left === "" ? [] : left.split(":");
  const tail = right === undefined || right === "" ? [] : right.split(":");
  const missing = 8 - head.length - tail.length;
  const whole = right === undefined ? missing === 0 : missing > 0;
  const groups = [
    ...head,
    ...new Array(Math.max(0, missing)).fill("0"),
    ...tail,
  ];
  if (
    rest.length > 0 || !whole || !text.includes(":") ||
    !groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
  ) {
    throw new TypeError(`Cannot use host "${text}": not a numeric address`);
  }
  groups.forEach((group, i) => {
    const value = parseInt(group, 16);
    bytes[i * 2] = value >> 8;
    bytes[i * 2 + 1] = value & 0xff;
  });
  return bytes;
}

/** RFC 5952: the longest run of zeros, of two or more, becomes `::`. */
function formatIpv6(view: DataView): string {
  const groups = Array.from({ length: 8 }, (_, i) => view.getUint16(8 + i * 2));
  let best = -1;
  let bestLength = 1;
  for (let start = 0; start < 8; start++) {
    let end = start;
    while (end < 8 && groups[end] === 0) end++;
    if (end - start > bestLength) {
      best = start;
      bestLength = end - start;
    }
  }
  const text = (part: number[]) =>
    part.map((group) => group.toString(16)).join(":");
  if (best < 0) return text(groups);
  return `${text(groups.slice(0, best))}::${
    text(groups.slice(best + bestLength))
  }`;
}
