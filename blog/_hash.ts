// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * A short name for some bytes: the same for the same bytes, and another for
 * others unless somebody looks for two that clash. It names what we wrote
 * ourselves, for entity tags and URLs, at once; WebCrypto would make us wait.
 *
 * Two lanes of FNV-1a, each finished as in MurmurHash3.
 *
 * @param bytes The bytes.
 * @returns Sixteen hexadecimal digits.
 */
export function hash(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x01234567 ^ bytes.length;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x5bd1e995);
    b ^= b >>> 13;
  }
  return finish(a) + finish(b ^ a);
}

function finish(lane: number): string {
  let n = lane ^ (lane >>> 16);
  n = Math.imul(n, 0x85ebca6b);
  n ^= n >>> 13;
  n = Math.imul(n, 0xc2b2ae35);
  n ^= n >>> 16;
  return (n >>> 0).toString(16).padStart(8, "0");
}
